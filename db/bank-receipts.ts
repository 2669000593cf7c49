import { and, desc, eq, exists, inArray } from 'drizzle-orm'
import { audit } from './audit.ts'
import { bookReturn, receiptAccount, type ReturnRow } from './bank-returns.ts'
import type { Database } from './database.ts'
import { notifyOrderChanged, orderNo } from './order-changed.ts'
import { bankReceipts, bankReturns, type Payer } from './schema/bank.ts'
import { orders } from './schema/orders.ts'
import { seal, unseal } from './sealed-columns.ts'

type SealedRow = typeof bankReceipts.$inferSelect

/** A receipt, opened. */
export type ReceiptRow = Omit<SealedRow, 'payer' | 'memo'> & { payer: Payer; memo: string }

/** @throws Error when payer or memo are not this row's. */
export function openReceipt(row: SealedRow): ReceiptRow {
  const place = [row.bankSerial]
  return { ...row, payer: unseal('payer', place, row.payer), memo: unseal('memo', place, row.memo) }
}

/** The row to be written. */
export function sealReceipt(
  receipt: Omit<typeof bankReceipts.$inferInsert, 'payer' | 'memo'> & { payer: Payer; memo: string },
): typeof bankReceipts.$inferInsert {
  const place = [receipt.bankSerial]
  return { ...receipt, payer: seal('payer', place, receipt.payer), memo: seal('memo', place, receipt.memo) }
}

/** What finance makes of a receipt that fits no order by itself: it is this order's, or it goes back. */
export type ReceiptDecision = { decision: 'match'; orderId: string } | { decision: 'return' }

/**
 * The latest receipts, each with its order's number and organisation and the transfers back; first those with a
 * transfer back that failed, then those that wait for finance.
 */
export async function listReceipts(db: Database, most: number) {
  const failed = exists(
    db
      .select({ id: bankReturns.id })
      .from(bankReturns)
      .where(and(eq(bankReturns.receiptId, bankReceipts.id), eq(bankReturns.state, 'failed'))),
  )
  const rows = await db
    .select({ receipt: bankReceipts, no: orders.no, holderName: orders.holderName })
    .from(bankReceipts)
    .leftJoin(orders, eq(orders.id, bankReceipts.orderId))
    .orderBy(desc(failed), desc(eq(bankReceipts.state, 'suspense')), desc(bankReceipts.bookedAt))
    .limit(most)
  const ids = rows.map(({ receipt }) => receipt.id)
  const returns = await db.select().from(bankReturns).where(inArray(bankReturns.receiptId, ids))
  return rows.map((row) => ({
    ...row,
    receipt: openReceipt(row.receipt),
    returns: returns.filter(({ receiptId }) => receiptId === row.receipt.id),
  }))
}

/**
 * Keeps what `by` (user name) decided on a receipt of the suspense list. Gives whether there was anything to decide:
 * the first decision stands.
 */
export async function decideOnReceipt(
  db: Database,
  receiptId: string,
  made: ReceiptDecision & { note: string },
  by: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(bankReceipts)
      .set({ ...made, state: 'new', decidedBy: by, decidedAt: new Date() })
      .where(and(eq(bankReceipts.id, receiptId), eq(bankReceipts.state, 'suspense')))
      .returning()
    if (!row) return false
    await audit(tx, {
      actor: `staff:${by}`,
      action: `receipt.${made.decision}`,
      subject: row.orderId ?? receiptAccount(row.bankSerial),
      detail: { bankSerial: row.bankSerial, amountFen: row.amountFen },
    })
    return true
  })
}

/**
 * Books that `by` (user name) made a transfer back by hand, which the bank had failed. Gives the transfer; undefined
 * when it has not failed, or was made by hand before.
 */
export async function returnByHand(
  db: Database,
  returnId: string,
  note: string,
  by: string,
): Promise<ReturnRow | undefined> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(bankReturns)
      .set({ state: 'byHand', doneAt: new Date(), doneBy: by, note })
      .where(and(eq(bankReturns.id, returnId), eq(bankReturns.state, 'failed')))
      .returning()
    if (!row) return undefined
    await bookReturn(tx, row, 'returnByHand')
    await audit(tx, {
      actor: `staff:${by}`,
      action: 'return.byHand',
      subject: row.orderId ?? row.reference,
      detail: { reference: row.reference, amountFen: row.amountFen },
    })
    await notifyOrderChanged(tx, orderNo(row.orderId ?? 'receipts'))
    return row
  })
}
