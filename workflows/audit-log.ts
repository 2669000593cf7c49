import { proxyActivities } from '@temporalio/workflow'
import type { AuditLogActivities } from '../activities/audit/audit-log.ts'
import type { AuditWatchActivities } from '../activities/staff/audit-watch.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'

const { keepAuditHead } = proxyActivities<AuditLogActivities>({
  ...activityClasses.ca,
  // The next run keeps the next head: a CA worker that is away must not hold this one.
  scheduleToCloseTimeout: '30 minutes',
  taskQueue: taskQueues.ca,
})
const { verifyAudit } = proxyActivities<AuditLogActivities>({
  ...activityClasses.wholeLog,
  taskQueue: taskQueues.ca,
})
const { warnOfUnsealedAudit, mailAuditHead, reportBrokenAudit } = proxyActivities<AuditWatchActivities>(
  activityClasses.provider,
)

/** Looks whether rows of the audit log wait too long for their seal; started every few minutes by a schedule. */
export async function auditWatch(): Promise<void> {
  await warnOfUnsealedAudit()
}

/** A signed head of the audit log leaves the database; the first of a day goes to the auditors too. Started each hour by a schedule. */
export async function auditHead(): Promise<void> {
  const head = await keepAuditHead()
  if (head) await mailAuditHead(head)
}

/** The whole audit log against the HSM and the heads; started each day by a schedule. */
export async function auditVerification(): Promise<void> {
  const broken = await verifyAudit()
  if (broken) await reportBrokenAudit(broken)
}
