import { heartbeat } from '@temporalio/activity'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { config } from '../../config.ts'
import { audit } from '../../db/audit.ts'
import { authorityCertificate, latestCrl } from '../../db/authority.ts'
import { certificates } from '../../db/schema/certificates.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { documents as files, orders } from '../../db/schema/orders.ts'
import { signers, signingDocuments, signingParts } from '../../db/schema/signing.ts'
import { issuerIds } from '../../domain/certificate-kinds.ts'
import { urlsOf } from '../../pki/issuers.ts'
import { ocspRequest } from '../../pki/ocsp.ts'
import { addValidationData, signPdf, stampPdf } from '../../signing/pades.ts'
import { now } from '../clock.ts'
import { stampBelow } from '../timestamp/client.ts'
import { documentsToSign, macOfSigned, type hostedSigner, type sealOf, type SigningDeps } from './request.ts'

const PDF = 'application/pdf'
const ANSWER_MS = 10_000

type Signer = Awaited<ReturnType<typeof hostedSigner>>
type Seal = Awaited<ReturnType<typeof sealOf>>
type ToSign = Awaited<ReturnType<typeof documentsToSign>>

/** Only what is still the version that was signed or stamped: somebody else may have been faster. */
const unchanged = ({ id, signedId }: { id: string; signedId: string | null }) =>
  and(
    eq(signingDocuments.id, id),
    signedId === null ? isNull(signingDocuments.signedId) : eq(signingDocuments.signedId, signedId),
  )

/** Certificates of our own CAs (DER), the root last. @throws Error before the key ceremony. */
async function ownChain(db: Database): Promise<Uint8Array[]> {
  const found = await Promise.all(issuerIds.toReversed().map((id) => authorityCertificate(db, id)))
  return found.map((der) => {
    if (!der) throw new Error('the authority has not published its certificates yet')
    return der
  })
}

/**
 * Signs documents by a wrapped key (PAdES B-T), all of them before anything is kept: what comes back keeps them in one
 * transaction. @throws Error when there is no time stamp, or the HSM is away: nothing was signed then.
 */
export async function signDocuments(
  { db, vault, documentStore }: SigningDeps,
  { certificate, order, part, spki, wrapped, documents, seal }: Signer & { documents: ToSign; seal: Seal },
): Promise<(tx: Transaction) => Promise<void>> {
  const chain = await ownChain(db)
  const stamp = stampBelow(chain.at(-1)!)
  const sign = (data: Uint8Array) => Promise.resolve(vault.sign({ spki, wrapped }, [data])[0]!)
  const signer = { certificate: certificate.der!, chain: chain.slice(0, -1), sign }
  // By the clock of the world, as its time stamp is: what a verifier compares.
  const signed: { document: ToSign[number]; body: Uint8Array }[] = []
  for (const document of documents) {
    const { body, places } = document
    const appearance = seal && places.length > 0 && { picture: seal.picture, places }
    signed.push({
      document,
      body: await signPdf(body, { signer, stamp, at: new Date(), ...(appearance && { appearance }) }),
    })
    heartbeat()
  }
  return async (tx) => {
    for (const { document, body } of signed) {
      const kept = await documentStore.save({ orderId: order.id, kind: 'signed', contentType: PDF, body }, tx)
      const [written] = await tx
        .update(signingDocuments)
        .set({ signedId: kept.id, signedMac: macOfSigned(vault, document, body), stampedAt: null })
        .where(unchanged(document))
        .returning({ id: signingDocuments.id })
      if (!written) throw new Error('another signature came in between')
      if (document.signedId)
        await tx.update(files).set({ replacedAt: now() }).where(eq(files.id, document.signedId))
    }
    if (part) await tx.update(signingParts).set({ signedAt: now() }).where(eq(signingParts.id, part.id))
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
  const answer = await fetch(urlsOf('issuing', config('authority').PKI_URL).ocsp!, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: Buffer.from(await ocspRequest(der, issuer)),
    signal: AbortSignal.timeout(ANSWER_MS),
  })
  if (!answer.ok) throw new Error(`the OCSP responder answered ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

export type StampingActivities = ReturnType<typeof stampingActivities>

/** The certificates (DER) that signed in these parts of a request; without parts the one that it is about. */
async function signedBy(db: Database, orderId: string, partIds?: readonly string[]): Promise<Uint8Array[]> {
  const found = partIds
    ? await db
        .selectDistinct({ der: certificates.der })
        .from(signingParts)
        .innerJoin(signers, eq(signers.id, signingParts.signerId))
        .innerJoin(certificates, eq(certificates.id, signers.certificateId))
        .where(and(eq(signingParts.orderId, orderId), inArray(signingParts.id, [...partIds])))
    : await db
        .select({ der: certificates.der })
        .from(orders)
        .innerJoin(certificates, eq(certificates.id, orders.certificateId))
        .where(eq(orders.id, orderId))
  return found.map(({ der }) => der!)
}

export function stampingActivities(deps: SigningDeps) {
  const { db, documentStore, vault } = deps
  return {
    /**
     * Adds what it takes to verify the signatures when nobody can be asked any more, and stamps the whole (PAdES B-LTA). A
     * document that is stamped stays as it is. `partIds`: the parts of a request that were signed since it was stamped last.
     */
    async stampDocuments({ orderId, partIds }: { orderId: string; partIds?: string[] }): Promise<void> {
      const unstamped = await db
        .select({ id: signingDocuments.id })
        .from(signingDocuments)
        .where(and(eq(signingDocuments.orderId, orderId), isNull(signingDocuments.stampedAt)))
      if (unstamped.length === 0) return
      const documents = await documentsToSign(deps, orderId)
      const chain = await ownChain(db)
      const holders = await signedBy(db, orderId, partIds)
      const crls = await Promise.all(issuerIds.map((id) => latestCrl(db, id)))
      const data = {
        certificates: [...holders, ...chain],
        ocsps: await Promise.all(holders.map((der) => statusNow(der, chain[0]!))),
        crls: crls.flatMap((crl) => (crl?.der ? [crl.der] : [])),
      }
      const stamp = stampBelow(chain.at(-1)!)
      for (const document of documents.filter(({ id }) => unstamped.some((row) => row.id === id))) {
        const body = await stampPdf(await addValidationData(document.body, data), stamp)
        await db.transaction(async (tx) => {
          const [still] = await tx.select().from(signingDocuments).where(unchanged(document)).for('update')
          // Another try of this activity was faster.
          if (!still || still.stampedAt) return
          const kept = await documentStore.save({ orderId, kind: 'signed', contentType: PDF, body }, tx)
          await tx
            .update(signingDocuments)
            .set({ signedId: kept.id, signedMac: macOfSigned(vault, document, body), stampedAt: now() })
            .where(eq(signingDocuments.id, document.id))
          await tx.update(files).set({ replacedAt: now() }).where(eq(files.id, document.signedId!))
        })
      }
      await notifyOrderChanged(db, orderNo(orderId))
    },
  }
}
