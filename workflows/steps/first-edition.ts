// The process from payment on as it first shipped, for runs that were begun under it. Goes when none of them is open.
import {
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'
import type { PaymentActivities, Trade } from '../../activities/payment/payment.ts'
import type { CourierActivities } from '../../activities/courier/shipment.ts'
import type { NoticeActivities } from '../../activities/notices/notices.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import type { ReviewActivities } from '../../activities/review/review.ts'
import type { PasswordActivities } from '../../activities/sms/certificate-password.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import { startInvoice } from './invoice.ts'
import { produceKey } from './key-making.ts'
import type { Order } from './order.ts'
import { paymentReported, renewQr } from './payment.ts'
import { reviewDecided } from './review.ts'

const { precreateTrade, settleTrade, closeTrade, refundPayment } = proxyActivities<PaymentActivities>(
  activityClasses.provider,
)
const { openReview, readDecision } = proxyActivities<ReviewActivities>(activityClasses.record)
const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)
const { createWaybill, readRoute } = proxyActivities<CourierActivities>(activityClasses.provider)
const { sendNotice } = proxyActivities<NoticeActivities>(activityClasses.provider)
const { sendCertificatePassword } = proxyActivities<PasswordActivities>(activityClasses.provider)
const { createCertificatePassword, destroyCertificatePassword } = proxyActivities<PasswordActivities>(
  activityClasses.record,
)
const { activateCertificate } = proxyActivities<MakingActivities>(activityClasses.record)

const routeReported = defineSignal<[{ waybillNo: string }]>('routeReported')
const REVIEW_DUE_AT = defineSearchAttributeKey('ReviewDueAt', SearchAttributeType.DATETIME)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export async function firstEdition(order: Order): Promise<void> {
  const { orderId } = order
  order.tellsByTable = false
  await collectPayment(order)
  const invoice = await startInvoice(order, 'blue')

  if ((await review(order)) === 'rejected') {
    await order.move('refused')
    await sendNotice({ orderId, notice: 'rejected' })
    await refundPayment({ orderId })
    await invoice.result()
    await startInvoice(order, 'red')
    await order.move('refunded')
    return
  }

  await order.move('approved')
  const { passwordId } = await createCertificatePassword({ orderId })
  const told = Promise.all([
    sendNotice({ orderId, notice: 'approved' }),
    sendCertificatePassword({ orderId, passwordId }),
  ])
  const { tokenSerial } = await produceKey(order, passwordId)
  await told
  await destroyCertificatePassword({ passwordId })

  const { shipmentId } = await createWaybill({ orderId, no: order.no, tokenSerial })
  await order.move('keyMade')
  await sendNotice({ orderId, notice: 'shipped' })
  await awaitDelivery(shipmentId)
  await activateCertificate({ orderId })
  await order.move('delivered')
}

async function collectPayment(order: Order): Promise<void> {
  const { orderId } = order
  const payUntil = Date.now() + deadlines.paymentDays * DAY
  let trade: Trade | undefined
  let attempt = 1
  let woken = false

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
    await condition(() => woken || order.state !== 'awaitingPayment', Math.max(wait, 1))
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

async function review(order: Order): Promise<'approved' | 'rejected'> {
  let reported = false
  setHandler(reviewDecided, () => void (reported = true))
  const { dueAt } = await openReview({ orderId: order.orderId })
  upsertSearchAttributes([{ key: REVIEW_DUE_AT, value: new Date(dueAt) }])
  for (;;) {
    const untilDue = dueAt - Date.now()
    await condition(() => reported, untilDue > 0 ? untilDue : DAY)
    reported = false
    const { decision } = await readDecision({ orderId: order.orderId })
    if (decision === 'approved' || decision === 'rejected') return decision
  }
}

async function awaitDelivery(shipmentId: string): Promise<void> {
  let reported = false
  setHandler(routeReported, () => void (reported = true))
  while (!(await readRoute({ shipmentId })).delivered) {
    await condition(() => reported, deadlines.routePollHours * HOUR)
    reported = false
  }
}
