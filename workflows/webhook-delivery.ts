import { isCancellation, proxyActivities } from '@temporalio/workflow'
import type { WebhookActivities } from '../activities/webhooks/deliver.ts'
import { activityClasses } from '../temporal.config.ts'

const { deliverWebhook } = proxyActivities<WebhookActivities>(activityClasses.webhook)
const { giveUpWebhook } = proxyActivities<WebhookActivities>(activityClasses.record)

/** A message to another system: sent until it is taken, for three days; then by hand, from the console. */
export async function webhookDelivery({ eventId }: { eventId: string }): Promise<void> {
  try {
    await deliverWebhook({ eventId })
  } catch (error) {
    if (isCancellation(error)) throw error
    await giveUpWebhook({ eventId })
  }
}
