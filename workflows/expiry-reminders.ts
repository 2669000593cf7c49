import { continueAsNew, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { ExpiryActivities } from '../activities/notices/expiry.ts'
import { activityClasses, localActivity } from '../temporal.config.ts'
import { letPass } from './steps/let-pass.ts'

const { dueReminders } = proxyLocalActivities<ExpiryActivities>(localActivity)
const { remindOfExpiry } = proxyActivities<ExpiryActivities>({
  ...activityClasses.provider,
  // The next hour tries again.
  scheduleToCloseTimeout: '10 minutes',
})

/**
 * 证书到期提醒: 90, 30 and 7 days before the end and on the last day, to the operator by SMS and mail. Started each
 * hour of the day by a schedule: what could not be sent in the morning goes out as soon as it can. A page of certificates
 * a run, side by side: one whose message cannot be sent keeps it from nobody else.
 */
export async function expiryReminders(after: string | null = null): Promise<void> {
  const { due, next } = await dueReminders({ after })
  await Promise.all(due.map((reminder) => letPass('a reminder', remindOfExpiry(reminder))))
  if (next !== null) await continueAsNew<typeof expiryReminders>(next)
}
