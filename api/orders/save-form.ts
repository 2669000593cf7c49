import type { Database } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { addRevision, currentDigest, currentForm } from '../../db/forms.ts'
import { operatorOf } from '../../db/operators.ts'
import { holderOf } from '../../db/holders.ts'
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
    const known = order.certificateId ? ((await currentForm(tx, order))?.typed as TypedForm) : undefined
    const typed = plainForm(known ? { ...given, ...sameHolder(given, known) } : given, order.product)
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
          ...(await holderOf(tx, check.form)),
          cpsVersion: check.form.agreement.cpsVersion,
          ...operatorOf(check.form.operator),
        }),
      },
    )
  })
}

/** Another key is for the certificate's own holder: a name that changed is a matter of information change. */
function sameHolder({ person }: TypedForm, known: TypedForm): TypedForm {
  if (!known.person) return { organisation: known.organisation }
  const { name, idNumber } = known.person
  return { person: { ...person, name, idNumber } }
}
