import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { PaymentWay } from '../domain/payment.ts'
import { audit } from './audit.ts'
import type { Database, Transaction } from './database.ts'
import { book } from './ledger.ts'
import { notifyOrderChanged, orderNo } from './order-changed.ts'
import { payments, refunds, staffTasks, type Account } from './schema/money.ts'

export type PaymentRow = typeof payments.$inferSelect
export type RefundRow = typeof refunds.$inferSelect

const clearing: Record<PaymentWay, Account> = {
  alipay: 'alipayClearing',
  wechat: 'wechatClearing',
  bank: 'bankAccount',
}

/** Money received without a claim on it waits in an account of its own until it is returned. */
const owedBy = (payment: PaymentRow): Account =>
  payment.accepted ? 'customerPrepayments' : 'unmatchedReceipts'

/** One payment: by our number of the trade, or the one that its order goes on with. */
export async function findPayment(
  db: Database | Transaction,
  of: { orderId: string; outTradeNo?: string | undefined },
): Promise<PaymentRow | undefined> {
  const { orderId, outTradeNo } = of
  const [payment] = await db
    .select()
    .from(payments)
    .where(
      outTradeNo
        ? eq(payments.outTradeNo, outTradeNo)
        : and(eq(payments.orderId, orderId), eq(payments.accepted, true)),
    )
  return payment
}

/** Books what came in for a trade, in fen. */
export async function bookPayment(tx: Transaction, payment: PaymentRow, amountFen: number): Promise<void> {
  await book(tx, {
    kind: 'payment',
    number: payment.outTradeNo,
    orderId: payment.orderId,
    debit: clearing[payment.provider],
    credit: owedBy(payment),
    amountFen,
  })
}

/** Whether the money is with its payer again. */
export const isBack = ({ state }: Pick<RefundRow, 'state'>) => state === 'done' || state === 'byHand'

/** The refund of a payment: one, of all that came in, whoever makes it. Written down when it is first asked for. */
export async function planRefund(db: Database, payment: PaymentRow): Promise<RefundRow> {
  const { orderId, id: paymentId, outTradeNo, amountFen, receivedFen } = payment
  const planned = await db
    .insert(refunds)
    .values({
      ...{ orderId, paymentId, outRequestNo: `${outTradeNo}R1`, state: 'requested' },
      amountFen: receivedFen ?? amountFen,
    })
    .onConflictDoNothing()
    .returning()
  if (planned[0]) {
    await notifyOrderChanged(db, orderNo(orderId))
    return planned[0]
  }
  const [refund] = await db.select().from(refunds).where(eq(refunds.paymentId, paymentId))
  return refund!
}

/**
 * Books that the money of a payment went back: by its provider (`done`), or `byHand` by a transfer of finance's own.
 * It does so once: what is back stays as it is. Nobody has to look after it any more.
 */
export async function bookRefund(
  tx: Transaction,
  refund: RefundRow,
  made: { state: 'done' | 'byHand'; actor: string; at: Date },
): Promise<void> {
  const { orderId, outRequestNo, amountFen, paymentId } = refund
  const { state, actor, at } = made
  const changed = await tx
    .update(refunds)
    .set({ state, doneAt: at })
    .where(and(eq(refunds.id, refund.id), inArray(refunds.state, ['requested', 'withFinance'])))
    .returning({ id: refunds.id })
  if (changed.length === 0) return
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId))
  await book(tx, {
    kind: 'refund',
    number: outRequestNo,
    orderId,
    debit: owedBy(payment!),
    credit: state === 'done' ? clearing[payment!.provider] : 'bankAccount',
    amountFen,
  })
  await tx
    .update(staffTasks)
    .set({ doneAt: at, doneBy: sql`coalesce(${staffTasks.doneBy}, ${actor})` })
    .where(
      and(
        inArray(staffTasks.kind, ['refundFailed', 'refundUnclear']),
        eq(staffTasks.subject, payment!.outTradeNo),
        isNull(staffTasks.doneAt),
      ),
    )
  await audit(tx, {
    actor,
    action: state === 'done' ? 'payment.refunded' : 'payment.refundedByHand',
    subject: orderId,
    detail: { outRequestNo, amountFen },
  })
  await notifyOrderChanged(tx, orderNo(orderId))
}

/** Books that `by` (user name) transferred the money of a payment back by hand. */
export async function refundByHand(
  db: Database,
  of: { orderId: string; outTradeNo: string },
  by: string,
): Promise<void> {
  const payment = await findPayment(db, of)
  if (!payment) throw new Error('a task about a payment that there is not')
  const refund = await planRefund(db, payment)
  await db.transaction((tx) =>
    bookRefund(tx, refund, { state: 'byHand', actor: `staff:${by}`, at: new Date() }),
  )
}
