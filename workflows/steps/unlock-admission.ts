import { proxyLocalActivities } from '@temporalio/workflow'
import type { UnlockActivities } from '../../activities/orders/unlock.ts'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { deadlines } from '../../domain/deadlines.ts'
import type { UnlockWay } from '../../domain/unlock.ts'
import { localActivity } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import type { Order } from './order.ts'
import { taskDone } from './refund.ts'

const { assessUnlock } = proxyLocalActivities<UnlockActivities>(localActivity)
const { openTask, readTask } = proxyLocalActivities<TaskActivities>(localActivity)

const DAY = 86_400_000

const idleUntil = () => Date.now() + deadlines.unlockIdleDays * DAY

type Admission =
  { end: 'admitted'; ways: readonly UnlockWay[] } | { end: 'refused' | 'notCleared' | 'cancelled' }

/** 第一步 识别证书: whether this key may be unlocked now, and in which ways. */
export async function admitUnlock(order: Order): Promise<Admission> {
  const verdict = await assessUnlock({ orderId: order.orderId })
  if (verdict.refused !== undefined) {
    await order.exclusively(() => order.move('unlockRefused'))
    return { end: 'refused' }
  }
  const risk = verdict.review ? await clearRisk(order) : 'cleared'
  if (risk !== 'cleared') return { end: risk }
  await order.exclusively(() => order.move('unlockBegun', idleUntil()))
  return { end: 'admitted', ways: verdict.ways }
}

/** A key that is unlocked too often: its organisation is asked first. Time passing clears nothing. */
async function clearRisk(order: Order): Promise<'cleared' | 'notCleared' | 'cancelled'> {
  const { orderId } = order
  return order.step<'cleared' | 'notCleared' | 'cancelled'>(async (step) => {
    const until = Date.now() + deadlines.unlockReviewDays * DAY
    step.onSignal(taskDone, step.stir)
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    await order.exclusively(() => order.move('unlockQuestioned', until))
    const { taskId } = await openTask({ orderId, kind: 'unlockRisk', waits: true })
    while (!step.isOver) {
      await step.wait(until, 'a person looks at the risk')
      if (step.isOver) return
      const { done } = await readTask({ taskId })
      await order.exclusively(async () => {
        if (step.isOver) return
        if (done) {
          await order.move('unlockCleared', idleUntil())
          step.end('cleared')
        } else if (Date.now() >= until) {
          await order.move('unlockNotCleared')
          step.end('notCleared')
        }
      })
    }
  })
}
