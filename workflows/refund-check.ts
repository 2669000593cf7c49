import { proxyActivities } from '@temporalio/workflow'
import type { ReturnActivities } from '../activities/bank/returns.ts'
import type { RefundActivities } from '../activities/payment/refunds.ts'
import { activityClasses } from '../temporal.config.ts'

const { watchRefund } = proxyActivities<RefundActivities>(activityClasses.interactive)
const { watchReturn } = proxyActivities<ReturnActivities>(activityClasses.interactive)

/** Finance says that it has given a payment back by hand: its provider is asked whether the money left before. */
export async function refundCheck(of: { orderId: string; outTradeNo: string }) {
  return watchRefund(of)
}

/** The same for a transfer back, of the bank. */
export async function returnCheck(of: { returnId: string }) {
  return watchReturn(of)
}
