import { proxyActivities } from '@temporalio/workflow'
import type { SigningActivities } from '../../activities/ca/confirmation.ts'
import type { ConfirmationActivities } from '../../activities/orders/confirmation.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
import type { Order } from './order.ts'

const { keepConfirmation } = proxyActivities<ConfirmationActivities>(activityClasses.record)
const { signConfirmation } = proxyActivities<SigningActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

/** (8) 签名验证: signed by another key of the holder before the order came in, or by us for the operator's code. */
export async function signedConfirmation({ orderId }: Order): Promise<void> {
  const { documentId } = await keepConfirmation({ orderId })
  if (documentId) await signConfirmation({ orderId, documentId })
}
