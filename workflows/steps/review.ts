import {
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'
import type { ReviewActivities } from '../../activities/review/review.ts'
import { activityClasses } from '../../temporal.config.ts'
import type { Order } from './order.ts'

/** A reviewer's decision is written down; the row has the words, the history has not. */
export const reviewDecided = defineSignal<[{ reviewId: string }]>('reviewDecided')

const { openReview, readDecision } = proxyActivities<ReviewActivities>(activityClasses.record)

const REVIEW_DUE_AT = defineSearchAttributeKey('ReviewDueAt', SearchAttributeType.DATETIME)
const DAY = 86_400_000

/** 第三步 等待审核: a person decides, within the product's working days; time passing decides nothing. */
export async function review(order: Order): Promise<'approved' | 'rejected'> {
  let reported = false
  setHandler(reviewDecided, () => void (reported = true))
  const { dueAt } = await openReview({ orderId: order.orderId })
  upsertSearchAttributes([{ key: REVIEW_DUE_AT, value: new Date(dueAt) }])
  for (;;) {
    const untilDue = dueAt - Date.now()
    await condition(() => reported, untilDue > 0 ? untilDue : DAY, {
      summary: untilDue > 0 ? 'review is due' : 'review is overdue; looks again each day',
    })
    reported = false
    const { decision } = await readDecision({ orderId: order.orderId })
    if (decision) return decision
  }
}
