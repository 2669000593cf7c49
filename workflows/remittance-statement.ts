import { proxyActivities } from '@temporalio/workflow'
import type { ReceiptActivities } from '../activities/bank/receipts.ts'
import { activityClasses } from '../temporal.config.ts'
import { settleReceipt } from './steps/receipt.ts'

const { fetchStatement } = proxyActivities<ReceiptActivities>(activityClasses.provider)

/** Reads our bank statement and gives every new line its place; started every few minutes by a schedule. */
export async function remittanceStatement(): Promise<void> {
  const { receipts } = await fetchStatement()
  for (const receiptId of receipts) await settleReceipt(receiptId)
}

/** Finance has decided on a receipt of the suspense list; ends when what goes back has gone. */
export async function receiptSettlement({ receiptId }: { receiptId: string }): Promise<void> {
  const returns = await settleReceipt(receiptId)
  await Promise.all(returns.map((child) => child.result()))
}
