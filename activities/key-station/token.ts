import { randomBytes, type KeyObject } from 'node:crypto'
import { heartbeat, sleep } from '@temporalio/activity'
import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates, subjectKeys } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { isProtected } from '../../pki/key-evidence.ts'
import { TokenError } from '../../pki/pkcs11.ts'
import { profileOf } from '../../pki/profiles.ts'
import { isSignedByKey, publicKeyOf } from '../../pki/algorithms.ts'
import type { TokenDriver } from '../../pki/token-driver.ts'
import { permanentFailure } from '../idempotency.ts'
import { noteMakingStep } from '../orders/making.ts'
import { destroyPin, openPin } from './sealed-pins.ts'

interface Deps {
  db: Database
  driver: TokenDriver
  privateKey: KeyObject
  factorySoPin: string
  /** Runs one job at the tokens at a time. */
  exclusively: <T>(job: () => T) => Promise<T>
}

/** Faults that another try at the same key cannot mend. */
const LASTING = new Set(['pinIncorrect', 'pinLocked', 'pinLength', 'full', 'keyNotFound'])
/** Before each further try at the same key, where the fault may pass. */
const PAUSES_MS = [1000, 2000]

export type TokenActivities = ReturnType<typeof tokenActivities>

export function tokenActivities({ db, driver, privateKey, factorySoPin, exclusively }: Deps) {
  const keyLabel = (orderId: string) => `order:${orderId.slice(orderId.indexOf('/') + 1)}`

  /** Does something at the keys. A fault that lasts is no matter of retries any more: the key counts as failed. */
  async function atToken<T>(job: () => T, pauses = PAUSES_MS): Promise<T> {
    heartbeat()
    try {
      return await exclusively(() => {
        driver.list()
        return job()
      })
    } catch (error) {
      if (!(error instanceof TokenError)) throw error
      const [pause, ...rest] = pauses
      if (pause === undefined || LASTING.has(error.fault))
        throw permanentFailure(`token.${error.fault}`, error.fault)
      await sleep(pause)
      return atToken(job, rest)
    }
  }

  /** The certificate password, as the station gets it. @throws NotFound */
  async function userPin(id: string, making: { makingId: string; tokenSerial: string }): Promise<string> {
    const pin = await openPin(db, id, 'userPin', making, privateKey)
    if (!pin) throw permanentFailure('NotFound', 'the PIN is destroyed')
    return pin
  }

  return {
    /**
     * Replaces the vendor's SO PIN by the derived one, sets the certificate password as the user PIN, makes the key pair
     * on the token and keeps its public half with the proof of where it was made.
     */
    async prepareToken(request: {
      orderId: string
      makingId: string
      tokenSerial: string
      soPinId: string
      userPinId: string
    }): Promise<{ keyId: string }> {
      const { orderId, makingId, tokenSerial, soPinId, userPinId } = request
      const pin = await userPin(userPinId, request)
      const soPin = await openPin(db, soPinId, 'soPin', request, privateKey)
      // An earlier try has personalised the token where it is gone.
      if (soPin) {
        await atToken(() => driver.personalise({ serial: tokenSerial, factorySoPin, soPin, userPin: pin }))
        await destroyPin(db, soPinId)
      }
      await noteMakingStep(db, makingId, 'generatingKey')
      const label = keyLabel(orderId)
      const [order] = await db.select({ product: orders.product }).from(orders).where(eq(orders.id, orderId))
      if (!order) throw permanentFailure('NotFound', 'order not found')
      const { spki, attributes } = await atToken(() =>
        driver.generateKeyPair({ serial: tokenSerial, pin, label, rule: profileOf(order.product).key }),
      )
      if (!isProtected(attributes, 'token')) {
        throw permanentFailure('token.keyNotProtected', 'the token does not protect its private key')
      }
      await db
        .insert(subjectKeys)
        .values({
          orderId,
          carrier: 'token',
          tokenSerial,
          label,
          origin: 'token',
          spki,
          evidence: attributes,
        })
        .onConflictDoNothing()
      const [key] = await db
        .select({ id: subjectKeys.id })
        .from(subjectKeys)
        .where(and(eq(subjectKeys.tokenSerial, tokenSerial), eq(subjectKeys.label, label)))
      await noteMakingStep(db, makingId, 'issuing')
      return { keyId: key!.id }
    },

    /** Writes the certificate, reads it back and makes a test signature: only a key that works is shipped. */
    async writeCertificate(request: {
      makingId: string
      tokenSerial: string
      certificateId: string
      userPinId: string
    }) {
      const { makingId, tokenSerial, certificateId, userPinId } = request
      await noteMakingStep(db, makingId, 'writing')
      const [certificate] = await db.select().from(certificates).where(eq(certificates.id, certificateId))
      if (!certificate?.der) throw permanentFailure('NotFound', 'certificate is not issued')
      const { der, orderId } = certificate
      const pin = await userPin(userPinId, request)
      const label = keyLabel(orderId)
      const challenge = randomBytes(32)
      const signature = await atToken(() => {
        driver.writeCertificate({ serial: tokenSerial, pin, label, der })
        const { certificates: onToken } = driver.contents(tokenSerial)
        const written = onToken.find((object) => object.label === label)
        if (!written || Buffer.compare(written.der, der) !== 0) {
          throw permanentFailure('token.readBackDiffers', 'certificate read back differs')
        }
        return driver.sign({ serial: tokenSerial, pin, label, data: challenge })
      })
      if (!isSignedByKey(publicKeyOf(der), challenge, signature)) {
        throw permanentFailure('token.testSignatureFails', 'key and certificate do not belong together')
      }
      await noteMakingStep(db, makingId, 'verified')
      await destroyPin(db, userPinId)
    },
  }
}
