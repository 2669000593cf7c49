import { randomUUID } from 'node:crypto'
import { WorkflowNotFoundError, type Client } from '@temporalio/client'
import proto from '@temporalio/proto'
import { Problem } from '../problems.ts'

const { RESET_REAPPLY_EXCLUDE_TYPE_CANCEL_REQUEST: CANCEL_REQUEST } =
  proto.temporal.api.enums.v1.ResetReapplyExcludeType

/**
 * Lets a process that was ended from outside go on where it stopped: in a new run, from its last task before that, or
 * from its beginning where it had done none. Signals that came since are kept. One that runs stays as it is. @throws Problem runGone where Temporal keeps it no more.
 */
export async function resumeRun(
  { workflow, connection, options }: Client,
  workflowId: string,
): Promise<void> {
  try {
    const { status, runId } = await workflow.getHandle(workflowId).describe()
    if (status.name === 'RUNNING') return
    const history = await workflow.getHandle(workflowId, runId).fetchHistory()
    const events = history.events ?? []
    const cancelled = events.findIndex(({ workflowExecutionCancelRequestedEventAttributes: asked }) => asked)
    const before = cancelled === -1 ? events : events.slice(0, cancelled)
    const last = before.findLast(({ workflowTaskCompletedEventAttributes: completed }) => completed)?.eventId
    // The first task was due, and would have been next.
    const first = before.find(({ workflowTaskScheduledEventAttributes: due }) => due)?.eventId?.add(1)
    const from = last ?? first
    if (!from) throw new Problem('runGone')
    await connection.workflowService.resetWorkflowExecution({
      namespace: options.namespace,
      workflowExecution: { workflowId, runId },
      reason: 'goes on where it was ended from outside',
      workflowTaskFinishEventId: from,
      requestId: randomUUID(),
      resetReapplyExcludeTypes: [CANCEL_REQUEST],
    })
  } catch (error) {
    throw error instanceof WorkflowNotFoundError ? new Problem('runGone') : error
  }
}
