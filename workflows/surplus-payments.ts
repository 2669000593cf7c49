import { condition, proxyActivities, setHandler } from '@temporalio/workflow'
import type { PaymentActivities } from '../activities/payment/payment.ts'
import { activityClasses } from '../temporal.config.ts'
import { paymentReported } from './steps/payment-messages.ts'
import { returnMoney } from './steps/refund.ts'

const { sweepTrades, tellSurplus } = proxyActivities<PaymentActivities>(activityClasses.provider)

/**
 * Money that comes in besides the payment an order goes on with: a second payment at the other provider, a payment
 * after the order has ended. Asked for until no code can be paid any more, and again whenever a provider reports.
 */
export async function surplusPayments({ orderId, no }: { orderId: string; no: string }): Promise<void> {
  let reported = false
  setHandler(paymentReported, () => void (reported = true))
  for (;;) {
    const { surplus, openUntil } = await sweepTrades({ orderId })
    for (const outTradeNo of surplus) {
      await returnMoney({ orderId, outTradeNo, reason: 'surplus' })
      await tellSurplus({ orderId, no, outTradeNo })
    }
    if (surplus.length > 0) continue
    if (openUntil === null && !reported) return
    if (!reported) {
      await condition(() => reported, Math.max((openUntil ?? 0) - Date.now(), 1000), {
        summary: 'a QR code could still be paid until then',
      })
    }
    reported = false
  }
}
