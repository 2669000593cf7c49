import type { Database } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { addRevision, currentDigest } from '../../db/forms.ts'
import { operatorOf } from '../../db/operators.ts'
import { lockOrder, type OrderRow } from '../../db/orders.ts'
import { plainForm, proofedFacts } from '../../domain/application-form.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { isFilledIn } from '../../domain/order-states.ts'
import { price } from '../../domain/products.ts'
import type { Language } from '../plugins/language.ts'
import { Problem } from '../problems.ts'
import { checkForm } from './form-check.ts'
import type { TypedForm } from './order-schema.ts'

const DAY = 86_400_000

/**
 * Keeps what was typed as a new revision; the same content again writes nothing. The process hears of what is confirmed.
 * `revision`: the one that it was made from. @throws Problem formChanged when there is a newer one, whose words it would
 * undo; wrongState when the form may not change now.
 */
export async function saveTypedForm(
  db: Database,
  { id: orderId }: Pick<OrderRow, 'id'>,
  given: TypedForm,
  { language, query }: { language: Language; query: { revision: number } },
): Promise<void> {
  await db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (!order) throw new Problem('orderNotFound')
    if (!isFilledIn(order)) throw new Problem('wrongState')
    const typed = plainForm(order.certificateId ? { ...given, organisation: holderOf(order) } : given)
    const digest = fingerprint('form', JSON.stringify(typed))
    if ((await currentDigest(tx, order)) === digest) return
    if (query.revision !== order.revision) throw new Problem('formChanged')
    const check = checkForm(typed, order.product, order)
    const facts = fingerprint('proofedFacts', check.complete ? proofedFacts(check.form) : '')
    const form = { orderId, revision: order.revision + 1, typed, digest }
    await addRevision(
      tx,
      { ...form, complete: check.complete, proofedFacts: facts },
      {
        language,
        // The process starts its time anew when it next looks (workflows/steps/filling.ts).
        waitsUntil: new Date(Date.now() + deadlines.draftIdleDays * DAY),
        ...(typed.options && { priceItems: price(order, typed.options) }),
        ...(check.complete && {
          organisationName: check.form.organisation.name,
          uscc: check.form.organisation.uscc,
          cpsVersion: check.form.agreement.cpsVersion,
          ...operatorOf(check.form.operator),
        }),
      },
    )
  })
}

/** Another key is for the certificate's own holder: a name that changed is a matter of information change. */
function holderOf({ organisationName, uscc }: OrderRow): TypedForm['organisation'] {
  return { name: organisationName ?? '', uscc: uscc ?? '' }
}
