import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { firstTyped } from '../../db/holder-forms.ts'
import { orderForms } from '../../db/schema/orders.ts'
import { checkApplicationForm, type ApplicationForm } from '../../domain/application-form.ts'
import { classifyChange, type Change } from '../../domain/information-change.ts'
import type { OrderRow } from '../orders/order-view.ts'

/** The data that an order began with; undefined once they are wiped. */
export async function dataBefore(db: Database, orderId: string): Promise<ApplicationForm | undefined> {
  const check = checkApplicationForm((await firstTyped(db, orderId)) ?? {})
  return check.complete ? check.form : undefined
}

/** What an order is to change, by its first and its last revision; undefined before that was proposed. */
export async function readChange(
  db: Database,
  { id: orderId, revision }: OrderRow,
): Promise<{ change: Change; before: ApplicationForm; after: ApplicationForm; digest: string } | undefined> {
  const rows = await db
    .select()
    .from(orderForms)
    .where(and(eq(orderForms.orderId, orderId), inArray(orderForms.revision, [1, revision])))
  const of = (wanted: number) => rows.find((row) => row.revision === wanted)
  const before = checkApplicationForm(of(1)?.typed ?? {})
  const after = checkApplicationForm(of(revision)?.typed ?? {})
  if (!before.complete || !after.complete) return undefined
  const change = classifyChange(before.form, after.form)
  if (typeof change === 'string') return undefined
  return { change, before: before.form, after: after.form, digest: of(revision)!.digest }
}
