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
import { remittanceReported } from './remittance.ts'

const { matchReceipt } = proxyActivities<ReceiptActivities>(activityClasses.record)

/**
 * Gives a receipt its place: to its order, onto finance's list, or what is too much on its way back. Gives the
 * transfers back that have begun; a bank may take days for them.
 */
export async function settleReceipt(receiptId: string): Promise<ChildWorkflowHandle<typeof bankReturn>[]> {
  const { orderId, returns } = await matchReceipt({ receiptId })
  const begun = await Promise.all(
    returns.map(({ returnId, reference }) =>
      startChild(bankReturn, {
        workflowId: `bankReturn/${reference}`,
        args: [{ returnId }],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        staticSummary: 'transfers money back to whoever paid it',
      }).catch(() => undefined),
    ),
  )
  if (orderId) {
    // An order that has ended meanwhile needs to know nothing.
    await getExternalWorkflowHandle(orderId)
      .signal(remittanceReported)
      .catch(() => undefined)
  }
  return begun.filter((child) => child !== undefined)
}
