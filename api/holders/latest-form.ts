import { and, desc, eq, notInArray } from 'drizzle-orm'
import { provedByNow } from '../../db/holder-forms.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { formCopies } from '../../domain/order-states.ts'

/** The last complete form of a holder: who its operator and its legal representative are. */
export async function latestForm(db: Database | Transaction, uscc: string) {
  const [row] = await db
    .select({
      form: orderForms,
      operator: { operatorFingerprint: orders.operatorFingerprint, operatorPhone: orders.operatorPhone },
    })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(
      and(
        eq(orders.uscc, uscc),
        eq(orderForms.complete, true),
        notInArray(orders.kind, [...formCopies]),
        provedByNow,
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(1)
  return row
}
