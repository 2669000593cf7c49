import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { ledgerEntries, type Account } from './schema/money.ts'

/**
 * Books one movement of money from one account to another, once: a second call with the same name changes nothing.
 * Amount in fen, above zero.
 */
export async function book(
  tx: Transaction,
  movement: string,
  entry: {
    orderId: string
    debit: Account
    credit: Account
    amountFen: number
    /** Whose the debited side is, where it is not the order's. */
    debitOf?: string
  },
): Promise<void> {
  const { orderId, debit, credit, amountFen, debitOf = orderId } = entry
  if (amountFen <= 0) throw new RangeError('a movement has an amount above zero')
  await tx
    .insert(ledgerEntries)
    .values([
      { movement, account: debit, amountFen, orderId: debitOf },
      { movement, account: credit, amountFen: -amountFen, orderId },
    ])
    .onConflictDoNothing()
}

/** Movements whose entries do not sum to zero: always none, checked in tests and by finance. */
export async function unbalancedMovements(db: Database): Promise<string[]> {
  const rows = await db
    .select({ movement: ledgerEntries.movement })
    .from(ledgerEntries)
    .groupBy(ledgerEntries.movement)
    .having(sql`sum(${ledgerEntries.amountFen}) <> 0 or count(*) < 2`)
  return rows.map((row) => row.movement)
}

/** What is still owed to customers for one order, in fen: nothing once it has ended. */
export async function owedFen(db: Database, orderId: string): Promise<number> {
  const [row] = await db
    .select({ balance: sql<number>`coalesce(-sum(${ledgerEntries.amountFen}), 0)::int` })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.orderId, orderId),
        inArray(ledgerEntries.account, ['customerPrepayments', 'unmatchedReceipts']),
      ),
    )
  return row?.balance ?? 0
}
