import { and, eq } from 'drizzle-orm'
import { config } from '../../config.ts'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { orderById } from '../../db/orders.ts'
import { bookPayment, isBack, type PaymentRow } from '../../db/payments.ts'
import { payments, refunds } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { yuan } from '../../domain/money.ts'
import { tradeNumber, type PaymentProvider } from '../../domain/payment.ts'
import { totalFen } from '../../domain/products.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { sendSms } from '../sms/send.ts'
import { readUnlessWiped } from '../orders/form.ts'
import { writeTask } from '../staff/tasks.ts'
import { tradeProvider } from './provider.ts'
import type { TradeAnswer } from './trade-provider.ts'

export interface Trade {
  outTradeNo: string
  /** Epoch ms. */
  qrExpiresAt: number
}

export interface TradeState {
  /** `disputed`: another amount than ours came in; finance has it. `surplus`: paid, but the order has its payment. */
  state: 'waiting' | 'paid' | 'surplus' | 'disputed' | 'closed'
}

export type PaymentActivities = ReturnType<typeof paymentActivities>

export function paymentActivities({ db }: { db: Database }) {
  async function readPayment(outTradeNo: string): Promise<PaymentRow> {
    const [payment] = await db.select().from(payments).where(eq(payments.outTradeNo, outTradeNo))
    if (!payment) throw permanentFailure('NotFound', 'payment not found')
    return payment
  }

  /** The order goes on with the first good payment that comes while it waits for one, and its process runs. */
  async function isWanted(tx: Transaction, payment: PaymentRow): Promise<boolean> {
    const [order] = await tx.select().from(orders).where(eq(orders.id, payment.orderId)).for('update')
    const others = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.orderId, payment.orderId), eq(payments.accepted, true)))
    return order?.state === 'awaitingPayment' && !order.interruptedAt && others.length === 0
  }

  /** Books what a provider says has come in, once. */
  async function bookPaid(known: PaymentRow, answer: TradeAnswer): Promise<TradeState['state']> {
    const { orderId, outTradeNo } = known
    const receivedFen = answer.receivedFen ?? 0
    return db.transaction(async (tx) => {
      const accepted = receivedFen === known.amountFen && (await isWanted(tx, known))
      const state = receivedFen === known.amountFen ? 'paid' : 'disputed'
      const changed = await tx
        .update(payments)
        .set({ state, accepted, receivedFen, tradeNo: answer.tradeNo ?? null, paidAt: now() })
        .where(and(eq(payments.id, known.id), eq(payments.state, known.state)))
        .returning()
      const [payment] = changed
      if (!payment) throw new Error('payment changed meanwhile')
      if (receivedFen > 0) {
        await bookPayment(tx, payment, receivedFen)
      }
      await audit(tx, {
        actor: 'worker:business',
        action: state === 'paid' ? (accepted ? 'payment.booked' : 'payment.surplus') : 'payment.disputed',
        subject: orderId,
        detail: { outTradeNo, amountFen: receivedFen },
      })
      if (state === 'disputed') {
        const detail = { outTradeNo, expectedFen: known.amountFen, receivedFen }
        await writeTask(tx, { kind: 'wrongAmount', orderId, subject: outTradeNo, detail })
      }
      await notifyOrderChanged(tx, orderNo(orderId))
      return standing(payment)
    })
  }

  function standing({ state, accepted }: PaymentRow): TradeState['state'] {
    return state === 'paid' && !accepted ? 'surplus' : state
  }

  async function settle(payment: PaymentRow): Promise<TradeState['state']> {
    if (payment.state === 'paid' || payment.state === 'disputed') return standing(payment)
    const answer = await tradeProvider(payment.provider).query(payment.outTradeNo)
    if (answer.state === 'paid') return bookPaid(payment, answer)
    return answer.state === 'closed' ? 'closed' : 'waiting'
  }

  /** Gives whether the code may still be paid although it was given up. */
  async function close(payment: PaymentRow): Promise<{ state: TradeState['state']; open: boolean }> {
    const state = await settle(payment)
    if (state !== 'waiting' && state !== 'closed') return { state, open: false }
    const certain =
      state === 'closed' || (await tradeProvider(payment.provider).close(payment.outTradeNo)) === 'closed'
    await db
      .update(payments)
      .set({ state: 'closed' })
      .where(and(eq(payments.id, payment.id), eq(payments.state, payment.state)))
    await notifyOrderChanged(db, orderNo(payment.orderId))
    return { state: 'closed', open: !certain && payment.qrExpiresAt > now() }
  }

  return {
    /** Asks a provider for a QR code of this order. `payUntil`: epoch ms; a code never lives longer than the order. */
    async precreateTrade(request: {
      orderId: string
      provider?: PaymentProvider
      attempt: number
      payUntil: number
    }): Promise<Trade> {
      const { orderId, provider = 'alipay', attempt, payUntil } = request
      const order = await orderById(db, orderId)
      // Asked for while a provider was down, and come to life too late.
      if (order?.state !== 'awaitingPayment')
        throw permanentFailure('WrongState', 'order waits for no payment')
      const outTradeNo = tradeNumber(order.no, provider, attempt)
      const amountFen = totalFen(order.priceItems)
      const qrExpiresAt = new Date(Math.min(now().getTime() + deadlines.qrMinutes * 60_000, payUntil))
      await db
        .insert(payments)
        .values({ orderId, provider, outTradeNo, amountFen, state: 'waiting', qrExpiresAt })
        .onConflictDoNothing()
      const payment = await readPayment(outTradeNo)
      if (!payment.qrContent) {
        const { qrContent } = await tradeProvider(provider).precreate({
          outTradeNo,
          amountFen,
          subject: `数字证书订单 ${order.no}`,
          expiresAt: payment.qrExpiresAt,
          notifyUrl: `${config('site').SITE_URL}/api/callbacks/${provider}`,
        })
        await db.update(payments).set({ qrContent }).where(eq(payments.id, payment.id))
        await notifyOrderChanged(db, order.no)
      }
      return { outTradeNo, qrExpiresAt: payment.qrExpiresAt.getTime() }
    },

    /** Asks the provider how the trade stands and books it when it is paid. */
    async settleTrade({ outTradeNo }: { outTradeNo: string }): Promise<TradeState> {
      return { state: await settle(await readPayment(outTradeNo)) }
    },

    /** Closes a trade so that nobody can pay it any more, unless it turns out to be paid. */
    async closeTrade({ outTradeNo }: { outTradeNo: string }): Promise<TradeState> {
      const { state } = await close(await readPayment(outTradeNo))
      return { state }
    },

    /**
     * Looks at every trade of an order that has its payment, or needs none any more. Gives what has to be returned,
     * and until when (epoch ms) another could be paid.
     */
    async sweepTrades({
      orderId,
    }: {
      orderId: string
    }): Promise<{ surplus: string[]; openUntil: number | null }> {
      const rows = await db
        .select({ payment: payments, refund: refunds })
        .from(payments)
        .leftJoin(refunds, eq(refunds.paymentId, payments.id))
        .where(eq(payments.orderId, orderId))
      const surplus: string[] = []
      let openUntil: number | null = null
      for (const { payment, refund } of rows) {
        if (payment.accepted || payment.state === 'disputed') continue
        const { state, open } = await close(payment)
        if (state === 'surplus' && !(refund && isBack(refund))) surplus.push(payment.outTradeNo)
        if (open) openUntil = Math.max(openUntil ?? 0, payment.qrExpiresAt.getTime())
      }
      return { surplus, openUntil }
    },

    /** Tells the operator that what was paid besides is on its way back; a wiped order has nobody to tell. */
    async tellSurplus({
      orderId,
      no,
      outTradeNo,
    }: {
      orderId: string
      no: string
      outTradeNo: string
    }): Promise<void> {
      const payment = await readPayment(outTradeNo)
      const stored = await readUnlessWiped(db, orderId)
      if (!stored) return
      await sendSms(db, {
        orderId,
        notice: 'surplusReturned',
        language: stored.order.language,
        phone: stored.form.operator.phone,
        parameters: { order: no, amount: yuan(payment.receivedFen ?? payment.amountFen) },
        idempotencyKey: idempotencyKey(),
      })
    },
  }
}
