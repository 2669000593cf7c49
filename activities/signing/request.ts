import { createHash } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { certificates, hostedKeys, subjectKeys } from '../../db/schema/certificates.ts'
import { documents as files, orders } from '../../db/schema/orders.ts'
import { signers, signingDocuments, signingParts } from '../../db/schema/signing.ts'
import { provingCertificate } from '../../db/proofings.ts'
import { namingOf } from '../../db/signers.ts'
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
  /** Which certificate of an order: the one that it made, or that it is about, or by which somebody proves themselves. */
  of: 'made' | 'about' | 'proving'
  /** How that has to stand. */
  standings: readonly CertificateStanding[]
  /** Whose phone: the signer's, or the one that the order names. */
  phone: 'signer' | 'named'
}

const uses: Record<AuthorisationPurpose, Use> = {
  activation: { of: 'made', standings: ['issued'], phone: 'named' },
  signing: { of: 'about', standings: ['active'], phone: 'signer' },
  hashSigning: { of: 'about', standings: ['active'], phone: 'signer' },
  consent: { of: 'about', standings: ['active', 'expired'], phone: 'signer' },
  lifting: { of: 'about', standings: ['held'], phone: 'signer' },
  binding: { of: 'about', standings: ['active'], phone: 'named' },
  proofing: { of: 'proving', standings: ['active'], phone: 'signer' },
}

/** Who of several answers: the signer of a part, or one that was chosen. */
export interface Answering {
  partId?: string | null
  signerId?: string | null
}

export type SignerRow = typeof signers.$inferSelect
export type PartRow = typeof signingParts.$inferSelect

/** The part of a signer in a request with several, and that signer. */
async function partOf(db: Database, orderId: string, partId: string) {
  const [found] = await db
    .select({ part: signingParts, signer: signers })
    .from(signingParts)
    .innerJoin(signers, eq(signers.id, signingParts.signerId))
    .where(and(eq(signingParts.id, partId), eq(signingParts.orderId, orderId)))
  if (!found) throw permanentFailure('NotFound', 'the request has no such part')
  return found
}

/** Somebody who was made a signer, taken back or not. */
async function signerWith(db: Database, id: string): Promise<SignerRow | undefined> {
  const [found] = await db.select().from(signers).where(eq(signers.id, id))
  return found
}

/** Who signs by a certificate where nobody else is named: the first that is not taken back. */
async function firstSigner(db: Database, certificateId: string): Promise<SignerRow | undefined> {
  const [first] = await db
    .select()
    .from(signers)
    .where(and(eq(signers.certificateId, certificateId), isNull(signers.takenBackAt)))
    .orderBy(asc(signers.createdAt))
    .limit(1)
  return first
}

/** The check that found a certificate for what the order's form says now. @throws NotProofed when there is none. */
async function checkOf(db: Database, orderId: string) {
  const { proofedFacts } = await readOrder(db, orderId)
  const proving = await provingCertificate(db, orderId, proofedFacts)
  if (!proving) throw permanentFailure('NotProofed', 'no certificate was found for these facts')
  return proving.check
}

/**
 * The certificate that a code of an order is about, with its wrapped key, its signer and the phone that the code is for; of
 * a request with several signers that of one part; of hashes that of the signer who was asked. `isSigners`: only whoever
 * holds the signer's phone may answer. @throws CertificateNotInUse when nothing is done by it now.
 */
export async function hostedSigner(
  db: Database,
  orderId: string,
  purpose: AuthorisationPurpose,
  { partId, signerId }: Answering = {},
) {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId))
  if (!order) throw permanentFailure('NotFound', 'order not found')
  const { of, standings, phone } = uses[purpose]
  const asked = partId ? await partOf(db, orderId, partId) : undefined
  const check = of === 'proving' ? await checkOf(db, orderId) : undefined
  const certificateId = check?.certificateId ?? asked?.signer.certificateId ?? order.certificateId
  const [found] = await db
    .select({ certificate: certificates, spki: subjectKeys.spki, wrapped: hostedKeys.wrapped })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(hostedKeys, eq(hostedKeys.keyId, subjectKeys.id))
    .where(
      of === 'made'
        ? and(eq(certificates.orderId, orderId), eq(certificates.purpose, 'signing'))
        : eq(certificates.id, certificateId!),
    )
  if (!found) throw permanentFailure('NotFound', 'the order has no hosted certificate')
  if (!standings.includes(standingOf(found.certificate, now())))
    throw permanentFailure('CertificateNotInUse', 'the certificate is not in use')
  const signer =
    asked?.signer ?? (signerId ? await signerWith(db, signerId) : await firstSigner(db, found.certificate.id))
  // The signer is whose phone was bound, not whoever a later form names.
  const isSigners = phone === 'signer'
  const naming = isSigners ? undefined : await namingOf(db, orderId)
  const { form } = await readOrder(db, isSigners ? (signer?.orderId ?? found.certificate.orderId) : orderId)
  const bound = isSigners && signer && unseal('signerPhone', [signer.id], signer.phone)
  return {
    ...{ ...found, order, form, signer, part: asked?.part, naming, check, isSigners },
    phone: bound || (naming ?? form.operator).phone,
  }
}

const sha256Of = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')

/** That what a document is now came of what it was by signatures of ours alone: only the HSM knows it. */
const signedMac = (vault: KeyVault, documentId: string, original: string, signed: string): Buffer =>
  Buffer.from(vault.mac(JSON.stringify(['signed', documentId, original, signed])))

/**
 * The documents of a signing request in their order, each with its name and the hash of what was uploaded; `body`: as it
 * is now, with the signatures that others have made. Places are those of the part, where there are parts.
 * @throws Refused when something else than our own signatures has changed it.
 */
export async function documentsToSign(
  { db, documentStore, vault }: SigningDeps,
  orderId: string,
  part?: Pick<PartRow, 'places'>,
) {
  const rows = await db
    .select({ document: signingDocuments, file: files })
    .from(signingDocuments)
    .innerJoin(files, eq(files.id, signingDocuments.documentId))
    .where(eq(signingDocuments.orderId, orderId))
    .orderBy(asc(signingDocuments.createdAt), asc(signingDocuments.id))
  return Promise.all(
    rows.map(async ({ document, file }) => {
      const { id, signedId } = document
      const original = await documentStore.read(file)
      const sha256 = sha256Of(original)
      return {
        ...{ id, sha256, signedId },
        name: unseal('documentName', [id], document.name),
        places: part ? (part.places[id] ?? []) : document.places,
        body: signedId === null ? original : await signedBody(document, sha256),
      }
    }),
  )

  async function signedBody(
    { id, signedId, signedMac: mac }: typeof signingDocuments.$inferSelect,
    original: string,
  ): Promise<Buffer> {
    const [file] = await db.select().from(files).where(eq(files.id, signedId!))
    const body = await documentStore.read(file!)
    if (!mac || !signedMac(vault, id, original, sha256Of(body)).equals(mac))
      throw permanentFailure('Refused', 'the document is not what was signed here')
    return body
  }
}

/** What is written beside a document that was signed or stamped: it can be signed again. */
export const macOfSigned = (
  vault: KeyVault,
  { id, sha256 }: { id: string; sha256: string },
  body: Uint8Array,
): Buffer => signedMac(vault, id, sha256, sha256Of(body))

/** The picture of the seal of a certificate, and its hash; undefined where none was made. */
export async function sealOf(
  db: Database,
  certificateId: string,
): Promise<{ picture: Uint8Array; sha256: string } | undefined> {
  const seal = await sealOfCertificate(db, certificateId)
  return seal && { picture: seal.picture, sha256: createHash('sha256').update(seal.picture).digest('hex') }
}
