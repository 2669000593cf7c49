import { ApplicationFailure } from '@temporalio/common'
import { and, eq } from 'drizzle-orm'
import { checkApplicationForm, type ApplicationForm } from '../../domain/application-form.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { openTyped } from '../../db/sealed-forms.ts'
import { firstTyped } from '../../db/holder-forms.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { permanentFailure } from '../idempotency.ts'

export interface StoredOrder {
  order: typeof orders.$inferSelect
  form: ApplicationForm
  /** Fingerprints of the stored revision. */
  proofedFacts: string
  digest: string
}

/** The order and its last saved form. @throws InvalidInput when the form is not complete. */
export async function readOrder(db: Database | Transaction, orderId: string): Promise<StoredOrder> {
  const [row] = await db
    .select({ order: orders, form: orderForms })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(eq(orders.id, orderId))
  if (!row) throw permanentFailure('NotFound', 'order or form not found')
  const check = checkApplicationForm(openTyped(row.form), row.order.product)
  if (!check.complete) throw permanentFailure('FormIncomplete', 'the stored form is not complete')
  return {
    order: row.order,
    form: check.form,
    proofedFacts: row.form.proofedFacts,
    digest: row.form.digest,
  }
}

/** The same; undefined once the form was wiped, when there is nobody left to tell. */
export async function readUnlessWiped(
  db: Database | Transaction,
  orderId: string,
): Promise<StoredOrder | undefined> {
  return readOrder(db, orderId).catch((error: unknown) => {
    if (error instanceof ApplicationFailure && error.type === 'FormIncomplete') return undefined
    throw error
  })
}

/** The operator's phone that an order began with: where it changes, the old one. @throws InvalidInput */
export async function phoneUntilNow(
  db: Database,
  { id, product }: Pick<StoredOrder['order'], 'id' | 'product'>,
): Promise<string> {
  const check = checkApplicationForm(await firstTyped(db, id), product)
  if (!check.complete) throw permanentFailure('NotFound', 'the order began with no form')
  return check.form.operator.phone
}
