import { defineSignal, executeChild, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { UpdateDefinition } from '@temporalio/common'
import type { RemittanceActivities } from '../../activities/bank/remittance.ts'
import type { ReturnActivities } from '../../activities/bank/returns.ts'
import { activityClasses, localActivity } from '../../temporal.config.ts'
import { bankReturn } from '../bank-return.ts'
import { cancel } from './application.ts'
import { NEXT_STEP, type Order } from './order.ts'

/** A line of our bank statement concerns this order: look what has come. */
export const remittanceReported = defineSignal('remittanceReported')

const { remittanceDeadlines, checkVoucher } = proxyLocalActivities<RemittanceActivities>(localActivity)
const { settleRemittance } = proxyActivities<RemittanceActivities>(activityClasses.record)
const { planReturns } = proxyActivities<ReturnActivities>(activityClasses.record)

/**
 * 汇款: the order is paid when lines of our bank statement make up its price; the voucher is a hint. What is short is
 * asked for, money that never comes closes the order. `keyFound`: ends it, too.
 */
export async function collectRemittance(
  order: Order,
  { keyFound }: { keyFound?: UpdateDefinition<void, []> } = {},
): Promise<'paid' | 'cancelled' | 'expired'> {
  const { orderId } = order
  return order.step(async (step) => {
    let asked = false
    let receivedFen = 0
    step.onSignal(remittanceReported, step.stir)
    const { askAt, closesAt } = await remittanceDeadlines()
    await checkVoucher({ orderId })

    // Paid wins over the deadline: the money is here, so the order goes on. What is cancelled then, the next step says.
    const endUnlessPaid = async (event: 'cancelled' | 'paymentExpired') => {
      const { paid } = await settleRemittance({ orderId })
      await order.move(paid ? 'paid' : event)
      step.end(paid ? 'paid' : event === 'cancelled' ? 'cancelled' : 'expired')
      return paid ? NEXT_STEP : undefined
    }
    step.onUpdate(cancel, 'cancelled', () => endUnlessPaid('cancelled'))
    if (keyFound) {
      step.onUpdate(keyFound, 'keyFound', async () => {
        await order.move('keyFound')
        step.end('cancelled')
      })
    }

    async function look(): Promise<void> {
      if (step.isOver) return
      const found = await settleRemittance({ orderId })
      if (found.paid) {
        await order.move('paid')
        return step.end('paid')
      }
      if (found.receivedFen > receivedFen) {
        ;({ receivedFen } = found)
        await order.move('remittanceShort', closesAt)
      }
      if (Date.now() >= closesAt) return void (await endUnlessPaid('paymentExpired'))
      if (!asked && Date.now() >= askAt) {
        asked = true
        if (receivedFen === 0) await order.move('remittanceMissed', closesAt)
      }
    }

    for (;;) {
      await order.exclusively(look)
      if (step.isOver) return
      await step.wait(
        asked ? closesAt : Math.min(askAt, closesAt),
        asked ? 'closes when no money comes' : 'asks the applicant after the money',
      )
    }
  })
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
