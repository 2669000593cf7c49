import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { ledgerEntries, ledgerMovements, type Account, type MovementKind } from './schema/money.ts'

export interface Movement {
  kind: MovementKind
  /** Of what moved, once for each kind: our number of a trade, the bank's of a receipt, an order. */
  number: string
  orderId: string
  debit: Account
  credit: Account
  /** Above zero. */
  amountFen: number
  /** Whose the debited side is, where it is not the order's. */
  debitOf?: string
}

/** A movement of this name is in the books with other sides, or another amount. */
export class MovementConflict extends Error {
  override readonly name = 'MovementConflict'
}

/**
 * Books one movement of money from one account to another, once: the same again changes nothing.
 * The database holds that both sides are there and that nobody gets back more than came in (db/guards.sql).
 * @throws MovementConflict when it was booked otherwise; RangeError for an amount that is not above zero.
 */
export async function book(tx: Transaction, movement: Movement): Promise<void> {
  const { kind, number, orderId, debit, credit, amountFen, debitOf = orderId } = movement
  if (amountFen <= 0) throw new RangeError('a movement has an amount above zero')
  const name = `${kind}/${number}`
  const sides = [
    { movement: name, account: debit, amountFen, orderId: debitOf },
    { movement: name, account: credit, amountFen: -amountFen, orderId },
  ]
  const booked = await tx
    .insert(ledgerMovements)
    .values({ name, kind, orderId, amountFen })
    .onConflictDoNothing()
    .returning({ name: ledgerMovements.name })
  if (booked.length > 0) {
    await tx.insert(ledgerEntries).values(sides)
    return
  }
  const known = await tx.select().from(ledgerEntries).where(eq(ledgerEntries.movement, name))
  const isKnown = sides.every((side) =>
    known.some(
      (entry) =>
        entry.account === side.account &&
        entry.amountFen === side.amountFen &&
        entry.orderId === side.orderId,
    ),
  )
  if (!isKnown) throw new MovementConflict(`${name} is booked otherwise`)
}

/** Whether a movement is in the books. */
export async function isBooked(db: Database, kind: MovementKind, number: string): Promise<boolean> {
  const name = eq(ledgerMovements.name, `${kind}/${number}`)
  return (await db.select({ name: ledgerMovements.name }).from(ledgerMovements).where(name)).length > 0
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
