import { and, eq } from 'drizzle-orm'
import type { PaymentProvider } from '../domain/payment.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { payments, providerEvents } from './schema/money.ts'
import { orders } from './schema/orders.ts'

export interface PaymentNotice {
  provider: PaymentProvider
  /** The provider's number of the notice: sent again, it is the same. */
  eventId: string
  outTradeNo: string
  /** Fingerprint of the content without what changes when it is sent again. */
  bodySha256: string
}

/**
 * Keeps a genuine notice, once however often it is sent. Gives the order it is about; `conflicting` when its number came
 * with other content before, `unknown` when the trade is not ours.
 */
export async function keepNotice(db: Database, notice: PaymentNotice) {
  const { provider, eventId, outTradeNo, bodySha256 } = notice
  return db.transaction(async (tx) => {
    const record = (action: string, subject: string) =>
      audit(tx, { actor: `provider:${provider}`, action, subject, detail: { eventId, outTradeNo } })
    const inserted = await tx
      .insert(providerEvents)
      .values({ provider, eventId, bodySha256 })
      .onConflictDoNothing()
      .returning()
    const [known] = await tx
      .select()
      .from(providerEvents)
      .where(and(eq(providerEvents.provider, provider), eq(providerEvents.eventId, eventId)))
    const [trade] = await tx
      .select({ order: orders })
      .from(payments)
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .where(and(eq(payments.outTradeNo, outTradeNo), eq(payments.provider, provider)))
    if (known?.bodySha256 !== bodySha256) {
      await record('payment.conflictingNotice', trade?.order.id ?? outTradeNo)
      return 'conflicting'
    }
    if (trade) return trade.order
    if (inserted.length > 0) await record('payment.unknownTrade', outTradeNo)
    return 'unknown'
  })
}
