import {
  executeChild,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  startChild,
  workflowInfo,
} from '@temporalio/workflow'
import type { RunActivities } from '../activities/runs/runs.ts'
import { activityClasses } from '../temporal.config.ts'
import { isBegun, isOver, letPass } from './steps/let-pass.ts'
import { paymentReported } from './steps/payment-messages.ts'
import { reviewDecided } from './steps/review.ts'
import { surplusPayments } from './surplus-payments.ts'

// The next run looks again.
const { strayRuns, lookAfterRun } = proxyActivities<RunActivities>({
  ...activityClasses.provider,
  scheduleToCloseTimeout: '5 minutes',
})

/** What a run of the watch leaves to the next one. */
interface Seen {
  /** Epoch ms. */
  seenUntil: number
}

/**
 * Notices processes that somebody cancelled, terminated or reset at Temporal. Started every few minutes by a schedule; it
 * goes on where its last run ended, however long that is ago.
 */
export async function runWatch(): Promise<Seen> {
  const last = workflowInfo().lastResult as Seen | undefined
  const { workflowIds, seenUntil } = await strayRuns({ since: last?.seenUntil ?? null })
  await Promise.all(
    workflowIds.map((workflowId) =>
      letPass(
        'a stray process',
        executeChild(strayRun, { workflowId: `strayRun/${workflowId}`, args: [{ workflowId }] }),
        isBegun,
      ),
    ),
  )
  return { seenUntil }
}

/** A process is not as it should be: looks at it. What is paid for an order that nobody goes on with is given back. */
export async function strayRun({ workflowId }: { workflowId: string }): Promise<void> {
  const { late, missed } = await lookAfterRun({ workflowId })
  if (missed) {
    const { reviewId, outTradeNos } = missed
    const order = getExternalWorkflowHandle(workflowId)
    const told = [
      ...(reviewId ? [order.signal(reviewDecided, { reviewId })] : []),
      ...outTradeNos.map((outTradeNo) => order.signal(paymentReported, { outTradeNo })),
    ]
    await Promise.all(told.map((signal) => letPass('telling an order what it missed', signal, isOver)))
  }
  if (!late) return
  const child = startChild(surplusPayments, {
    workflowId: `surplusPayments/${late.no}`,
    args: [late],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: 'gives back what is paid for an interrupted order',
  })
  await letPass('the return of late payments', child, isBegun)
}
