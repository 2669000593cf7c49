import {
  condition,
  defineSignal,
  isCancellation,
  proxyActivities,
  setHandler,
  type ChildWorkflowHandle,
} from '@temporalio/workflow'
import type { PaymentActivities } from '../../activities/payment/payment.ts'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { withdrawInvoice, type electronicInvoice } from '../electronic-invoice.ts'
import { startInvoice } from './invoice.ts'
import { isOver, letPass } from './let-pass.ts'
import type { Order } from './order.ts'

/** A person has done what a task of theirs asked for. */
export const taskDone = defineSignal<[{ taskId: string }]>('taskDone')

const { refundPayment } = proxyActivities<PaymentActivities>({
  ...activityClasses.provider,
  scheduleToCloseTimeout: `${deadlines.refundHours} hours`,
})
const { bookRefundByHand } = proxyActivities<PaymentActivities>(activityClasses.record)
const { openTask, readTask } = proxyActivities<TaskActivities>(activityClasses.record)

const DAY = 86_400_000

interface Money {
  orderId: string
  /** The trade to give back; without it the one the order was paid with. */
  outTradeNo?: string
  reason: 'rejected' | 'cancelled' | 'lapsed' | 'surplus'
}

/** Gives one payment back whole. A provider that refuses for three days is overruled by finance, by hand. */
export async function returnMoney(money: Money): Promise<void> {
  try {
    await refundPayment(money)
  } catch (error) {
    if (isCancellation(error)) throw error
    let done = false
    setHandler(taskDone, () => void (done = true))
    const { taskId } = await openTask({ ...money, kind: 'refundFailed', waits: true })
    for (;;) {
      await condition(() => done, DAY, { summary: 'finance transfers the money by hand' })
      done = false
      if ((await readTask({ taskId })).done) break
    }
    setHandler(taskDone, undefined)
    await bookRefundByHand(money)
  }
}

const ends = {
  rejected: 'refunded',
  cancelled: 'cancellationRefunded',
  lapsed: 'lapseRefunded',
} as const

/**
 * An order that comes to nothing after it was paid: the money goes back and the invoice is reversed, each in its own
 * time. An invoice that could not be issued yet is withdrawn. The run stays open until both are done.
 */
export async function giveBack(
  order: Order,
  reason: keyof typeof ends,
  invoice: ChildWorkflowHandle<typeof electronicInvoice>,
  returnIt = () => returnMoney({ orderId: order.orderId, reason }),
): Promise<void> {
  const reverseInvoice = async () => {
    await letPass('withdrawing an invoice', invoice.signal(withdrawInvoice), isOver)
    const issued = await invoice.result()
    return issued.state === 'withdrawn' ? undefined : startInvoice(order, 'red')
  }
  const [, red] = await Promise.all([returnIt(), reverseInvoice()])
  await order.move(ends[reason])
  await red?.result()
}
