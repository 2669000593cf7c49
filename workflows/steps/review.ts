import {
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import { defineSearchAttributeKey, SearchAttributeType, type UpdateDefinition } from '@temporalio/common'
import type { NoticeActivities } from '../../activities/notices/notices.ts'
import type { ReviewActivities, ReviewStanding } from '../../activities/review/review.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, localActivity } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import { letPass } from './let-pass.ts'
import { refusal, type Order, type Step } from './order.ts'

/** A reviewer did something: approved, rejected, returned a document. The row has the words, the history has not. */
export const reviewDecided = defineSignal<[{ reviewId: string }]>('reviewDecided')
/** Somebody edited the working-day calendar: the due date is computed again. */
export const calendarChanged = defineSignal('calendarChanged')
/** The applicant has sent the documents that were asked for again. */
export const resendMaterials = defineUpdate<void, []>('resendMaterials')

const { openReview, readReview, askCancellation, lapseReview, remindReviewers, escalateReview } =
  proxyLocalActivities<ReviewActivities>(localActivity)
const { acceptMaterials } = proxyActivities<ReviewActivities>(activityClasses.record)
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
 * still while the applicant has to send a document again. `keyFound`: ends it whoever examines it now. `waitsThen`: until
 * when (epoch ms) an approved order waits.
 */
export async function review(
  order: Order,
  {
    keyFound,
    waitsThen,
  }: { keyFound?: UpdateDefinition<void, []>; waitsThen?: () => number | Promise<number> } = {},
): Promise<Verdict> {
  const { orderId } = order
  return order.step<Verdict>(async (step) => {
    let standing = await openReview({ orderId })
    step.onSignal(reviewDecided, step.stir)
    step.onSignal(calendarChanged, step.stir)

    // Nobody examines it yet: it is cancelled at once. Otherwise the reviewer is asked.
    step.onUpdate(cancel, 'cancelled', async () => {
      const { cancelled } = await askCancellation({ orderId })
      await order.move(cancelled ? 'cancelled' : 'cancellationAsked')
      if (cancelled) step.end('cancelled')
    })
    step.onUpdate(resendMaterials, 'materialsResent', async () => {
      const { missing, dueAt } = await acceptMaterials({ orderId })
      if (missing.length > 0) throw refusal('MaterialsMissing', missing)
      await order.move('materialsResent', dueAt)
      step.stir()
    })
    if (keyFound) {
      step.onUpdate(keyFound, 'keyFound', async () => {
        await askCancellation({ orderId, certainly: true })
        await order.move('keyFound')
        step.end('cancelled')
      })
    }

    let twoSeen = false
    let dueAt = 0
    while (!step.isOver) {
      const { decision } = standing
      if (decision) {
        await order.exclusively(async () => {
          if (step.isOver) return
          await order.move(moveOf[decision], decision === 'approved' ? await waitsThen?.() : undefined)
          step.end(decision)
        })
        return
      }
      if (standing.dueAt !== dueAt) {
        dueAt = standing.dueAt
        upsertSearchAttributes([{ key: REVIEW_DUE_AT, value: new Date(dueAt) }])
      }
      if (standing.firstApproved && !twoSeen) {
        twoSeen = true
        await order.exclusively(async () => {
          if (!step.isOver) await order.move('firstApproved', dueAt)
        })
      }
      if (standing.returnedAt !== null) await awaitMaterials(order, step, standing.returnedAt)
      else await awaitReviewer(order, step, standing)
      if (!step.isOver) standing = await readReview({ orderId })
    }
  })
}

async function awaitReviewer(order: Order, step: Step<Verdict>, standing: ReviewStanding): Promise<void> {
  const { orderId } = order
  const { dueAt, remindAt, reminded, escalated } = standing
  const [at, what] = !reminded
    ? ([remindAt, 'reminds the reviewers'] as const)
    : !escalated
      ? ([dueAt, 'review is due'] as const)
      : ([Date.now() + DAY, 'review is overdue; looks again each day'] as const)
  if (await step.wait(at, what)) return
  if (!reminded) {
    await remindReviewers({ orderId })
    await letPass('the reminder of a review', sendNotice({ orderId, notice: 'reviewDueSoon' }))
  } else if (!escalated) {
    await escalateReview({ orderId })
    await order.exclusively(async () => {
      if (order.may('escalated')) await order.move('escalated', dueAt)
    })
  }
}

async function awaitMaterials(order: Order, step: Step<Verdict>, returnedAt: number): Promise<void> {
  const { orderId } = order
  const closesAt = returnedAt + deadlines.materialDays * DAY
  if (order.may('materialsReturned')) {
    await order.exclusively(async () => {
      if (order.may('materialsReturned')) await order.move('materialsReturned', closesAt)
    })
  }
  const hasResent = () => !order.is('materialsWanted')
  const resent = async (at: number, summary: string) => {
    while (!hasResent() && Date.now() < at) await step.wait(at, summary, hasResent)
    return hasResent()
  }
  for (const day of deadlines.materialReminderDays) {
    if (await resent(returnedAt + day * DAY, 'reminds the applicant of the documents')) return
    await letPass('the reminder of documents', sendNotice({ orderId, notice: 'materialsReminder' }))
  }
  if (await resent(closesAt, 'closes the order with a refund')) return
  await order.exclusively(async () => {
    if (order.is('materialsWanted')) await lapseReview({ orderId })
  })
}
