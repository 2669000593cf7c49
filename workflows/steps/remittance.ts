import { condition, defineSignal, executeChild, proxyActivities, setHandler } from '@temporalio/workflow'
import type { RemittanceActivities } from '../../activities/bank/remittance.ts'
import type { ReturnActivities } from '../../activities/bank/returns.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { activityClasses } from '../../temporal.config.ts'
import { bankReturn } from '../bank-return.ts'
import { cancel } from './application.ts'
import type { Order } from './order.ts'

/** A line of our bank statement concerns this order: look what has come. */
export const remittanceReported = defineSignal('remittanceReported')

const { remittanceDeadlines, settleRemittance, checkVoucher } = proxyActivities<RemittanceActivities>(
  activityClasses.record,
)
const { planReturns } = proxyActivities<ReturnActivities>(activityClasses.record)
const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)

/**
 * 汇款: the order is paid when lines of our bank statement make up its price; the voucher is a hint. What is short is
 * asked for, money that never comes closes the order.
 */
export async function collectRemittance(order: Order): Promise<void> {
  const { orderId } = order
  let reported = false
  let asked = false
  let receivedFen = 0
  setHandler(remittanceReported, () => void (reported = true))
  const { askAt, closesAt } = await remittanceDeadlines()
  await checkVoucher({ orderId })

  // Paid wins over a cancellation or the deadline: the money is here, so the order goes on.
  const endUnlessPaid = async (event: 'cancelled' | 'paymentExpired') => {
    const { paid } = await settleRemittance({ orderId })
    await order.move(paid ? 'paid' : event)
  }
  order.onUpdate(cancel, 'cancelled', () => endUnlessPaid('cancelled'))

  async function look(): Promise<void> {
    if (!order.is('awaitingPayment')) return
    const found = await settleRemittance({ orderId })
    if (found.paid) return order.move('paid')
    if (found.receivedFen > receivedFen) {
      ;({ receivedFen } = found)
      await order.move('remittanceShort', closesAt)
    }
    if (Date.now() >= closesAt) return endUnlessPaid('paymentExpired')
    if (!asked && Date.now() >= askAt) {
      asked = true
      if (receivedFen === 0) await order.move('remittanceMissed', closesAt)
    }
  }

  for (;;) {
    await order.exclusively(look)
    if (!order.is('awaitingPayment')) break
    const next = asked ? closesAt : Math.min(askAt, closesAt)
    await condition(() => reported || !order.is('awaitingPayment'), Math.max(next - Date.now(), 1), {
      summary: asked ? 'closes when no money comes' : 'asks the applicant after the money',
    })
    reported = false
  }
  if (!order.is('inReview')) {
    // Money does not wait for those who carry the news.
    await returnRemittances(order)
    await order.told()
    await wipePersonalData({ orderId })
  }
  order.mustGoOn()
}

/** Gives back what was transferred for an order, each sum to the account it came from. */
export async function returnRemittances({ orderId }: Order): Promise<void> {
  const { returns } = await planReturns({ orderId })
  await Promise.all(
    returns.map(({ returnId, reference }) =>
      executeChild(bankReturn, {
        workflowId: `bankReturn/${reference}`,
        args: [{ returnId }],
        staticSummary: 'transfers money back to whoever paid it',
      }),
    ),
  )
}
