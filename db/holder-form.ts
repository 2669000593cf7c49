import { and, desc, eq, inArray, notInArray, or } from 'drizzle-orm'
import { formCopies } from '../domain/order-states.ts'
import type { Database, Transaction } from './database.ts'
import { tokenKeys } from './schema/certificates.ts'
import { orderForms, orders } from './schema/orders.ts'

/** A change of data counts once it has come to its end: until then nobody has proved the new phone. */
export const provedByNow = or(
  notInArray(orders.kind, ['renewal', 'informationChange']),
  eq(orders.state, 'completed'),
)

/** The data that the holder of a key left last: of the order that made it, or of one that was completed with it. */
export async function holderForm(db: Database | Transaction, tokenSerial: string, uscc: string) {
  const made = db
    .select({ id: tokenKeys.orderId })
    .from(tokenKeys)
    .where(eq(tokenKeys.tokenSerial, tokenSerial))
  const [row] = await db
    .select({ form: orderForms, organisationName: orders.organisationName, product: orders.product })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(
      and(
        eq(orders.uscc, uscc),
        eq(orders.state, 'completed'),
        eq(orderForms.complete, true),
        notInArray(orders.kind, [...formCopies]),
        or(eq(orders.tokenSerial, tokenSerial), inArray(orders.id, made)),
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(1)
  return row
}
