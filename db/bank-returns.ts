import { eq } from 'drizzle-orm'
import type { Transaction } from './database.ts'
import { book } from './ledger.ts'
import { bankReceipts, type bankReturns } from './schema/bank.ts'

export type ReturnRow = typeof bankReturns.$inferSelect

/** In the ledger, money that no order claims is of its receipt. */
export const receiptAccount = (bankSerial: string) => `receipt/${bankSerial}`

/**
 * Books money that went back to whoever had paid it: by the bank's transfer, by one that finance made by hand, or into
 * our account again because the bank sent it back.
 */
export async function bookReturn(
  tx: Transaction,
  { receiptId, part, orderId, amountFen, reference }: ReturnRow,
  kind: 'returnSent' | 'returnBounced' | 'returnByHand',
): Promise<void> {
  const [receipt] = await tx
    .select({ bankSerial: bankReceipts.bankSerial })
    .from(bankReceipts)
    .where(eq(bankReceipts.id, receiptId))
  const ours = 'bankAccount' as const
  const owed = part === 'accepted' ? ('customerPrepayments' as const) : ('unmatchedReceipts' as const)
  const [debit, credit] = kind === 'returnBounced' ? [ours, owed] : [owed, ours]
  await book(tx, {
    kind,
    number: reference,
    orderId: part === 'accepted' ? orderId! : receiptAccount(receipt!.bankSerial),
    debit,
    credit,
    amountFen,
  })
}
