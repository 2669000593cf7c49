import { getExternalWorkflowHandle, proxyLocalActivities } from '@temporalio/workflow'
import type { ReviewActivities } from '../activities/review/review.ts'
import { localActivity } from '../temporal.config.ts'
import { isOver, letPass } from './steps/let-pass.ts'
import { calendarChanged } from './steps/review.ts'

const { openReviews } = proxyLocalActivities<ReviewActivities>(localActivity)

/** Staff edited the working-day calendar: every order in review computes its due date again. */
export async function calendarEdited(): Promise<void> {
  for (const orderId of await openReviews()) {
    const told = getExternalWorkflowHandle(orderId).signal(calendarChanged)
    await letPass('telling an order of the calendar', told, isOver)
  }
}
