import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { checkApplicationForm } from '../domain/application-form.ts'
import { confirmationText } from '../domain/confirmation.ts'
import { materialsOf } from '../domain/products.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { openTyped } from './sealed-forms.ts'
import { certificates } from './schema/certificates.ts'
import { confirmations, documents, orderForms, orders } from './schema/orders.ts'

export interface Confirmation {
  text: string
  /** SHA-256 of the text, hex. */
  digest: string
}

/** What there is to confirm of a replacement as it stands; undefined while its form is not complete. */
export async function readConfirmation(db: Database, orderId: string): Promise<Confirmation | undefined> {
  const [row] = await db
    .select({ order: orders, form: orderForms, serial: certificates.serial })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .innerJoin(certificates, eq(certificates.id, orders.certificateId))
    .where(eq(orders.id, orderId))
  if (!row) return undefined
  const check = checkApplicationForm(openTyped(row.form), row.order.product)
  if (!check.complete) return undefined
  const { no, keyFate, payBy, priceItems } = row.order
  const files = await db
    .select({ kind: documents.kind, sha256: documents.sha256 })
    .from(documents)
    .where(and(eq(documents.orderId, orderId), isNull(documents.replacedAt)))
  const wanted = new Set<string>(materialsOf(row.order))
  const text = confirmationText({
    no,
    replaces: { serial: row.serial, keyFate: keyFate ?? 'lost' },
    payBy,
    priceItems,
    form: check.form,
    materials: Object.fromEntries(
      files.filter(({ kind }) => wanted.has(kind)).map(({ kind, sha256 }) => [kind, sha256]),
    ),
  })
  return { text, digest: createHash('sha256').update(text).digest('hex') }
}

/** Keeps that another key of the holder has signed; a signature of before counts no more. `serial`: of its certificate. */
export async function keepSignature(
  db: Database,
  signed: Omit<typeof confirmations.$inferInsert, 'way' | 'codeId'>,
  serial: string,
): Promise<void> {
  const { orderId, digest } = signed
  await db.transaction(async (tx) => {
    await tx.delete(confirmations).where(eq(confirmations.orderId, orderId))
    await tx.insert(confirmations).values({ ...signed, way: 'holderKey' })
    await audit(tx, {
      actor: 'applicant',
      action: 'confirmation.signed',
      subject: orderId,
      detail: { digest, way: 'holderKey', serial },
    })
  })
}
