import { ParentClosePolicy, proxyLocalActivities, startChild } from '@temporalio/workflow'
import type { WebhookActivities } from '../../activities/webhooks/deliver.ts'
import { localActivity } from '../../temporal.config.ts'
import type { webhookDelivery } from '../webhook-delivery.ts'
import type { Order } from './order.ts'

const { noteWebhook } = proxyLocalActivities<WebhookActivities>(localActivity)

/** The same order; where another system has sent the request, it is told each move. How long that takes holds nobody up. */
export function tellingItsClient(order: Order): Order {
  const move: Order['move'] = async (event, ...more) => {
    await order.move(event, ...more)
    // Not beside what follows: of two local activities at once a replay does not know which has answered first.
    const { eventId } = await noteWebhook({ orderId: order.orderId, event, seq: order.seq })
    if (eventId) order.telling(deliver(eventId))
  }
  // What changes is asked of the order itself.
  return Object.create(order, { move: { value: move } }) as Order
}

const deliver = (eventId: string) =>
  startChild<typeof webhookDelivery>('webhookDelivery', {
    workflowId: `webhook/${eventId}`,
    args: [{ eventId }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
  })
