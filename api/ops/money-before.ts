import { ApplicationFailure, WorkflowFailedError, type Client } from '@temporalio/client'
import { ActivityFailure } from '@temporalio/common'
import { taskQueues } from '../../temporal.config.ts'
import { refundCheck, returnCheck } from '../../workflows/refund-check.ts'
import { Problem, type ProblemCode } from '../problems.ts'

/** The provider tries for half of it; nobody waits longer in the browser. */
const ANSWER = '50 seconds'

/** What stands against a transfer by hand: the money has left, or is about to. */
const refusals: Partial<Record<string, ProblemCode>> = {
  done: 'moneyIsBack',
  processing: 'moneyOnItsWay',
  requested: 'moneyOnItsWay',
}

/**
 * Asks whoever was to return money whether it left before somebody transfers it by hand; gives what stands against
 * that. @throws Problem `providerUnavailable` where nobody can say.
 */
export async function moneyBefore(
  { workflow }: Client,
  money: { orderId: string; outTradeNo: string } | { returnId: string },
): Promise<ProblemCode | undefined> {
  const options = {
    taskQueue: taskQueues.business,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowExecutionTimeout: ANSWER,
  } as const
  try {
    const { state } =
      'returnId' in money
        ? await workflow.execute(returnCheck, {
            ...options,
            workflowId: `returnCheck/${money.returnId}`,
            args: [money],
          })
        : await workflow.execute(refundCheck, {
            ...options,
            workflowId: `refundCheck/${money.outTradeNo}`,
            args: [money],
          })
    return refusals[state]
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error
    const refused = error.cause instanceof ActivityFailure ? error.cause.cause : undefined
    const isUnknown = refused instanceof ApplicationFailure && refused.type === 'NotFound'
    throw new Problem(isUnknown ? 'notFound' : 'providerUnavailable')
  }
}
