import { executeChild, proxyActivities } from '@temporalio/workflow'
import type { DepositActivities } from '../activities/bank/deposit.ts'
import type { CodeActivities, QueriedOrders } from '../activities/sms/verification-code.ts'
import type { CodeReceiver } from '../domain/verification-codes.ts'
import { activityClasses } from '../temporal.config.ts'
import { microDeposit } from './micro-deposit.ts'

const { sendOrderQueryCode } = proxyActivities<CodeActivities>(activityClasses.interactive)
const { prepareQueryDeposit } = proxyActivities<DepositActivities>(activityClasses.record)

/** Without a person's data: an operator is asked for by a fingerprint. */
export interface OrderQueryInput extends Omit<QueriedOrders, 'workflowId' | 'to'> {
  queryId: string
  to?: CodeReceiver
}

/**
 * Procedure 8, 订单查询: a code to the operator of the latest order, if there is one, to the legal representative, or in the
 * memo of a 1-cent transfer to the account that was proved.
 * Procedure 6 asks the same way, for the certificates of an organisation.
 */
export async function orderQuery({ queryId, to = 'operator', ...query }: OrderQueryInput): Promise<void> {
  const workflowId = `orderQuery/${queryId}`
  if (to !== 'account') return sendOrderQueryCode({ workflowId, to, ...query })
  const deposit = await prepareQueryDeposit({ workflowId, by: query.by })
  if (!deposit) return
  await executeChild(microDeposit, {
    workflowId: `microDeposit/${deposit.reference}`,
    args: [{ transferId: deposit.transferId }],
    staticSummary: 'transfers one cent with the code in its memo',
  })
}
