import type { WorkflowInterceptorsFactory } from '@temporalio/workflow'

/**
 * Local activities of a run come one after the other. Two that were under way at once end in two activations, but a replay
 * ends both in one, where what follows them may come in another order. A try that waits for its next one lets others through.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let turn: Promise<unknown> = Promise.resolve()
  return {
    outbound: [
      {
        scheduleLocalActivity(input, next) {
          const own = turn.then(() => next(input))
          turn = Promise.allSettled([own])
          return own
        },
      },
    ],
  }
}
