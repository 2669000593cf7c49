import type { Database, Transaction } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { addRevision, currentForm } from '../../db/forms.ts'
import { operatorOf } from '../../db/operators.ts'
import { lockOrder, type OrderRow } from '../../db/orders.ts'
import { plainForm, proofedFacts } from '../../domain/application-form.ts'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import { stateAfter } from '../../domain/order-states.ts'
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
    const order = await lockOrder(tx, orderId)
    if (!order || stateAfter(order.kind, order.state, event) === undefined) throw new Problem('wrongState')
    return correctHolderData(tx, order, correct)
  })
}

/** The same of an order that is locked, or begins. @throws Problem formIncomplete that names the fields. */
export async function correctHolderData(
  tx: Transaction,
  order: OrderRow,
  correct: (known: TypedForm) => TypedForm,
): Promise<SavedForm> {
  const last = await currentForm(tx, order)
  const typed = plainForm(correct((last?.typed ?? {}) as TypedForm), order.product)
  const check = checkForm(typed, order.product)
  if (!check.complete) throw new Problem('formIncomplete', { errors: check.problems })
  const facts = fingerprint('proofedFacts', proofedFacts(check.form))
  const digest = fingerprint('form', JSON.stringify(typed))
  const revision = order.revision + (last?.digest === digest ? 0 : 1)
  if (revision !== order.revision) {
    const row = { orderId: order.id, revision, typed, complete: true, proofedFacts: facts, digest }
    await addRevision(tx, row, operatorOf(check.form.operator))
  }
  return { revision, complete: true, proofedFacts: facts }
}

/** Another phone or mail address of whoever acts: the operator, or the person. */
export function withContact(known: TypedForm, contact: { phone?: string; email?: string }): TypedForm {
  const { person, operator } = known
  return {
    ...known,
    ...(person ? { person: { ...person, ...contact } } : { operator: { ...operator, ...contact } }),
  }
}
