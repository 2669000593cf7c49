import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/database.ts'
import { latestOrder } from '../../db/queried-orders.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'

/**
 * The form that says who a holder's operator and legal representative are: of the order whose operator gets the codes,
 * so that what a stranger typed and never proved reaches no report, revocation or replacement.
 */
export async function latestForm(db: Database | Transaction, uscc: string) {
  const id = await latestOrder(db, { uscc }, 'operator')
  if (!id) return undefined
  const [row] = await db
    .select({
      form: orderForms,
      operator: { operatorFingerprint: orders.operatorFingerprint, operatorPhone: orders.operatorPhone },
    })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(eq(orders.id, id))
  return row
}
