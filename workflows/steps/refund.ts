import {
  condition,
  defineSignal,
  isCancellation,
  proxyActivities,
  setHandler,
  type ChildWorkflowHandle,
} from '@temporalio/workflow'
import type { RefundActivities } from '../../activities/payment/refunds.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { withdrawInvoice, type electronicInvoice } from '../electronic-invoice.ts'
import { startInvoice } from './invoice.ts'
import { isOver, letPass } from './let-pass.ts'
import type { Order } from './order.ts'

/** A person has done what a task of theirs asked for. */
export const taskDone = defineSignal<[{ taskId: string }]>('taskDone')

const { refundPayment } = proxyActivities<RefundActivities>({
  ...activityClasses.provider,
  scheduleToCloseTimeout: `${deadlines.refundHours} hours`,
})
const { leaveRefundToFinance } = proxyActivities<RefundActivities>(activityClasses.provider)

const HOUR = 3_600_000

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
    let told = false
    setHandler(taskDone, () => void (told = true))
    while (!(await leaveRefundToFinance(money)).isBack) {
      await condition(() => told, deadlines.returnPollHours * HOUR, {
        summary: 'finance looks after money that the provider does not return',
      })
      told = false
    }
    setHandler(taskDone, undefined)
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
