import type { Database } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { addRevision, currentForm } from '../../db/forms.ts'
import { notifyOrderChanged } from '../../db/order-changed.ts'
import { lockOrder } from '../../db/orders.ts'
import { plainForm } from '../../domain/application-form.ts'
import { Problem } from '../problems.ts'
import { checkForm } from './form-check.ts'
import type { TypedForm } from './order-schema.ts'

/**
 * Changes the one part of a submitted form that may still change (an address, a mail box) as a new revision.
 * @throws Problem formIncomplete that names what is wrong in it.
 */
export async function amendForm(
  db: Database,
  orderId: string,
  part: Pick<TypedForm, 'delivery'> | Pick<TypedForm, 'invoice'>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (!order) throw new Problem('orderNotFound')
    const last = await currentForm(tx, order)
    const typed = plainForm({ ...(last?.typed as TypedForm), ...part }, order.product)
    // What was agreed to stays what it was, whatever practice statement is in force today.
    const check = checkForm(typed, order.product)
    const [group] = Object.keys(part)
    const problems = check.complete ? [] : check.problems.filter(({ field }) => field.startsWith(`${group}.`))
    if (!last || problems.length > 0) throw new Problem('formIncomplete', { errors: problems })
    const digest = fingerprint('form', JSON.stringify(typed))
    await addRevision(tx, { ...last, revision: order.revision + 1, typed, digest, createdAt: new Date() })
    await notifyOrderChanged(tx, order.no)
  })
}
