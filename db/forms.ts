import { and, eq, inArray } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import type { OrderRow } from './orders.ts'
import { orderForms, orders } from './schema/orders.ts'
import { peopleFingerprints } from './people.ts'
import { openForm, sealForm, type FormRow, type NewForm } from './sealed-forms.ts'

/** The last saved revision of an order's form; undefined before the first, or once personal data are wiped. */
export async function currentForm(
  db: Database | Transaction,
  { id, revision }: Pick<OrderRow, 'id' | 'revision'>,
): Promise<FormRow | undefined> {
  const [form] = await db
    .select()
    .from(orderForms)
    .where(and(eq(orderForms.orderId, id), eq(orderForms.revision, revision)))
  return form && openForm(form)
}

/** Fingerprint of the last saved revision; undefined before the first. */
export async function currentDigest(
  db: Database | Transaction,
  { id, revision }: Pick<OrderRow, 'id' | 'revision'>,
): Promise<string | undefined> {
  const [form] = await db
    .select({ digest: orderForms.digest })
    .from(orderForms)
    .where(and(eq(orderForms.orderId, id), eq(orderForms.revision, revision)))
  return form?.digest
}

/** The first and the last revision of an order's form: what it began with, and what it is to become. */
export async function firstAndLastForm(
  db: Database | Transaction,
  { id, revision }: Pick<OrderRow, 'id' | 'revision'>,
): Promise<{ first: FormRow | undefined; last: FormRow | undefined }> {
  const rows = await db
    .select()
    .from(orderForms)
    .where(and(eq(orderForms.orderId, id), inArray(orderForms.revision, [1, revision])))
  const of = (wanted: number) => {
    const row = rows.find(({ revision: found }) => found === wanted)
    return row && openForm(row)
  }
  return { first: of(1), last: of(revision) }
}

/** Keeps another revision of a form, with what of it stands in the order's own row. The order is locked by `lockOrder`. */
export async function addRevision(
  tx: Transaction,
  form: NewForm,
  order: Partial<typeof orders.$inferInsert> = {},
): Promise<void> {
  await tx.insert(orderForms).values(sealForm(form))
  await tx
    .update(orders)
    .set({
      ...order,
      fingerprints: peopleFingerprints(form.typed),
      revision: form.revision,
      updatedAt: new Date(),
    })
    .where(eq(orders.id, form.orderId))
}
