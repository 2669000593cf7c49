import { setTimeout as sleep } from 'node:timers/promises'
import { TokenError } from '../pki/pkcs11.ts'
import type { TokenInfo } from '../pki/token-driver.ts'
import type { Drivers } from './drivers.ts'
import type { OwnCertificates } from './own-certificates.ts'
import { countPinTries } from './pin-tries.ts'
import { Refusal, type RefusalCode } from './refusal.ts'

const PRESENCE_MS = 500
/** A slow driver must not keep a page waiting that only asks whether a key is there. */
const GLANCE_MS = 1000

/** What a job may do at its key. The key is there before and after each step, or the job ends. */
export interface Job {
  /** The key, as it was at the beginning. */
  token: TokenInfo
  /** One step. Steps are made so that a job which ended after any of them can be started again. */
  step<T>(work: () => T | Promise<T>): Promise<T>
  /** A step with the PIN. */
  withPin<T>(pin: string, work: (at: { serial: string; pin: string }) => Promise<T>): Promise<T>
}

export type Jobs = ReturnType<typeof openJobs>

/** Runs one job at a time at the keys of this PC; a second one is told "busy". */
export function openJobs(driver: Pick<Drivers, 'list' | 'has' | 'contents'>, own: OwnCertificates) {
  const tries = countPinTries()
  let running = false
  let seen = { at: 0, present: false }

  const plugged = async () => (await driver.list()).filter(({ initialised }) => initialised)

  let looking: Promise<void> | undefined
  async function glance(): Promise<void> {
    const present = (await plugged()).length > 0
    if (!running) seen = { at: Date.now(), present }
  }

  function refusalOf(error: unknown, begun: boolean): unknown {
    if (!(error instanceof TokenError)) return error
    const { fault } = error
    if (fault === 'tokenNotFound' && begun) return new Refusal('tokenRemoved')
    return new Refusal(fault satisfies RefusalCode)
  }

  /** The state of the PIN after it was refused. The key may be gone by now. */
  async function pinStateOf(serial: string) {
    const token = (await plugged()).find((candidate) => candidate.serial === serial)
    return token && tries.state(token)
  }

  async function exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (running) throw new Refusal('busy')
    running = true
    try {
      return await work()
    } finally {
      running = false
      seen = { at: 0, present: false }
    }
  }

  return {
    /** Whether any key is plugged in; looked up at most twice a second, and never during a job. */
    async tokenPresent(): Promise<boolean> {
      if (!running && Date.now() - seen.at > PRESENCE_MS) {
        looking ??= glance().finally(() => (looking = undefined))
        await Promise.race([looking, sleep(GLANCE_MS)])
      }
      return running || seen.present
    },

    /** Reads what is plugged in. */
    async read<T>(
      work: (tokens: (TokenInfo & { tries: ReturnType<typeof tries.state> })[]) => T | Promise<T>,
    ): Promise<T> {
      return exclusively(async () => {
        try {
          return await work((await plugged()).map((token) => ({ ...token, tries: tries.state(token) })))
        } catch (error) {
          throw refusalOf(error, true)
        }
      })
    },

    /** Works at the one key with this serial number. @throws Refusal when it is not there, or not the only one of ours. */
    async at<T>(serial: string, work: (job: Job) => Promise<T>): Promise<T> {
      return exclusively(async () => {
        let begun = false
        const stillThere = async () => {
          if (!(await driver.has(serial))) throw new TokenError('tokenRemoved')
        }
        const step = async <R>(body: () => R | Promise<R>): Promise<R> => {
          await stillThere()
          const result = await body()
          await stillThere()
          return result
        }
        try {
          const tokens = await plugged()
          const token = tokens.find((candidate) => candidate.serial === serial)
          if (!token) throw new Refusal('tokenNotFound')
          const contents = await Promise.all(tokens.map(({ serial: other }) => driver.contents(other)))
          if (contents.filter(own.areOn).length > 1) throw new Refusal('severalTokens')
          begun = true
          return await work({
            token,
            step,
            async withPin(pin, body) {
              try {
                const result = await step(() => body({ serial, pin }))
                tries.wasRight(serial)
                return result
              } catch (error) {
                if (!(error instanceof TokenError) || !/^pin(Incorrect|Locked)$/.test(error.fault))
                  throw error
                if (error.fault === 'pinIncorrect') tries.wasWrong(serial)
                throw new Refusal(error.fault as RefusalCode, await pinStateOf(serial))
              }
            },
          })
        } catch (error) {
          throw refusalOf(error, begun)
        }
      })
    },

    tries,
  }
}
