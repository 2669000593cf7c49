import { setImmediate } from 'node:timers/promises'
import { TokenError } from '../pki/pkcs11.ts'
import type { TokenDriver, TokenInfo } from '../pki/token-driver.ts'
import type { OwnCertificates } from './own-certificates.ts'
import { countPinTries } from './pin-tries.ts'
import { Refusal, type RefusalCode } from './refusal.ts'

const PRESENCE_MS = 500

/** What a job may do at its key. The key is there before and after each step, or the job ends. */
export interface Job {
  /** The key, as it was at the beginning. */
  token: TokenInfo
  /** One step. Steps are made so that a job which ended after any of them can be started again. */
  step<T>(work: () => T): Promise<T>
  /** A step with the PIN. */
  withPin<T>(pin: string, work: (at: { serial: string; pin: string }) => T): Promise<T>
}

export type Jobs = ReturnType<typeof openJobs>

/** Runs one job at a time at the keys of this PC; a second one is told "busy". */
export function openJobs(driver: TokenDriver, own: OwnCertificates) {
  const tries = countPinTries()
  let running = false
  let seen = { at: 0, present: false }

  const plugged = () => driver.list().filter(({ initialised }) => initialised)

  function refusalOf(error: unknown, begun: boolean): unknown {
    if (!(error instanceof TokenError)) return error
    const { fault } = error
    if (fault === 'tokenNotFound' && begun) return new Refusal('tokenRemoved')
    return new Refusal(fault satisfies RefusalCode)
  }

  /** The state of the PIN after it was refused. The key may be gone by now. */
  function pinStateOf(serial: string) {
    const token = plugged().find((candidate) => candidate.serial === serial)
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
    tokenPresent(): boolean {
      if (!running && Date.now() - seen.at > PRESENCE_MS)
        seen = { at: Date.now(), present: plugged().length > 0 }
      return running || seen.present
    },

    /** Reads what is plugged in. */
    async read<T>(
      work: (tokens: (TokenInfo & { tries: ReturnType<typeof tries.state> })[]) => T,
    ): Promise<T> {
      return exclusively(async () => {
        try {
          return work(plugged().map((token) => ({ ...token, tries: tries.state(token) })))
        } catch (error) {
          throw refusalOf(error, true)
        }
      })
    },

    /** Works at the one key with this serial number. @throws Refusal when it is not there, or not the only one of ours. */
    async at<T>(serial: string, work: (job: Job) => Promise<T>): Promise<T> {
      return exclusively(async () => {
        let begun = false
        const stillThere = () => {
          if (!plugged().some((token) => token.serial === serial)) throw new TokenError('tokenRemoved')
        }
        const step = async <R>(body: () => R): Promise<R> => {
          // Others get their turn here, to be told that we are busy.
          await setImmediate()
          stillThere()
          const result = body()
          stillThere()
          return result
        }
        try {
          const tokens = plugged()
          const token = tokens.find((candidate) => candidate.serial === serial)
          if (!token) throw new Refusal('tokenNotFound')
          if (tokens.filter(({ serial: other }) => own.areOn(driver.contents(other))).length > 1) {
            throw new Refusal('severalTokens')
          }
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
                throw new Refusal(error.fault as RefusalCode, pinStateOf(serial))
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
