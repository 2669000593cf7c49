import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleSpec,
} from '@temporalio/client'
import { config } from '../../config.ts'
import { taskQueues } from '../../temporal.config.ts'

/** Starts a process again and again; the schedule is made once and kept by Temporal. */
export async function schedule(options: {
  scheduleId: string
  spec: ScheduleSpec
  catchupWindow: '1 minute' | '7 days'
  workflowType: string
  /** Once at once, when the schedule is made. */
  atOnce?: boolean
}): Promise<void> {
  const { scheduleId, spec, catchupWindow, workflowType, atOnce = false } = options
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = config('temporal')
  const connection = await Connection.connect({ address })
  const client = new Client({ connection, namespace })
  try {
    await client.schedule.create({
      scheduleId,
      spec,
      state: { triggerImmediately: atOnce },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
      action: {
        type: 'startWorkflow',
        workflowType,
        workflowId: workflowType,
        taskQueue: taskQueues.business,
      },
    })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
  } finally {
    await connection.close()
  }
}
