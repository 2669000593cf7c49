import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { condition, ParentClosePolicy, proxyActivities, setHandler, startChild } from '@temporalio/workflow'
import type { PaymentActivities, Trade } from '../../activities/payment/payment.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { isFinal } from '../../domain/order-states.ts'
import { paymentProviders, type PaymentProvider } from '../../domain/payment.ts'
import { activityClasses } from '../../temporal.config.ts'
import type { surplusPayments } from '../surplus-payments.ts'
import { cancel } from './application.ts'
import { refusal, type Order } from './order.ts'
import { paymentReported, renewQr } from './payment-messages.ts'

const { precreateTrade, settleTrade, closeTrade, sweepTrades } = proxyActivities<PaymentActivities>(
  activityClasses.provider,
)
const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * 第二步 支付证书费用: a QR code of each provider, the verified callback or our own question, one payment accepted.
 * Codes that ran out can be renewed until the order may no longer be paid; money that comes in besides is given back.
 * `waitsThen`: until when (epoch ms) a paid order waits for its applicant again.
 */
export async function collectPayment(order: Order, waitsThen?: () => number): Promise<void> {
  const { orderId } = order
  const payUntil = Date.now() + deadlines.paymentDays * DAY
  let paid = false
  let failure: unknown
  const isOpen = () => !paid && order.state === 'awaitingPayment'
  const tills = paymentProviders.map((provider) => openTill(orderId, provider, payUntil, isOpen))

  // Paid wins over a cancellation or the deadline: the money is here, so the order goes on.
  const endUnlessPaid = async (event: 'cancelled' | 'paymentExpired') => {
    const states = await Promise.all(tills.map((till) => till.close()))
    if (states.includes('paid')) await order.move('paid', waitsThen?.())
    else await order.move(event)
  }

  setHandler(paymentReported, () => tills.forEach((till) => till.wake()))
  order.onUpdate(cancel, 'cancelled', () => {
    // Paid meanwhile: what is cancelled then is for the next step to say, once it has begun.
    if (!order.is('awaitingPayment')) throw refusal('ProviderUnavailable')
    return endUnlessPaid('cancelled')
  })
  order.onUpdate(renewQr, 'qrRenewed', async () => {
    const renewed = tills.filter((till) => till.renew())
    if (renewed.length > 0) await order.move('qrRenewed', payUntil)
  })

  // Not waited for: a provider that is down must not hold up a payment at the other.
  for (const till of tills) {
    till.watch().then(
      (found) => (paid ||= found),
      (error: unknown) => (failure = error),
    )
  }
  await condition(() => !isOpen() || failure !== undefined, payUntil - Date.now(), {
    summary: 'order may be paid until then',
  })
  if (isOpen() && failure) throw failure
  await order.exclusively(async () => {
    if (order.state !== 'awaitingPayment') return
    if (paid) await order.move('paid', waitsThen?.())
    else await endUnlessPaid('paymentExpired')
  })
  // Not later: while providers are asked again, a paid order may already come to its end.
  const cameToNothing = isFinal(order.state)

  const { surplus, openUntil } = await sweepTrades({ orderId })
  if (surplus.length > 0 || openUntil !== null) {
    await startChild<typeof surplusPayments>('surplusPayments', {
      workflowId: `surplusPayments/${order.no}`,
      args: [{ orderId, no: order.no }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: 'gives back what is paid besides',
    }).catch((error: unknown) => {
      // A late notice was quicker (api/callbacks/payment-notice.ts).
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
    })
  }
  if (!cameToNothing) return
  await order.told()
  await wipePersonalData({ orderId })
  order.mustGoOn()
}

/** One provider's side of a payment: its QR code, and the questions whether it is paid. */
function openTill(orderId: string, provider: PaymentProvider, payUntil: number, isOpen: () => boolean) {
  let trade: Trade | undefined
  let attempt = 1
  let woken = false
  let renewing = false
  const isLive = () => trade !== undefined && Date.now() < trade.qrExpiresAt

  async function precreate() {
    trade = await precreateTrade({ orderId, provider, attempt, payUntil })
  }

  return {
    wake: () => void (woken = true),

    /** Asks for another code when there is none that can be paid. Gives whether there will be one. */
    renew(): boolean {
      if (!trade || isLive()) return false
      renewing = true
      woken = true
      return true
    },

    /** Closes the code, unless somebody has paid it. */
    async close(): Promise<'paid' | 'closed'> {
      return trade && (await closeTrade(trade)).state === 'paid' ? 'paid' : 'closed'
    },

    /** Shows a code and asks after it while the order waits for a payment. Gives whether it is paid. */
    async watch(): Promise<boolean> {
      await precreate()
      for (let poll = MINUTE; isOpen();) {
        const stir = () => woken || !isOpen()
        await (isLive()
          ? condition(stir, Math.max(Math.min(poll, trade!.qrExpiresAt - Date.now()), 1), {
              summary: `asks ${provider} again, in case a callback was lost`,
            })
          : condition(stir))
        if (!isOpen()) break
        poll = woken ? MINUTE : poll * 2
        woken = false
        const { state } = await (renewing ? closeTrade(trade!) : settleTrade(trade!))
        if (state === 'paid') return true
        // Another amount came in: this code is used up.
        if (state === 'disputed') trade = { ...trade!, qrExpiresAt: 0 }
        if (renewing && isOpen()) {
          renewing = false
          attempt++
          await precreate()
        }
      }
      return false
    },
  }
}
