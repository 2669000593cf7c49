import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { pinFault } from '../../domain/pin.ts'
import { openUnlock, statementBytes, type SoPins, type UnlockEnvelope } from '../../pki/agent-protocol.ts'
import { TokenError } from '../../pki/pkcs11.ts'
import type { TokenInfo } from '../../pki/token-driver.ts'
import { Refusal } from '../refusal.ts'
import { base64, checkSerial, fields, operation, type Operation } from './operation.ts'

const BEGUN_MS = 10 * 60_000

interface Begun {
  serial: string
  agentNonce: string
  publicKey: string
  privateKey: KeyObject
  endsAt: number
}

const envelope: z.ZodType<UnlockEnvelope> = z.object({
  context: z.object({
    requestId: z.string().regex(/^[\w/-]{1,128}$/),
    tokenSerial: fields.serial,
    agentNonce: z.string(),
    agentPublicKey: z.string(),
    fromGeneration: z.number().int(),
    toGeneration: z.number().int(),
    expiresAt: z.number(),
  }),
  sealed: fields.base64,
  signature: fields.base64,
})

/** Another wrong SO PIN would make scrap of the key: its last try is not for a program. */
function mustTakeSoPin({ soPin }: TokenInfo): void {
  if (soPin.locked) throw new Refusal('soPinLocked')
  if (soPin.finalTry) throw new Refusal('soPinLastTry')
}

/**
 * Unlocking in two calls: the agent makes a key that is good once, the CA seals the SO PINs to it. They are in memory
 * for the time of one job.
 */
export function unlockOperations(now = () => Date.now()): Record<'begin' | 'finish', Operation> {
  const begun = new Map<string, Begun>()

  const begin = operation(
    'unlock',
    z.object({ serial: fields.serial }),
    async ({ serial }, session, { jobs }) => {
      if (session.tokenSerial === null) throw new Refusal('notTicketed')
      checkSerial(session, serial)
      return jobs.at(serial, async ({ token }) => {
        // Before the CA gives an unlock away that the key would not be asked about.
        mustTakeSoPin(token)
        const { publicKey, privateKey } = generateKeyPairSync('x25519')
        const unlock = {
          serial,
          agentNonce: randomBytes(24).toString('base64url'),
          publicKey: base64(publicKey.export({ type: 'spki', format: 'der' })),
          privateKey,
          endsAt: now() + BEGUN_MS,
        }
        // A key has one unlock under way: the last that was begun.
        for (const [id, known] of begun)
          if (known.serial === serial || known.endsAt <= now()) begun.delete(id)
        const unlockId = randomBytes(16).toString('base64url')
        begun.set(unlockId, unlock)
        return { unlockId, agentNonce: unlock.agentNonce, agentPublicKey: unlock.publicKey }
      })
    },
  )

  /** Opens the envelope with the key that was made for it. That key is gone after the first try, right or wrong. */
  function takeSoPins(unlockId: string, given: UnlockEnvelope, authority: KeyObject) {
    const unlock = begun.get(unlockId)
    begun.delete(unlockId)
    const { context } = given
    const fits =
      unlock !== undefined &&
      unlock.endsAt > now() &&
      context.tokenSerial === unlock.serial &&
      context.agentNonce === unlock.agentNonce &&
      context.agentPublicKey === unlock.publicKey
    if (!fits) throw new Refusal('unlockInvalid')
    try {
      const soPins = openUnlock(given, authority, unlock.privateKey, new Date(now()))
      return { serial: unlock.serial, soPins }
    } catch {
      throw new Refusal('unlockInvalid')
    }
  }

  const finishBody = z.object({
    unlockId: z.string(),
    envelope,
    newPin: fields.pin,
    nonce: fields.nonce,
  })
  const finish = operation(
    'unlock',
    finishBody,
    async (request, session, { driver, jobs, own, settings }) => {
      const { unlockId, newPin, nonce } = request
      // Before the envelope is used up: a weak PIN is typed anew.
      if (pinFault(newPin)) throw new Refusal('pinWeak')
      const { serial, soPins } = takeSoPins(unlockId, request.envelope, settings.authority)
      checkSerial(session, serial)
      return jobs.at(serial, async ({ token, step, withPin }) => {
        mustTakeSoPin(token)
        const took = await step(() => setPins(soPins, newPin, serial))
        const active = await step(async () => own.active(await driver.contents(serial)))
        if (!active) throw new Refusal('keyNotFound')
        const data = statementBytes({
          kind: 'unlocked',
          origin: session.origin,
          nonce,
          orderNo: session.orderNo,
          requestId: request.envelope.context.requestId,
        })
        const signature = await withPin(newPin, (at) => driver.sign({ ...at, id: active.id, data }))
        return { signature: base64(signature), certificate: base64(active.der), usedNext: took === 'next' }
      })

      async function setPins({ current, possible, next }: SoPins, userPin: string, at: string) {
        try {
          return await driver.setPins({
            serial: at,
            soPins: [current, ...possible],
            nextSoPin: next,
            userPin,
          })
        } catch (error) {
          if (!(error instanceof TokenError)) throw error
          if (error.fault === 'pinIncorrect') throw new Refusal('soPinIncorrect')
          if (error.fault === 'pinLocked') throw new Refusal('soPinLocked')
          throw error
        }
      }
    },
  )

  return { begin, finish }
}
