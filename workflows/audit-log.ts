import { proxyActivities } from '@temporalio/workflow'
import type { AuditLogActivities } from '../activities/audit/audit-log.ts'
import type { AuditWatchActivities } from '../activities/staff/audit-watch.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'
import { letPass } from './steps/let-pass.ts'

const { keepAuditHead, unstampedAuditSince } = proxyActivities<AuditLogActivities>({
  ...activityClasses.ca,
  // The next run keeps the next head: a CA worker that is away must not hold this one.
  scheduleToCloseTimeout: '30 minutes',
  taskQueue: taskQueues.ca,
})
const { stampAuditHeads } = proxyActivities<AuditLogActivities>({
  ...activityClasses.provider,
  startToCloseTimeout: '5 minutes',
  // The head goes out without it, and the next run asks again.
  scheduleToCloseTimeout: '10 minutes',
  taskQueue: taskQueues.ca,
})
const { verifyAudit } = proxyActivities<AuditLogActivities>({
  ...activityClasses.wholeLog,
  taskQueue: taskQueues.ca,
})
const { warnOfUnsealedAudit, warnOfUnstampedAudit, mailAuditHead, reportBrokenAudit } =
  proxyActivities<AuditWatchActivities>(activityClasses.provider)

/** Looks whether rows of the audit log wait too long for their seal; started every few minutes by a schedule. */
export async function auditWatch(): Promise<void> {
  await warnOfUnsealedAudit()
}

/**
 * A signed head of the audit log leaves the database and gets a time stamp; the first of a day goes to the auditors too.
 * A timestamp authority that is away holds none back. Started each hour by a schedule.
 */
export async function auditHead(): Promise<void> {
  const head = await keepAuditHead()
  if (!head) return
  const stamp = await letPass('time stamps of heads of the audit log', stampAuditHeads(head.name))
  await mailAuditHead({ ...head, stamp: stamp ?? null })
  const since = await unstampedAuditSince()
  if (since) await warnOfUnstampedAudit(since)
}

/** The whole audit log against the HSM and the heads; started each day by a schedule. */
export async function auditVerification(): Promise<void> {
  const broken = await verifyAudit()
  if (broken) await reportBrokenAudit(broken)
}
