import { continueAsNew, proxyActivities } from '@temporalio/workflow'
import type { EvidenceActivities } from '../activities/evidence/bundle.ts'
import type { TrailActivities } from '../activities/evidence/trail.ts'
import type { RecordActivities } from '../activities/orders/record.ts'
import { activityClasses } from '../temporal.config.ts'

const { findOverdueRecords, purgeRecord } = proxyActivities<RecordActivities>(activityClasses.record)
const { removeOldEvidence } = proxyActivities<EvidenceActivities>(activityClasses.record)
const { removeOldTrails } = proxyActivities<TrailActivities>(activityClasses.record)

/**
 * Removes personal data that are kept no longer, of orders of every kind, and bundles of evidence and trails of signing that
 * nobody took away. What came to nothing before it was paid is wiped by its own process at once. Started each night by a schedule.
 */
export async function retention(): Promise<void> {
  const { orderIds, more } = await findOverdueRecords()
  await Promise.all(orderIds.map((orderId) => purgeRecord({ orderId })))
  if (more) await continueAsNew<typeof retention>()
  await removeOldEvidence()
  await removeOldTrails()
}
