import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { book } from '../../db/ledger.ts'
import { payments } from '../../db/schema/money.ts'
import {
  certificates,
  certificateWritings,
  keyMakings,
  keyStations,
  tokens,
} from '../../db/schema/certificates.ts'
import { inHands } from '../../domain/certificate-states.ts'
import type { TokenState } from '../../domain/token-states.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'

type Step = (typeof keyMakings.$inferSelect)['step']

export type MakingActivities = ReturnType<typeof makingActivities>

/** What was paid in advance is earned: the certificate was made, and delivered or given up by its holder. */
async function earn(tx: Transaction, orderId: string): Promise<void> {
  const [payment] = await tx
    .select({ amountFen: payments.amountFen })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.accepted, true)))
  if (!payment) return
  const { amountFen } = payment
  await book(tx, {
    ...{ kind: 'earned', number: orderId, orderId, amountFen },
    ...{ debit: 'customerPrepayments', credit: 'revenue' },
  })
}

/** Shows at the key station how far the making has come. */
export async function noteMakingStep(db: Database, makingId: string, step: Step): Promise<void> {
  await db.transaction(async (tx) => {
    const [making] = await tx.update(keyMakings).set({ step }).where(eq(keyMakings.id, makingId)).returning()
    if (!making) throw permanentFailure('NotFound', 'making not found')
    await tx
      .update(tokens)
      .set({ state: 'formatted' })
      .where(and(eq(tokens.serial, making.tokenSerial), eq(tokens.state, 'formatting')))
    await notifyOrderChanged(tx, orderNo(making.orderId))
  })
}

export function makingActivities({ db }: { db: Database }) {
  return {
    /** Binds a blank key at a station to an order. @throws TokenNotBlank when the key is not plugged in or used. */
    async beginMaking(making: {
      orderId: string
      makingId: string
      stationId: string
      tokenSerial: string
      madeBy: string
    }): Promise<void> {
      const { orderId, makingId, stationId, tokenSerial, madeBy } = making
      await db.transaction(async (tx) => {
        const [known] = await tx.select().from(keyMakings).where(eq(keyMakings.id, makingId))
        if (known) return
        const [station] = await tx.select().from(keyStations).where(eq(keyStations.id, stationId))
        const plugged = station?.plugged.find((token) => token.serial === tokenSerial)
        if (!plugged) throw permanentFailure('TokenNotBlank', 'this key is not plugged in at the station')
        await tx
          .insert(tokens)
          .values({
            serial: tokenSerial,
            model: plugged.model,
            state: 'formatting',
            soPinGeneration: 1,
            orderId,
          })
          .onConflictDoNothing()
        // Bound already, by a try that came to nothing before anything was done to the key.
        const isOurs = and(eq(tokens.orderId, orderId), eq(tokens.state, 'formatting'))
        const [bound] = await tx
          .select()
          .from(tokens)
          .where(and(eq(tokens.serial, tokenSerial), isOurs))
        if (!bound) throw permanentFailure('TokenNotBlank', 'this key has been used already')
        await tx
          .insert(keyMakings)
          .values({ id: makingId, orderId, stationId, tokenSerial, madeBy, step: 'formatting' })
        await audit(tx, {
          actor: `staff:${madeBy}`,
          action: 'key.making',
          subject: orderId,
          detail: { stationId, tokenSerial },
        })
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },

    /** Ends a failed attempt: the key counts as damaged and is never used again. */
    async failMaking({ makingId, failure }: { makingId: string; failure: string }): Promise<void> {
      await db.transaction(async (tx) => {
        const [making] = await tx
          .update(keyMakings)
          .set({ failure })
          .where(eq(keyMakings.id, makingId))
          .returning()
        if (!making) throw permanentFailure('NotFound', 'making not found')
        await tx.update(tokens).set({ state: 'damaged' }).where(eq(tokens.serial, making.tokenSerial))
        await audit(tx, {
          actor: 'worker:business',
          action: 'key.damaged',
          subject: making.orderId,
          detail: { tokenSerial: making.tokenSerial, failure },
        })
        await notifyOrderChanged(tx, orderNo(making.orderId))
      })
    },

    /** A key that its holder never got: nothing may be made with it again. */
    async retireToken({ tokenSerial, state }: { tokenSerial: string; state: TokenState }): Promise<void> {
      await db.transaction(async (tx) => {
        const [token] = await tx
          .update(tokens)
          .set({ state })
          .where(eq(tokens.serial, tokenSerial))
          .returning()
        if (!token?.orderId) throw permanentFailure('NotFound', 'token not found')
        const { orderId } = token
        await audit(tx, {
          actor: 'worker:business',
          action: `token.${state}`,
          subject: orderId,
          detail: { tokenSerial },
        })
        if (state === 'terminated') await earn(tx, orderId)
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },

    /** A certificate that was made and never taken into use: its price is earned all the same. */
    async earnPrice({ orderId }: { orderId: string }): Promise<void> {
      await db.transaction((tx) => earn(tx, orderId))
    },

    /** The key is in the holder's hands: certificate and token are in use, and the price is earned. */
    async activateCertificate({ orderId }: { orderId: string }): Promise<void> {
      await db.transaction(async (tx) => {
        const issued = and(eq(certificates.orderId, orderId), isNotNull(certificates.der))
        // One that is on hold is active as soon as that is lifted.
        await tx
          .update(certificates)
          .set({ activatedAt: now() })
          .where(and(issued, isNull(certificates.activatedAt), inArray(certificates.state, [...inHands])))
        await tx
          .update(certificates)
          .set({ state: 'active' })
          .where(and(issued, eq(certificates.state, 'issued')))
        await tx
          .update(certificateWritings)
          .set({ writtenAt: now() })
          .where(and(eq(certificateWritings.orderId, orderId), isNull(certificateWritings.writtenAt)))
        await tx
          .update(tokens)
          .set({ state: 'active' })
          .where(and(eq(tokens.orderId, orderId), inArray(tokens.state, ['formatting', 'formatted'])))
        await earn(tx, orderId)
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },
  }
}
