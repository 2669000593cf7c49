import { proxyActivities } from '@temporalio/workflow'
import type { CodeActivities, QueriedOrders } from '../activities/sms/verification-code.ts'
import { activityClasses } from '../temporal.config.ts'

const { sendOrderQueryCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

/** Without a person's data: an operator is asked for by a fingerprint. */
export interface OrderQueryInput extends Omit<QueriedOrders, 'workflowId'> {
  queryId: string
}

/**
 * Procedure 8, 订单查询: a code to the operator of the latest order, if there is one, or to the legal representative.
 * Procedure 6 asks the same way, for the certificates of an organisation.
 */
export async function orderQuery({ queryId, ...query }: OrderQueryInput): Promise<void> {
  await sendOrderQueryCode({ workflowId: `orderQuery/${queryId}`, ...query })
}
