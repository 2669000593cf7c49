import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { config } from '../../config.ts'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { book } from '../../db/ledger.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { payments, refunds } from '../../db/schema/money.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { fen, yuan } from '../../domain/money.ts'
import { totalFen } from '../../domain/products.ts'
import { permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { alipayClient } from './client.ts'

export interface Trade {
  outTradeNo: string
  /** Epoch ms. */
  qrExpiresAt: number
}

export interface TradeState {
  state: 'waiting' | 'paid' | 'closed'
}

export type PaymentActivities = ReturnType<typeof paymentActivities>

const precreated = z.object({ code: z.literal('10000'), qrCode: z.string() })
const queried = z.object({
  code: z.string(),
  subCode: z.string().optional(),
  tradeStatus: z.enum(['WAIT_BUYER_PAY', 'TRADE_CLOSED', 'TRADE_SUCCESS', 'TRADE_FINISHED']).optional(),
  tradeNo: z.string().optional(),
  totalAmount: z.string().optional(),
})
const refunded = z.object({ code: z.literal('10000'), outTradeNo: z.string() })

export function paymentActivities({ db }: { db: Database }) {
  // Without validateSign the SDK takes a forged answer for a good one.
  const call = (method: string, bizContent: Record<string, unknown>, extra: Record<string, unknown> = {}) =>
    alipayClient().exec(method, { ...extra, bizContent }, { validateSign: true })

  async function readPayment(outTradeNo: string) {
    const [payment] = await db.select().from(payments).where(eq(payments.outTradeNo, outTradeNo))
    if (!payment) throw permanentFailure('NotFound', 'payment not found')
    return payment
  }

  async function query(outTradeNo: string) {
    return queried.parse(await call('alipay.trade.query', { out_trade_no: outTradeNo }))
  }

  /** Books a trade that Alipay calls paid; the amount must be ours to the fen. */
  async function bookPaid(
    payment: typeof payments.$inferSelect,
    answer: z.infer<typeof queried>,
  ): Promise<void> {
    if (answer.totalAmount === undefined || fen(answer.totalAmount) !== payment.amountFen) {
      throw permanentFailure('Refused', 'paid amount differs from the order')
    }
    await db.transaction(async (tx) => {
      const changed = await tx
        .update(payments)
        .set({ state: 'paid', tradeNo: answer.tradeNo ?? null, paidAt: new Date() })
        .where(and(eq(payments.id, payment.id), eq(payments.state, payment.state)))
        .returning({ id: payments.id })
      if (changed.length === 0) return
      await book(tx, `payment/${payment.outTradeNo}`, {
        orderId: payment.orderId,
        debit: 'alipayClearing',
        credit: 'customerPrepayments',
        amountFen: payment.amountFen,
      })
      await audit(tx, {
        actor: 'worker:business',
        action: 'payment.booked',
        subject: payment.orderId,
        detail: { outTradeNo: payment.outTradeNo, amountFen: payment.amountFen },
      })
      await notifyOrderChanged(tx, orderNo(payment.orderId))
    })
  }

  async function settle(outTradeNo: string): Promise<TradeState> {
    const payment = await readPayment(outTradeNo)
    if (payment.state === 'paid') return { state: 'paid' }
    const answer = await query(outTradeNo)
    if (answer.tradeStatus === 'TRADE_SUCCESS' || answer.tradeStatus === 'TRADE_FINISHED') {
      await bookPaid(payment, answer)
      return { state: 'paid' }
    }
    return { state: answer.tradeStatus === 'TRADE_CLOSED' ? 'closed' : 'waiting' }
  }

  return {
    /** Asks Alipay for a QR code of this order. `payUntil`: epoch ms; a code never lives longer than the order. */
    async precreateTrade(request: { orderId: string; attempt: number; payUntil: number }): Promise<Trade> {
      const { orderId, attempt, payUntil } = request
      const { order, form } = await readOrder(db, orderId)
      const outTradeNo = `${order.no.replace('-', '')}P${attempt}`
      const amountFen = totalFen(order.priceItems)
      const qrExpiresAt = new Date(Math.min(Date.now() + deadlines.qrMinutes * 60_000, payUntil))
      const values = {
        orderId,
        provider: 'alipay',
        outTradeNo,
        amountFen,
        state: 'waiting',
        qrExpiresAt,
      } as const
      await db.insert(payments).values(values).onConflictDoNothing()
      const payment = await readPayment(outTradeNo)
      if (payment.qrContent) return { outTradeNo, qrExpiresAt: payment.qrExpiresAt.getTime() }

      const minutes = Math.max(1, Math.floor((payment.qrExpiresAt.getTime() - Date.now()) / 60_000))
      const answer = precreated.parse(
        await call(
          'alipay.trade.precreate',
          {
            out_trade_no: outTradeNo,
            total_amount: yuan(amountFen),
            subject: `数字证书订单 ${order.no}`,
            body: form.organisation.name,
            timeout_express: `${minutes}m`,
            // A code that nobody scanned is no trade yet and cannot be closed: it has to end by itself.
            qr_code_timeout_express: `${minutes}m`,
          },
          { notifyUrl: `${config('site').SITE_URL}/api/callbacks/alipay` },
        ),
      )
      await db.update(payments).set({ qrContent: answer.qrCode }).where(eq(payments.id, payment.id))
      await notifyOrderChanged(db, order.no)
      return { outTradeNo, qrExpiresAt: payment.qrExpiresAt.getTime() }
    },

    /** Asks Alipay how the trade stands and books it when it is paid. */
    async settleTrade({ outTradeNo }: Trade): Promise<TradeState> {
      return settle(outTradeNo)
    },

    /** Closes a trade so that nobody can pay it any more, unless it turns out to be paid. */
    async closeTrade({ outTradeNo }: Trade): Promise<TradeState> {
      const { state } = await settle(outTradeNo)
      if (state === 'paid') return { state }
      const answer = queried.parse(await call('alipay.trade.close', { out_trade_no: outTradeNo }))
      const gone = answer.code === '10000' || answer.subCode === 'ACQ.TRADE_NOT_EXIST' || state === 'closed'
      // Refused because somebody paid in between: the next try of this activity sees it.
      if (!gone) throw new Error(`trade cannot be closed: ${answer.subCode ?? answer.code}`)
      const payment = await readPayment(outTradeNo)
      await db.update(payments).set({ state: 'closed' }).where(eq(payments.id, payment.id))
      await notifyOrderChanged(db, orderNo(payment.orderId))
      return { state: 'closed' }
    },

    /** Gives the whole payment of an order back, once however often it is asked. */
    async refundPayment({ orderId }: { orderId: string }): Promise<void> {
      const [payment] = await db
        .select()
        .from(payments)
        .where(and(eq(payments.orderId, orderId), eq(payments.state, 'paid')))
      if (!payment) throw permanentFailure('NotFound', 'no payment to give back')
      const { amountFen, outTradeNo } = payment
      const outRequestNo = `${outTradeNo}R1`
      await db
        .insert(refunds)
        .values({ orderId, paymentId: payment.id, outRequestNo, amountFen, state: 'requested' })
        .onConflictDoNothing()
      await notifyOrderChanged(db, orderNo(orderId))
      refunded.parse(
        await call('alipay.trade.refund', {
          out_trade_no: outTradeNo,
          out_request_no: outRequestNo,
          refund_amount: yuan(amountFen),
          refund_reason: '审核未通过',
        }),
      )
      await db.transaction(async (tx) => {
        await tx
          .update(refunds)
          .set({ state: 'done', doneAt: new Date() })
          .where(eq(refunds.outRequestNo, outRequestNo))
        await book(tx, `refund/${outRequestNo}`, {
          orderId,
          debit: 'customerPrepayments',
          credit: 'alipayClearing',
          amountFen,
        })
        await audit(tx, {
          actor: 'worker:business',
          action: 'payment.refunded',
          subject: orderId,
          detail: { outRequestNo, amountFen },
        })
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },
  }
}
