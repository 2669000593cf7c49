import { sql } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'

export const ORDER_CHANGED = 'order_changed'

/** Tells every API process that an order looks different now; sent when the transaction commits. */
export async function notifyOrderChanged(tx: Database | Transaction, no: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${ORDER_CHANGED}, ${no})`)
}

/** The number in an order's id: newApplication/20261124-000001 → 20261124-000001. */
export function orderNo(orderId: string): string {
  return orderId.slice(orderId.indexOf('/') + 1)
}
