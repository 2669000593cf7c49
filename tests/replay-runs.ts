import type { Client } from '@temporalio/client'
import { Worker, type WorkerOptions } from '@temporalio/worker'

/**
 * Takes every run that this Temporal knows through its process once more: the code must come to the same commands.
 * @throws DeterminismViolationError naming what differs.
 */
export async function replayRuns(
  { workflowService, workflow, options: { namespace } }: Client,
  workflowBundle: WorkerOptions['workflowBundle'],
): Promise<void> {
  const filter = {
    namespace,
    startTimeFilter: { earliestTime: { seconds: 0 }, latestTime: { seconds: 4e9 } },
  } as never
  const lists = await Promise.all([
    workflowService.listOpenWorkflowExecutions(filter),
    workflowService.listClosedWorkflowExecutions(filter),
  ])
  const ids = lists.flatMap(({ executions }) => executions.map(({ execution }) => execution!))
  async function* histories() {
    for (const { workflowId, runId } of ids) {
      const history = await workflow.getHandle(workflowId!, runId!).fetchHistory()
      // One that no worker has taken up yet has nothing to be taken through.
      if (history.events!.some((event) => event.workflowTaskCompletedEventAttributes))
        yield { workflowId: workflowId!, history }
    }
  }
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories())) {
    if (error) throw new Error(`${workflowId} does not replay: ${error.message}`, { cause: error })
  }
}
