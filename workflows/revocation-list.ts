import { proxyActivities } from '@temporalio/workflow'
import type { CrlActivities } from '../activities/ca/crl.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'

const { publishCrl } = proxyActivities<CrlActivities>({ ...activityClasses.ca, taskQueue: taskQueues.ca })

/** A new CRL of the issuing CA; started each day by a schedule. */
export async function revocationList(): Promise<void> {
  await publishCrl({ issuer: 'issuing' })
}
