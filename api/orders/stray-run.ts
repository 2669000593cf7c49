import type { Client } from '@temporalio/client'
import { taskQueues } from '../../temporal.config.ts'
import { strayRun } from '../../workflows/run-watch.ts'

/** The process of an order did not answer, or was begun anew: has it looked at now, not only by the watch. */
export async function lookAfter({ workflow }: Client, workflowId: string): Promise<void> {
  await workflow.start(strayRun, {
    workflowId: `strayRun/${workflowId}`,
    taskQueue: taskQueues.business,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ workflowId }],
  })
}
