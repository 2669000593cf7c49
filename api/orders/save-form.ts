import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { operatorOf } from '../../db/operators.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { proofedFacts } from '../../domain/application-form.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { price } from '../../domain/products.ts'
import type { SavedForm } from '../../workflows/steps/proofing.ts'
import type { Language } from '../plugins/language.ts'
import { Problem } from '../problems.ts'
import { checkForm } from './form-check.ts'
import type { TypedForm } from './order-schema.ts'

/**
 * Keeps what was typed as a new revision; the same content again makes none. Gives what the workflow is told.
 * @throws Problem wrongState when the form may not change now.
 */
export async function saveTypedForm(
  db: Database,
  orderId: string,
  given: TypedForm,
  language: Language,
): Promise<SavedForm> {
  return db.transaction(async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update')
    if (!order) throw new Problem('orderNotFound')
    if (stateAfter(order.kind, order.state, 'formSaved') === undefined) throw new Problem('wrongState')
    const typed = order.certificateId ? { ...given, organisation: holderOf(order) } : given
    const check = checkForm(typed, order.product, order)
    const facts = fingerprint('proofedFacts', check.complete ? proofedFacts(check.form) : '')
    const digest = fingerprint('form', JSON.stringify(typed))
    const [last] = await tx
      .select({ digest: orderForms.digest })
      .from(orderForms)
      .where(and(eq(orderForms.orderId, orderId), eq(orderForms.revision, order.revision)))
    if (last?.digest === digest)
      return { revision: order.revision, complete: check.complete, proofedFacts: facts }

    const revision = order.revision + 1
    await tx
      .insert(orderForms)
      .values({ orderId, revision, typed, complete: check.complete, proofedFacts: facts, digest })
    await tx
      .update(orders)
      .set({
        revision,
        language,
        updatedAt: new Date(),
        ...(typed.options && { priceItems: price(order, typed.options) }),
        ...(check.complete && {
          organisationName: check.form.organisation.name,
          uscc: check.form.organisation.uscc,
          cpsVersion: check.form.agreement.cpsVersion,
          ...operatorOf(check.form.operator),
        }),
      })
      .where(eq(orders.id, orderId))
    return { revision, complete: check.complete, proofedFacts: facts }
  })
}

/** Another key is for the certificate's own holder: a name that changed is a matter of information change. */
function holderOf({ organisationName, uscc }: typeof orders.$inferSelect): TypedForm['organisation'] {
  return { name: organisationName ?? '', uscc: uscc ?? '' }
}
