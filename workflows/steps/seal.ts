import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { SealSigningActivities } from '../../activities/ca/seal.ts'
import type { SealActivities } from '../../activities/orders/seal.ts'
import { activityClasses, localActivity, taskQueues } from '../../temporal.config.ts'
import type { Order } from './order.ts'

const { pictureSeal } = proxyLocalActivities<SealActivities>(localActivity)
const { signSeal } = proxyActivities<SealSigningActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

/** 制作签章 for the certificate that the order has now, where a seal was ordered: beside all else, nothing waits for it. */
export function makeSeal(order: Order): void {
  order.beside(
    pictureSeal({ orderId: order.orderId }).then(async ({ sealId }) => {
      if (sealId) await signSeal({ sealId })
    }),
  )
}
