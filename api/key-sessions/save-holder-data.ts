import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { operatorOf } from '../../db/operators.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { proofedFacts } from '../../domain/application-form.ts'
import { stateAfter, type OrderEvent } from '../../domain/order-states.ts'
import type { SavedForm } from '../../workflows/steps/proofing.ts'
import { checkForm } from '../orders/form-check.ts'
import type { TypedForm } from '../orders/order-schema.ts'
import { Problem } from '../problems.ts'

/**
 * Keeps corrected data of a holder as a new revision, if it is one. @throws Problem wrongState when `event` may not
 * happen now; formIncomplete that names the fields.
 */
export async function saveHolderData(
  db: Database,
  orderId: string,
  event: OrderEvent,
  correct: (known: TypedForm) => TypedForm,
): Promise<SavedForm> {
  return db.transaction(async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update')
    if (!order || stateAfter(order.kind, order.state, event) === undefined) throw new Problem('wrongState')
    const [last] = await tx
      .select()
      .from(orderForms)
      .where(and(eq(orderForms.orderId, orderId), eq(orderForms.revision, order.revision)))
    const typed = correct((last?.typed ?? {}) as TypedForm)
    const check = checkForm(typed)
    if (!check.complete) throw new Problem('formIncomplete', { errors: check.problems })
    const facts = fingerprint('proofedFacts', proofedFacts(check.form))
    const digest = fingerprint('form', JSON.stringify(typed))
    const revision = order.revision + (last?.digest === digest ? 0 : 1)
    if (revision !== order.revision) {
      const row = { orderId, revision, typed, complete: true, proofedFacts: facts, digest }
      await tx.insert(orderForms).values(row)
      await tx
        .update(orders)
        .set({ revision, ...operatorOf(check.form.operator), updatedAt: new Date() })
        .where(eq(orders.id, orderId))
    }
    return { revision, complete: true, proofedFacts: facts }
  })
}
