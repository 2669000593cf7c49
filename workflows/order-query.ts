import { proxyActivities } from '@temporalio/workflow'
import type { CodeActivities } from '../activities/sms/verification-code.ts'
import { activityClasses } from '../temporal.config.ts'

const { sendOrderQueryCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

export interface OrderQueryInput {
  queryId: string
  uscc: string
  /** `holder`: to report a loss or ask for a new key, and not only to look. */
  purpose?: 'holder'
}

/** Procedure 8, 订单查询: a code to the operator of the organisation's latest order, if there is one. */
export async function orderQuery({ queryId, ...query }: OrderQueryInput): Promise<void> {
  await sendOrderQueryCode({ workflowId: `orderQuery/${queryId}`, ...query })
}
