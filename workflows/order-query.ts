import { executeChild, proxyActivities, sleep } from '@temporalio/workflow'
import type { DepositActivities } from '../activities/bank/deposit.ts'
import type { CodeActivities } from '../activities/sms/verification-code.ts'
import type { CodeReceiver } from '../domain/verification-codes.ts'
import { activityClasses } from '../temporal.config.ts'
import { microDeposit } from './micro-deposit.ts'

const { sendOrderQueryCode } = proxyActivities<CodeActivities>(activityClasses.interactive)
const { prepareQueryDeposit } = proxyActivities<DepositActivities>(activityClasses.record)

/** Longest that a code waits for others to the same phone, one a minute: then whoever asked has gone. */
const MOST_WAITS = 10

/** Who is asked for stands in the row of the query. */
export interface OrderQueryInput {
  queryId: string
  receiver: CodeReceiver
}

/**
 * Procedure 8, 订单查询: a code to the operator of the latest order, if there is one, to the legal representative, or in the
 * memo of a 1-cent transfer to the account that was proved.
 * Procedure 6 asks the same way, for the certificates of an organisation.
 */
export async function orderQuery({ queryId, receiver }: OrderQueryInput): Promise<void> {
  const workflowId = `orderQuery/${queryId}`
  if (receiver === 'account') return transferCode({ workflowId, queryId })
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    const sent = await sendOrderQueryCode({ workflowId, queryId })
    if (sent.outcome !== 'tooSoon') return
    await sleep(sent.waitSeconds * 1000, { summary: 'another code has just gone to this phone' })
  }
}

async function transferCode(query: { workflowId: string; queryId: string }): Promise<void> {
  const deposit = await prepareQueryDeposit(query)
  if (!deposit) return
  await executeChild(microDeposit, {
    workflowId: `microDeposit/${deposit.reference}`,
    args: [{ transferId: deposit.transferId }],
    staticSummary: 'transfers one cent with the code in its memo',
  })
}
