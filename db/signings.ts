import { and, asc, count, eq } from 'drizzle-orm'
import { authorisationRules, type SealPlace } from '../domain/authorisation.ts'
import { deadlines } from '../domain/deadlines.ts'
import { standingOf } from '../domain/certificate-states.ts'
import { findCertificate } from './certificates.ts'
import type { Database, Transaction } from './database.ts'
import type { DocumentStore } from './document-store.ts'
import { hostedHolder } from './holder-forms.ts'
import { operatorOf } from './operators.ts'
import { notifyOrderChanged } from './order-changed.ts'
import { createOrder, lockOrder, type OrderRow } from './orders.ts'
import { documents as files } from './schema/orders.ts'
import { signingDocuments, signingRequests } from './schema/signing.ts'
import { seal, unseal } from './sealed-columns.ts'
import { signersOf } from './signers.ts'

/**
 * Begins to sign by a hosted certificate, or to have others sign with its holder as the sender; undefined when nobody can
 * sign by it now.
 */
export const createSigning = (
  db: Database,
  kind: 'signing' | 'signingRequest',
  certificateId: string,
  language: OrderRow['language'],
): Promise<OrderRow | undefined> =>
  createForSigner(db, kind, certificateId, language, async (tx, { id: orderId }) => {
    if (kind === 'signingRequest')
      await tx.insert(signingRequests).values({ orderId, openDays: deadlines.usualRequestDays })
  })

/** Begins an order about the use of a hosted certificate, with what belongs to it `besides`; undefined likewise. */
export async function createForSigner(
  db: Database,
  kind: 'signing' | 'signingRequest' | 'hashSigning',
  certificateId: string,
  language: OrderRow['language'],
  besides?: (tx: Transaction, order: OrderRow) => Promise<void>,
): Promise<OrderRow | undefined> {
  const found = await findCertificate(db, certificateId)
  if (!found || standingOf(found.certificate, new Date()) !== 'active') return undefined
  if (found.certificate.supersededBy) return undefined
  const [signer] = await signersOf(db, [certificateId])
  const holder = await hostedHolder(db, found.certificate)
  if (!signer || !holder) return undefined
  const { product, holderNumber, holderName } = holder.order
  const { typed, complete, proofedFacts, digest } = holder.stored
  const { operatorFingerprint, operatorPhone } = operatorOf(holder.form.operator)
  return createOrder(
    db,
    {
      ...{ kind, product, holderNumber, holderName, operatorFingerprint, operatorPhone, language },
      certificateId,
    },
    // Whom to tell: a copy, wiped when it comes to nothing.
    { typed, complete, proofedFacts, digest },
    besides,
  )
}

/** The documents of a signing request in their order, with their names. */
export async function signingDocumentsOf(db: Database, orderId: string) {
  const rows = await db
    .select()
    .from(signingDocuments)
    .where(eq(signingDocuments.orderId, orderId))
    .orderBy(asc(signingDocuments.createdAt), asc(signingDocuments.id))
  return rows.map((row) => ({ ...row, name: unseal('documentName', [row.id], row.name) }))
}

/** Adds a document to a request that is still being put together. Gives whether there was room for it. */
export async function addSigningDocument(
  { db, documents }: { db: Database; documents: DocumentStore },
  order: OrderRow,
  { name, body, pages }: { name: string; body: Uint8Array; pages: number },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockOrder(tx, order.id)
    const ofOrder = eq(signingDocuments.orderId, order.id)
    const [counted] = await tx.select({ there: count() }).from(signingDocuments).where(ofOrder)
    if (counted!.there >= authorisationRules.documents) return false
    const kept = await documents.save(
      { orderId: order.id, kind: 'toSign', contentType: 'application/pdf', body },
      tx,
    )
    await tx.insert(signingDocuments).values({
      ...{ id: kept.id, orderId: order.id, documentId: kept.id, pages, places: [] },
      name: seal('documentName', [kept.id], name),
    })
    await notifyOrderChanged(tx, order.no)
    return true
  })
}

/** Takes a document out of a request. */
export async function removeSigningDocument(
  { db, documents }: { db: Database; documents: DocumentStore },
  order: OrderRow,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(signingDocuments)
      .where(and(eq(signingDocuments.id, id), eq(signingDocuments.orderId, order.id)))
      .returning({ documentId: signingDocuments.documentId })
    for (const { documentId } of gone) {
      await tx.update(files).set({ replacedAt: new Date() }).where(eq(files.id, documentId))
      await documents.remove(documentId)
    }
    await notifyOrderChanged(tx, order.no)
  })
}

/** A document of a request as it is now, signed or not: its name and bytes. */
export async function readSigningDocument(
  { db, documents }: { db: Database; documents: DocumentStore },
  orderId: string,
  id: string,
): Promise<{ name: string; body: Buffer } | undefined> {
  const [row] = await db
    .select()
    .from(signingDocuments)
    .where(and(eq(signingDocuments.id, id), eq(signingDocuments.orderId, orderId)))
  if (!row) return undefined
  const [file] = await db
    .select()
    .from(files)
    .where(eq(files.id, row.signedId ?? row.documentId))
  return { name: unseal('documentName', [row.id], row.name), body: await documents.read(file!) }
}

/** Says where the seal stands on a document of a request. */
export async function placeSeals(
  db: Database,
  order: OrderRow,
  id: string,
  places: SealPlace[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(signingDocuments)
      .set({ places })
      .where(and(eq(signingDocuments.id, id), eq(signingDocuments.orderId, order.id)))
    await notifyOrderChanged(tx, order.no)
  })
}
