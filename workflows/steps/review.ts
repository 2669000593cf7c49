import {
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import { defineSearchAttributeKey, SearchAttributeType, type UpdateDefinition } from '@temporalio/common'
import type { NoticeActivities } from '../../activities/notices/notices.ts'
import type { ReviewActivities, ReviewStanding } from '../../activities/review/review.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import { refusal, type Order } from './order.ts'

/** A reviewer did something: approved, rejected, returned a document. The row has the words, the history has not. */
export const reviewDecided = defineSignal<[{ reviewId: string }]>('reviewDecided')
/** Somebody edited the working-day calendar: the due date is computed again. */
export const calendarChanged = defineSignal('calendarChanged')
/** The applicant has sent the documents that were asked for again. */
export const resendMaterials = defineUpdate<void, []>('resendMaterials')

const {
  openReview,
  readReview,
  acceptMaterials,
  askCancellation,
  lapseReview,
  remindReviewers,
  escalateReview,
} = proxyActivities<ReviewActivities>(activityClasses.record)
const { sendNotice } = proxyActivities<NoticeActivities>(activityClasses.provider)

const REVIEW_DUE_AT = defineSearchAttributeKey('ReviewDueAt', SearchAttributeType.DATETIME)
const DAY = 86_400_000

export type Verdict = 'approved' | 'rejected' | 'cancelled' | 'lapsed'

const moveOf = {
  approved: 'approved',
  rejected: 'refused',
  cancelled: 'cancellationAgreed',
  lapsed: 'lapsed',
} as const

/**
 * 第三步 等待审核: people decide, within the product's working days; time passing approves nothing. The clock stands
 * still while the applicant has to send a document again. `withdrawal`: ends it whoever examines it now. `waitsThen`: until
 * when (epoch ms) an approved order waits for its applicant.
 */
export async function review(
  order: Order,
  { withdrawal, waitsThen }: { withdrawal?: UpdateDefinition<void, []>; waitsThen?: () => number } = {},
): Promise<Verdict> {
  const { orderId } = order
  // Withdrawn between the payment and this.
  if (order.is('refunding')) return 'cancelled'
  let reported = false
  const report = () => void (reported = true)
  setHandler(reviewDecided, report)
  setHandler(calendarChanged, report)

  // Nobody examines it yet: it is cancelled at once. Otherwise the reviewer is asked.
  order.onUpdate(cancel, 'cancelled', async () => {
    const { cancelled } = await askCancellation({ orderId })
    await order.move(cancelled ? 'cancelled' : 'cancellationAsked')
    report()
  })
  order.onUpdate(resendMaterials, 'materialsResent', async () => {
    const { missing, dueAt } = await acceptMaterials({ orderId })
    if (missing.length > 0) throw refusal('MaterialsMissing', missing)
    await order.move('materialsResent', dueAt)
    report()
  })

  if (withdrawal) {
    order.onUpdate(withdrawal, 'keyFound', async () => {
      await askCancellation({ orderId, certainly: true })
      await order.move('keyFound')
      report()
    })
  }

  await openReview({ orderId })
  let twoSeen = false
  let dueAt = 0
  for (;;) {
    const standing = await readReview({ orderId })
    const { decision } = standing
    if (decision) {
      await order.exclusively(async () => {
        if (!order.may(moveOf[decision])) return
        await order.move(moveOf[decision], decision === 'approved' ? waitsThen?.() : undefined)
      })
      return decision
    }
    if (standing.dueAt !== dueAt) {
      dueAt = standing.dueAt
      upsertSearchAttributes([{ key: REVIEW_DUE_AT, value: new Date(dueAt) }])
    }
    if (standing.firstApproved && !twoSeen) {
      twoSeen = true
      await order.exclusively(() => order.move('firstApproved', dueAt))
    }
    if (standing.returnedAt !== null) await awaitMaterials(standing.returnedAt)
    else await awaitReviewer(standing)
    reported = false
  }

  async function awaitReviewer({ remindAt, reminded, escalated }: ReviewStanding) {
    const [at, what] = !reminded
      ? ([remindAt, 'reminds the reviewers'] as const)
      : !escalated
        ? ([dueAt, 'review is due'] as const)
        : ([Date.now() + DAY, 'review is overdue; looks again each day'] as const)
    if (await condition(() => reported, Math.max(at - Date.now(), 1), { summary: what })) return
    if (!reminded) {
      await remindReviewers({ orderId })
      await sendNotice({ orderId, notice: 'reviewDueSoon' }).catch(() => undefined)
    } else if (!escalated) {
      await escalateReview({ orderId })
      await order.exclusively(async () => {
        if (order.may('escalated')) await order.move('escalated', dueAt)
      })
    }
  }

  async function awaitMaterials(returnedAt: number) {
    const closesAt = returnedAt + deadlines.materialDays * DAY
    if (order.may('materialsReturned')) {
      await order.exclusively(() => order.move('materialsReturned', closesAt))
    }
    const resent = (at: number, summary: string) =>
      condition(() => order.state !== 'materialsWanted', Math.max(at - Date.now(), 1), { summary })
    for (const day of deadlines.materialReminderDays) {
      if (await resent(returnedAt + day * DAY, 'reminds the applicant of the documents')) return
      await sendNotice({ orderId, notice: 'materialsReminder' }).catch(() => undefined)
    }
    if (await resent(closesAt, 'closes the order with a refund')) return
    await order.exclusively(async () => {
      if (order.state === 'materialsWanted') await lapseReview({ orderId })
    })
  }
}
