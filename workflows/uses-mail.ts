import {
  ActivityFailure,
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  sleep,
} from '@temporalio/workflow'
import type { UsesMailActivities } from '../activities/notices/uses-mail.ts'
import { monthBefore, usesMailRules } from '../domain/uses.ts'
import { activityClasses, localActivity } from '../temporal.config.ts'
import { letPass } from './steps/let-pass.ts'

const { recipientsOfUses, noteRefused, forgetUnconfirmed } =
  proxyLocalActivities<UsesMailActivities>(localActivity)
const { askToConfirm, mailUses } = proxyActivities<UsesMailActivities>({
  ...activityClasses.provider,
  // A mail server may be away over a weekend.
  scheduleToCloseTimeout: '3 days',
})

/** 使用清单: the address that a holder has named is asked, and forgotten where nobody there confirms it. */
export async function usesMailConfirmation({ id }: { id: string }): Promise<void> {
  try {
    await askToConfirm({ id })
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error
    await noteRefused({ id })
  }
  await sleep(`${usesMailRules.confirmDays} days`)
  await forgetUnconfirmed({ id })
}

/**
 * 使用清单: what hosted certificates were used for in the month before, to the holders who wish it. Started on the first of
 * each month by a schedule. A page of them a run, side by side: a mailbox that takes nothing keeps it from nobody else.
 */
export async function usesOfMonth(
  month: string = monthBefore(new Date()),
  after: string | null = null,
): Promise<void> {
  const { ids, next } = await recipientsOfUses({ after })
  await Promise.all(ids.map((id) => letPass('a list of uses', mailUses({ id, month }))))
  if (next !== null) await continueAsNew<typeof usesOfMonth>(month, next)
}
