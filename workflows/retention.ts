import { continueAsNew, proxyActivities } from '@temporalio/workflow'
import type { RecordActivities } from '../activities/orders/record.ts'
import { activityClasses } from '../temporal.config.ts'

const { findOverdueRecords, wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)

/**
 * Removes personal data that are kept no longer, of orders of every kind. What came to nothing before it was paid is
 * wiped by its own process at once. Started each night by a schedule.
 */
export async function retention(): Promise<void> {
  const { orderIds, more } = await findOverdueRecords()
  await Promise.all(orderIds.map((orderId) => wipePersonalData({ orderId })))
  if (more) await continueAsNew<typeof retention>()
}
