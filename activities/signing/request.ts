import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { certificates, hostedKeys, subjectKeys } from '../../db/schema/certificates.ts'
import { documents as files, orders } from '../../db/schema/orders.ts'
import { signingDocuments } from '../../db/schema/signing.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { unseal } from '../../db/sealed-columns.ts'
import type { KeyVault } from '../../pki/key-vault.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'

export interface SigningDeps {
  db: Database
  vault: KeyVault
  documentStore: DocumentStore
}

/**
 * The certificate that an order is about, or that it made, with its wrapped key and the phone of its signer.
 * @throws CertificateNotInUse when nobody can sign by it now.
 */
export async function hostedSigner(db: Database, orderId: string) {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId))
  if (!order) throw permanentFailure('NotFound', 'order not found')
  const ofOrder = order.certificateId
    ? eq(certificates.id, order.certificateId)
    : and(eq(certificates.orderId, orderId), eq(certificates.purpose, 'signing'))
  const [found] = await db
    .select({ certificate: certificates, spki: subjectKeys.spki, wrapped: hostedKeys.wrapped })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(hostedKeys, eq(hostedKeys.keyId, subjectKeys.id))
    .where(ofOrder)
  if (!found) throw permanentFailure('NotFound', 'the order has no hosted certificate')
  // The order that made it activates it, the others sign.
  const wanted = order.certificateId ? 'active' : 'issued'
  if (standingOf(found.certificate, now()) !== wanted)
    throw permanentFailure('CertificateNotInUse', 'the certificate is not in use')
  // The signer is who the certificate was issued to, not whoever a later form names.
  const { form } = await readOrder(db, found.certificate.orderId)
  return { ...found, order, form, phone: form.operator.phone }
}

/** The documents of a signing request in their order, each with its name and bytes, and the hash of what they are now. */
export async function documentsToSign(
  { db, documentStore }: { db: Database; documentStore: DocumentStore },
  orderId: string,
) {
  const rows = await db
    .select({ document: signingDocuments, file: files })
    .from(signingDocuments)
    .innerJoin(files, eq(files.id, signingDocuments.documentId))
    .where(eq(signingDocuments.orderId, orderId))
    .orderBy(asc(signingDocuments.createdAt), asc(signingDocuments.id))
  return Promise.all(
    rows.map(async ({ document: { id, name, places }, file }) => {
      const body = await documentStore.read(file)
      const sha256 = createHash('sha256').update(body).digest('hex')
      return { id, name: unseal('documentName', [id], name), places, body, sha256 }
    }),
  )
}

/** The picture of the seal of a certificate, and its hash; undefined where none was made. */
export async function sealOf(
  db: Database,
  certificateId: string,
): Promise<{ picture: Uint8Array; sha256: string } | undefined> {
  const seal = await sealOfCertificate(db, certificateId)
  return seal && { picture: seal.picture, sha256: createHash('sha256').update(seal.picture).digest('hex') }
}
