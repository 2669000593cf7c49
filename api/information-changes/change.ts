import type { Database } from '../../db/database.ts'
import { firstAndLastForm } from '../../db/forms.ts'
import { firstTyped } from '../../db/holder-forms.ts'
import type { OrderRow } from '../../db/orders.ts'
import { checkApplicationForm, type ApplicationForm } from '../../domain/application-form.ts'
import { classifyChange, type Change } from '../../domain/information-change.ts'

/** The data that an order began with; undefined once they are wiped. */
export async function dataBefore(db: Database, orderId: string): Promise<ApplicationForm | undefined> {
  const check = checkApplicationForm((await firstTyped(db, orderId)) ?? {})
  return check.complete ? check.form : undefined
}

/** What an order is to change, by its first and its last revision; undefined before that was proposed. */
export async function readChange(
  db: Database,
  order: Pick<OrderRow, 'id' | 'revision'>,
): Promise<{ change: Change; before: ApplicationForm; after: ApplicationForm; digest: string } | undefined> {
  const { first, last } = await firstAndLastForm(db, order)
  const before = checkApplicationForm(first?.typed ?? {})
  const after = checkApplicationForm(last?.typed ?? {})
  if (!before.complete || !after.complete) return undefined
  const change = classifyChange(before.form, after.form)
  if (typeof change === 'string') return undefined
  return { change, before: before.form, after: after.form, digest: last!.digest }
}
