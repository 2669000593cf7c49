import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/database.ts'
import { orderForms } from '../../db/schema/orders.ts'
import type { TypedForm } from '../orders/order-schema.ts'

/** What an earlier order tells of the holder: the first revision, before a way of proofing was chosen. */
export async function holderCopy(
  db: Database | Transaction,
  orderId: string,
): Promise<TypedForm | undefined> {
  const [first] = await db
    .select({ typed: orderForms.typed })
    .from(orderForms)
    .where(and(eq(orderForms.orderId, orderId), eq(orderForms.revision, 1)))
  return first?.typed as TypedForm | undefined
}
