import { eq, and } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../db/audit.ts'
import { payments, providerEvents } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import type { PaymentProvider } from '../../domain/payment.ts'
import { taskQueues } from '../../temporal.config.ts'
import { paymentReported } from '../../workflows/new-application.ts'
import { surplusPayments } from '../../workflows/surplus-payments.ts'
import { Problem } from '../problems.ts'

export interface PaymentNotice {
  provider: PaymentProvider
  /** The provider's number of the notice: sent again, it is the same. */
  eventId: string
  outTradeNo: string
  /** Fingerprint of the content without what changes when it is sent again. */
  bodySha256: string
}

/**
 * Passes a genuine notice on to the order it is about. It is a hint: the workflow asks the provider before it believes
 * in money. An order that waits for no payment any more has the money given back.
 * @throws Problem conflictingNotice when the number came with other content; notFound when the trade is not ours.
 */
export async function passOnNotice(app: FastifyInstance, notice: PaymentNotice): Promise<void> {
  const { provider, eventId, outTradeNo, bodySha256 } = notice
  const verdict = await app.db.transaction(async (tx) => {
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
      return 'conflicting' as const
    }
    if (!trade) {
      if (inserted.length > 0) await record('payment.unknownTrade', outTradeNo)
      return 'unknown' as const
    }
    const { id: orderId, no, state } = trade.order
    const { workflow } = app.temporal
    if (state === 'awaitingPayment') await workflow.getHandle(orderId).signal(paymentReported, { outTradeNo })
    else {
      await workflow.signalWithStart(surplusPayments, {
        workflowId: `surplusPayments/${no}`,
        taskQueue: taskQueues.business,
        args: [{ orderId, no }],
        signal: paymentReported,
        signalArgs: [{ outTradeNo }],
      })
    }
    return 'passedOn' as const
  })
  if (verdict === 'conflicting') throw new Problem('conflictingNotice')
  // Genuine, but no trade of ours: perhaps the database is an older copy. The provider keeps asking while a person looks.
  if (verdict === 'unknown') throw new Problem('notFound')
}
