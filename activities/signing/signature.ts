import { heartbeat } from '@temporalio/activity'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { Certificate, OCSPRequest } from 'pkijs'
import { config } from '../../config.ts'
import { audit } from '../../db/audit.ts'
import { authorityCertificate, latestCrl } from '../../db/authority.ts'
import { certificates } from '../../db/schema/certificates.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { documents as files, orders } from '../../db/schema/orders.ts'
import { signingDocuments } from '../../db/schema/signing.ts'
import { issuerIds } from '../../domain/certificate-kinds.ts'
import { buffer } from '../../pki/der.ts'
import { urlsOf } from '../../pki/issuers.ts'
import { tokenOf } from '../../pki/timestamp-verify.ts'
import { addValidationData, signPdf, stampPdf, type Stamp } from '../../signing/pades.ts'
import { now } from '../clock.ts'
import { requestTimestamp } from '../timestamp/client.ts'
import type { documentsToSign, hostedSigner, sealOf, SigningDeps } from './request.ts'

const PDF = 'application/pdf'
const ANSWER_MS = 10_000

type Signer = Awaited<ReturnType<typeof hostedSigner>>
type Seal = Awaited<ReturnType<typeof sealOf>>
type ToSign = Awaited<ReturnType<typeof documentsToSign>>

/** Certificates of our own CAs (DER), the root last. @throws Error before the key ceremony. */
async function ownChain(db: Database): Promise<Uint8Array[]> {
  const found = await Promise.all(issuerIds.toReversed().map((id) => authorityCertificate(db, id)))
  return found.map((der) => {
    if (!der) throw new Error('the authority has not published its certificates yet')
    return der
  })
}

/** Stamps of the authority below one of these. */
const stampBy =
  (chain: readonly Uint8Array[]): Stamp =>
  async (data) =>
    tokenOf((await requestTimestamp(chain.at(-1)!, data)).reply)

/**
 * Signs documents by a wrapped key (PAdES B-T), all of them before anything is kept: what comes back keeps them in one
 * transaction. @throws Error when there is no time stamp, or the HSM is away: nothing was signed then.
 */
export async function signDocuments(
  { db, vault, documentStore }: SigningDeps,
  { certificate, order, spki, wrapped, documents, seal }: Signer & { documents: ToSign; seal: Seal },
): Promise<(tx: Transaction) => Promise<void>> {
  const chain = await ownChain(db)
  const stamp = stampBy(chain)
  const sign = (data: Uint8Array) => Promise.resolve(vault.sign({ spki, wrapped }, [data])[0]!)
  const signer = { certificate: certificate.der!, chain: chain.slice(0, -1), sign }
  // By the clock of the world, as its time stamp is: what a verifier compares.
  const signed: { id: string; body: Uint8Array }[] = []
  for (const { id, body, places } of documents) {
    const appearance = seal && places.length > 0 && { picture: seal.picture, places }
    signed.push({
      id,
      body: await signPdf(body, { signer, stamp, at: new Date(), ...(appearance && { appearance }) }),
    })
    heartbeat()
  }
  return async (tx) => {
    for (const { id, body } of signed) {
      const kept = await documentStore.save({ orderId: order.id, kind: 'signed', contentType: PDF, body }, tx)
      await tx.update(signingDocuments).set({ signedId: kept.id }).where(eq(signingDocuments.id, id))
    }
    await audit(tx, {
      actor: 'worker:signing',
      action: 'documents.signed',
      subject: order.id,
      detail: { serial: certificate.serial, count: signed.length },
    })
  }
}

/** What our OCSP responder says of a certificate now (RFC 6960, DER). @throws Error when it says nothing. */
async function statusNow(der: Uint8Array, issuer: Uint8Array): Promise<Uint8Array> {
  const request = new OCSPRequest()
  await request.createForCertificate(Certificate.fromBER(buffer(der)), {
    hashAlgorithm: 'SHA-1',
    issuerCertificate: Certificate.fromBER(buffer(issuer)),
  })
  const answer = await fetch(urlsOf('issuing', config('authority').PKI_URL).ocsp!, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: Buffer.from(request.toSchema(true).toBER()),
    signal: AbortSignal.timeout(ANSWER_MS),
  })
  if (!answer.ok) throw new Error(`the OCSP responder answered ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

export type StampingActivities = ReturnType<typeof stampingActivities>

export function stampingActivities({ db, documentStore }: Omit<SigningDeps, 'vault'>) {
  return {
    /**
     * Adds what it takes to verify the signatures when nobody can be asked any more, and stamps the whole (PAdES B-LTA). A
     * document that is stamped stays as it is.
     */
    async stampDocuments({ orderId }: { orderId: string }): Promise<void> {
      const rows = await db
        .select({ id: signingDocuments.id, file: files, certificate: certificates.der })
        .from(signingDocuments)
        .innerJoin(files, eq(files.id, signingDocuments.signedId))
        .innerJoin(orders, eq(orders.id, signingDocuments.orderId))
        .innerJoin(certificates, eq(certificates.id, orders.certificateId))
        .where(and(eq(signingDocuments.orderId, orderId), isNull(signingDocuments.stampedAt)))
        .orderBy(asc(signingDocuments.createdAt), asc(signingDocuments.id))
      const [first] = rows
      if (!first) return
      const chain = await ownChain(db)
      const crls = await Promise.all(issuerIds.map((id) => latestCrl(db, id)))
      const data = {
        certificates: [first.certificate!, ...chain],
        ocsps: [await statusNow(first.certificate!, chain[0]!)],
        crls: crls.flatMap((crl) => (crl?.der ? [crl.der] : [])),
      }
      const stamp = stampBy(chain)
      for (const { id, file } of rows) {
        const body = await stampPdf(await addValidationData(await documentStore.read(file), data), stamp)
        await db.transaction(async (tx) => {
          const unstamped = and(eq(signingDocuments.id, id), isNull(signingDocuments.stampedAt))
          const [still] = await tx.select().from(signingDocuments).where(unstamped).for('update')
          // Another try of this activity was faster.
          if (!still) return
          const kept = await documentStore.save({ orderId, kind: 'signed', contentType: PDF, body }, tx)
          await tx
            .update(signingDocuments)
            .set({ signedId: kept.id, stampedAt: now() })
            .where(eq(signingDocuments.id, id))
          await tx.update(files).set({ replacedAt: now() }).where(eq(files.id, file.id))
        })
      }
      await notifyOrderChanged(db, orderNo(orderId))
    },
  }
}
