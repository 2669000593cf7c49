import { desc, eq, sum } from 'drizzle-orm'
import { openReceipt } from './bank-receipts.ts'
import type { Database, Transaction } from './database.ts'
import { bankReceipts } from './schema/bank.ts'

/** What an order has been paid by bank transfer so far, in fen. */
export async function receivedFen(db: Database | Transaction, orderId: string): Promise<number> {
  const [row] = await db
    .select({ total: sum(bankReceipts.acceptedFen).mapWith(Number) })
    .from(bankReceipts)
    .where(eq(bankReceipts.orderId, orderId))
  return row?.total ?? 0
}

/** What has come for an order by bank transfer, the newest first. */
export async function receiptsOf(db: Database | Transaction, orderId: string) {
  const rows = await db
    .select()
    .from(bankReceipts)
    .where(eq(bankReceipts.orderId, orderId))
    .orderBy(desc(bankReceipts.bookedAt))
  return rows.map(openReceipt)
}
