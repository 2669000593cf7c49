import { proxyLocalActivities } from '@temporalio/workflow'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { localActivity } from '../../temporal.config.ts'
import type { Order, Step } from './order.ts'

const { openTask } = proxyLocalActivities<TaskActivities>(localActivity)

const HOUR = 3_600_000

/** Tells support, while a step goes on that should take seconds: the HSM or the CA is away. */
export async function tellOverdue({ orderId }: Order, step: Step<unknown>): Promise<void> {
  for (let told = 1; !(await step.wait(Date.now() + HOUR, 'support looks why it is not issued')); told++) {
    await openTask({ orderId, kind: 'issuingOverdue', subject: `${orderId}/${told}` })
  }
}
