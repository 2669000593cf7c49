import type { Database } from '../../db/database.ts'
import { firstAndLastForm } from '../../db/forms.ts'
import { firstTyped } from '../../db/holder-forms.ts'
import type { OrderRow } from '../../db/orders.ts'
import { checkApplicationForm, type ApplicationForm } from '../../domain/application-form.ts'
import { classifyChange, type Change } from '../../domain/information-change.ts'

/** The data that an order began with; undefined once they are wiped. */
export async function dataBefore(
  db: Database,
  { id, product }: Pick<OrderRow, 'id' | 'product'>,
): Promise<ApplicationForm | undefined> {
  const check = checkApplicationForm((await firstTyped(db, id)) ?? {}, product)
  return check.complete ? check.form : undefined
}

/** What an order is to change, by its first and its last revision; undefined before that was proposed. */
export async function readChange(
  db: Database,
  order: Pick<OrderRow, 'id' | 'revision' | 'product'>,
): Promise<{ change: Change; before: ApplicationForm; after: ApplicationForm; digest: string } | undefined> {
  const { first, last } = await firstAndLastForm(db, order)
  const before = checkApplicationForm(first?.typed ?? {}, order.product)
  const after = checkApplicationForm(last?.typed ?? {}, order.product)
  if (!before.complete || !after.complete) return undefined
  const change = classifyChange(before.form, after.form)
  if (typeof change === 'string') return undefined
  return { change, before: before.form, after: after.form, digest: last!.digest }
}
