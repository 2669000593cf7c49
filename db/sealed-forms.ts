import type { orderForms } from './schema/orders.ts'
import { seal, unseal } from './sealed-columns.ts'

type SealedRow = typeof orderForms.$inferSelect
export type NewForm = Omit<typeof orderForms.$inferInsert, 'typed'> & { typed: unknown }

/** One saved revision of an order's form, opened. */
export type FormRow = Omit<SealedRow, 'typed'> & { typed: unknown }

/** What was typed in a revision of a form; nothing (`{}`) once it was wiped. @throws Error when it is not this row's. */
export function openTyped({
  orderId,
  revision,
  typed,
}: Pick<SealedRow, 'orderId' | 'revision' | 'typed'>): unknown {
  return typed ? unseal('typed', [orderId, revision], typed) : {}
}

/** The row with its form opened. @throws Error when it is not this row's. */
export function openForm(row: SealedRow): FormRow {
  return { ...row, typed: openTyped(row) }
}

/** The row to be written. */
export function sealForm(form: NewForm): typeof orderForms.$inferInsert {
  return { ...form, typed: seal('typed', [form.orderId, form.revision], form.typed) }
}
