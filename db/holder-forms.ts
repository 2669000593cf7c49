import { and, desc, eq, inArray, notInArray, or } from 'drizzle-orm'
import { checkApplicationForm, type ApplicationForm } from '../domain/application-form.ts'
import { kindsThat } from '../domain/kinds/kinds.ts'
import type { Database, Transaction } from './database.ts'
import { openForm, openTyped, type FormRow } from './sealed-forms.ts'
import { subjectKeys, type certificates } from './schema/certificates.ts'
import { orderForms, orders } from './schema/orders.ts'

/** A complete form of an order that is done. */
export interface HolderForm {
  stored: FormRow
  form: ApplicationForm
  order: typeof orders.$inferSelect
  at: Date
}

/** What was typed in the first revision of an order, before anything was changed or chosen in it. */
export async function firstTyped(db: Database | Transaction, orderId: string): Promise<unknown> {
  const [first] = await db
    .select()
    .from(orderForms)
    .where(and(eq(orderForms.orderId, orderId), eq(orderForms.revision, 1)))
  return first && openTyped(first)
}

/** A change of data counts once it has come to its end: until then nobody has proved the new phone. */
export const provedByNow = or(
  notInArray(orders.kind, [...kindsThat('writesKeyInHand'), ...kindsThat('followsHosted')]),
  eq(orders.state, 'completed'),
)

/** Forms of what this holder had done with this key, the newest first. */
export async function holderForms(
  db: Database | Transaction,
  tokenSerial: string,
  holderNumber: string,
): Promise<HolderForm[]> {
  const made = db
    .select({ id: subjectKeys.orderId })
    .from(subjectKeys)
    .where(eq(subjectKeys.tokenSerial, tokenSerial))
  const rows = await db
    .select({ form: orderForms, order: orders })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(
      and(
        eq(orders.holderNumber, holderNumber),
        eq(orders.state, 'completed'),
        notInArray(orders.kind, kindsThat('copiesForm')),
        or(eq(orders.tokenSerial, tokenSerial), inArray(orders.id, made)),
      ),
    )
    .orderBy(desc(orders.createdAt))
  return rows.flatMap(holderForm)
}

/** What the holder of a hosted certificate has told last: when it was made, or when something became of it. */
export async function hostedHolder(
  db: Database | Transaction,
  { id, orderId }: Pick<typeof certificates.$inferSelect, 'id' | 'orderId'>,
): Promise<HolderForm | undefined> {
  const rows = await db
    .select({ form: orderForms, order: orders })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(
      and(
        eq(orders.state, 'completed'),
        or(
          eq(orders.id, orderId),
          and(eq(orders.certificateId, id), inArray(orders.kind, kindsThat('followsHosted'))),
        ),
      ),
    )
    .orderBy(desc(orders.createdAt))
  return rows.flatMap(holderForm)[0]
}

function holderForm({
  form,
  order,
}: {
  form: typeof orderForms.$inferSelect
  order: typeof orders.$inferSelect
}): HolderForm[] {
  const stored = openForm(form)
  const check = checkApplicationForm(stored.typed, order.product)
  return check.complete ? [{ stored, form: check.form, order, at: order.endedAt ?? order.createdAt }] : []
}
