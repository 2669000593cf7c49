import { condition, defineSignal, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow'
import type { PaymentActivities, Trade } from '../../activities/alipay/payment.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import type { Order } from './order.ts'

/** A provider says that this trade changed. A hint: what counts is the answer when we ask. */
export const paymentReported = defineSignal<[{ outTradeNo: string }]>('paymentReported')
export const renewQr = defineUpdate<void, []>('renewQr')

const { precreateTrade, settleTrade, closeTrade, refundPayment } = proxyActivities<PaymentActivities>(
  activityClasses.provider,
)
const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)

const MINUTE = 60_000

/**
 * 第二步 支付证书费用: a QR code, the verified callback or our own question, money booked once.
 * A QR code that ran out can be renewed until the order may no longer be paid.
 */
export async function collectPayment(order: Order): Promise<void> {
  const { orderId } = order
  const payUntil = Date.now() + deadlines.paymentDays * 24 * 60 * MINUTE
  let trade: Trade | undefined
  let attempt = 1
  let woken = false

  // Paid wins over a cancellation or the deadline: the money is here, so the order goes on.
  const endUnlessPaid = async (event: 'cancelled' | 'paymentExpired') => {
    const paid = trade && (await closeTrade(trade)).state === 'paid'
    await order.move(paid ? 'paid' : event)
  }

  setHandler(paymentReported, () => void (woken = true))
  order.onUpdate(cancel, 'cancelled', () => endUnlessPaid('cancelled'))
  order.onUpdate(renewQr, 'qrRenewed', async () => {
    if (!trade || Date.now() < trade.qrExpiresAt) return
    if ((await closeTrade(trade)).state === 'paid') return order.move('paid')
    trade = await precreateTrade({ orderId, attempt: ++attempt, payUntil })
    await order.move('qrRenewed', payUntil)
    woken = true
  })

  trade = await precreateTrade({ orderId, attempt, payUntil })
  let poll = MINUTE
  while (order.state === 'awaitingPayment') {
    const live = trade.qrExpiresAt - Date.now()
    const wait = live > 0 ? Math.min(poll, live) : payUntil - Date.now()
    await condition(() => woken || order.state !== 'awaitingPayment', Math.max(wait, 1), {
      summary:
        live > 0 ? 'asks the provider again, in case a callback was lost' : 'order may be paid until then',
    })
    poll = woken ? MINUTE : poll * 2
    woken = false
    await order.exclusively(async () => {
      if (order.state !== 'awaitingPayment') return
      if (Date.now() >= payUntil) return endUnlessPaid('paymentExpired')
      if ((await settleTrade(trade!)).state === 'paid') await order.move('paid')
    })
  }
  if (order.state !== 'inReview') {
    await closeTrade(trade)
    await wipePersonalData({ orderId })
  }
  order.mustGoOn()
}

/** Gives all the money back. Tried until it succeeds: the customer's money is never given up. */
export async function refund(order: Order): Promise<void> {
  await refundPayment({ orderId: order.orderId })
}
