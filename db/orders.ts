import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { OrderKind } from '../domain/order-states.ts'
import type { Database, Transaction } from './database.ts'
import { orders } from './schema/orders.ts'

/** The read model of an order. */
export type OrderRow = typeof orders.$inferSelect

/** The order of this number, 20261124-000017. */
export async function orderByNo(db: Database | Transaction, no: string): Promise<OrderRow | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.no, no))
  return order
}

/** The order of this id, newApplication/20261124-000017. */
export async function orderById(db: Database | Transaction, id: string): Promise<OrderRow | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.id, id))
  return order
}

/** The same, its row locked: whoever writes the next revision of its form waits for the one before. */
export async function lockOrder(tx: Transaction, id: string): Promise<OrderRow | undefined> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, id)).for('update')
  return order
}

/** The orders of these numbers, the newest first. */
export async function ordersByNumbers(
  db: Database | Transaction,
  numbers: readonly string[],
): Promise<OrderRow[]> {
  if (numbers.length === 0) return []
  return db
    .select()
    .from(orders)
    .where(inArray(orders.no, [...numbers]))
    .orderBy(desc(orders.createdAt))
}

/** The open order of this kind about a certificate. */
export async function openOrderOf(
  db: Database | Transaction,
  certificateId: string,
  kind: OrderKind,
): Promise<OrderRow | undefined> {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.certificateId, certificateId), eq(orders.kind, kind), isNull(orders.endedAt)))
  return order
}

/** The open orders of these kinds of an organisation. */
export async function openOrdersOfHolder(
  db: Database | Transaction,
  uscc: string,
  kinds: readonly OrderKind[],
): Promise<OrderRow[]> {
  return db
    .select()
    .from(orders)
    .where(and(eq(orders.uscc, uscc), isNull(orders.endedAt), inArray(orders.kind, [...kinds])))
}
