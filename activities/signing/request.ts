import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { certificates, hostedKeys, subjectKeys } from '../../db/schema/certificates.ts'
import { documents as files, orders } from '../../db/schema/orders.ts'
import { signers, signingDocuments } from '../../db/schema/signing.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { unseal } from '../../db/sealed-columns.ts'
import type { KeyVault } from '../../pki/key-vault.ts'
import type { AuthorisationPurpose } from '../../domain/authorisation.ts'
import { standingOf, type CertificateStanding } from '../../domain/certificate-states.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'

export interface SigningDeps {
  db: Database
  vault: KeyVault
  documentStore: DocumentStore
}

interface Use {
  /** Which certificate of an order: the one that it made, or that it is about. */
  of: 'made' | 'about'
  /** How that has to stand. */
  standings: readonly CertificateStanding[]
  /** Whose phone: the signer's, or the one that the order names. */
  phone: 'signer' | 'named'
}

const uses: Record<AuthorisationPurpose, Use> = {
  activation: { of: 'made', standings: ['issued'], phone: 'named' },
  signing: { of: 'about', standings: ['active'], phone: 'signer' },
  consent: { of: 'about', standings: ['active', 'expired'], phone: 'signer' },
  binding: { of: 'about', standings: ['active'], phone: 'named' },
}

/**
 * The certificate that a code of an order is about, with its wrapped key and the phone that the code is for.
 * `isSigners`: only whoever holds the phone that activated it may answer. @throws CertificateNotInUse when nothing is
 * done by it now.
 */
export async function hostedSigner(db: Database, orderId: string, purpose: AuthorisationPurpose) {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId))
  if (!order) throw permanentFailure('NotFound', 'order not found')
  const { of, standings, phone } = uses[purpose]
  const [found] = await db
    .select({
      certificate: certificates,
      spki: subjectKeys.spki,
      wrapped: hostedKeys.wrapped,
      signer: signers,
    })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(hostedKeys, eq(hostedKeys.keyId, subjectKeys.id))
    .leftJoin(signers, eq(signers.certificateId, certificates.id))
    .where(
      of === 'made'
        ? and(eq(certificates.orderId, orderId), eq(certificates.purpose, 'signing'))
        : eq(certificates.id, order.certificateId!),
    )
  if (!found) throw permanentFailure('NotFound', 'the order has no hosted certificate')
  if (!standings.includes(standingOf(found.certificate, now())))
    throw permanentFailure('CertificateNotInUse', 'the certificate is not in use')
  // The signer is whose phone was bound, not whoever a later form names.
  const isSigners = phone === 'signer'
  const named = isSigners ? (found.signer?.orderId ?? found.certificate.orderId) : orderId
  const { form } = await readOrder(db, named)
  return { ...found, order, form, phone: form.operator.phone, isSigners }
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
