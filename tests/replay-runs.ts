import type { Client, WorkflowHandle } from '@temporalio/client'
import { Worker, type WorkerOptions } from '@temporalio/worker'

interface Run {
  workflowId: string
  history: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>
}

/** What is stored of every run that this Temporal knows. */
export async function runsOf({ workflowService, workflow, options: { namespace } }: Client): Promise<Run[]> {
  const filter = {
    namespace,
    startTimeFilter: { earliestTime: { seconds: 0 }, latestTime: { seconds: 4e9 } },
  } as never
  const lists = await Promise.all([
    workflowService.listOpenWorkflowExecutions(filter),
    workflowService.listClosedWorkflowExecutions(filter),
  ])
  const runs: Run[] = []
  for (const { execution } of lists.flatMap(({ executions }) => executions)) {
    const [workflowId, runId] = [execution!.workflowId!, execution!.runId!]
    const history = await workflow.getHandle(workflowId, runId).fetchHistory()
    // One that no worker has taken up yet has nothing to be taken through.
    if (history.events!.some((event) => event.workflowTaskCompletedEventAttributes))
      runs.push({ workflowId, history })
  }
  return runs
}

/**
 * Takes runs through their processes once more: the code must come to the same commands.
 * @throws DeterminismViolationError naming what differs.
 */
export async function replayRuns(
  runs: Run[],
  workflowBundle: WorkerOptions['workflowBundle'],
): Promise<void> {
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, runs)) {
    if (error) throw new Error(`${workflowId} does not replay: ${error.message}`, { cause: error })
  }
}
