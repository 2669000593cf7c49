import {
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  startChild,
  type ChildWorkflowHandle,
} from '@temporalio/workflow'
import type { ReceiptActivities } from '../../activities/bank/receipts.ts'
import { activityClasses } from '../../temporal.config.ts'
import { bankReturn } from '../bank-return.ts'
import { isBegun, isOver, letPass } from './let-pass.ts'
import { remittanceReported } from './remittance.ts'

const { matchReceipt } = proxyActivities<ReceiptActivities>(activityClasses.record)

/**
 * Gives a receipt its place: to its order, onto finance's list, or what is too much on its way back. Gives the
 * transfers back that have begun; a bank may take days for them.
 */
export async function settleReceipt(receiptId: string): Promise<ChildWorkflowHandle<typeof bankReturn>[]> {
  const { orderId, returns } = await matchReceipt({ receiptId })
  const begun = await Promise.all(
    returns.map(({ returnId, reference }) => {
      const child = startChild(bankReturn, {
        workflowId: `bankReturn/${reference}`,
        args: [{ returnId }],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        staticSummary: 'transfers money back to whoever paid it',
      })
      return letPass('a transfer back', child, isBegun)
    }),
  )
  if (orderId) {
    // An order that has ended meanwhile needs to know nothing.
    const told = getExternalWorkflowHandle(orderId).signal(remittanceReported)
    await letPass('telling an order of its money', told, isOver)
  }
  return begun.filter((child) => child !== undefined)
}
