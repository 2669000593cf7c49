import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { and, eq, isNull } from 'drizzle-orm'
import { unzipSync, zipSync, type Zippable } from 'fflate'
import { authorityCertificate, latestCrl } from '../../db/authority.ts'
import type { Database } from '../../db/database.ts'
import type { DocumentRow, DocumentStore } from '../../db/document-store.ts'
import { bundlesBefore, evidenceOfOrder, findBundle, type OrderEvidence } from '../../db/evidence.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { ordersAbout } from '../../db/orders.ts'
import type { Attested } from '../../db/schema/evidence.ts'
import { evidenceBundles } from '../../db/schema/evidence.ts'
import { type confirmations, documents } from '../../db/schema/orders.ts'
import { issuerIds } from '../../domain/certificate-kinds.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'

// 证据包: what a court's expert needs to judge a certificate, each file named and hashed in a manifest that the CA signs.

const ZIP = 'application/zip'
const DAY = 86_400_000
/** What a holder signed belongs to them: its hash is evidence, its content is not ours to hand out. */
const hashedOnly: readonly DocumentRow['kind'][] = ['toSign', 'signed', 'evidence']

const own = (name: string) => readFileSync(new URL(name, import.meta.url))
const pem = (der: Uint8Array) => Buffer.from(new X509Certificate(der).toString())
const text = (content: string) => Buffer.from(content)
const base64 = (content: string) => Buffer.from(content, 'base64')
const json = (value: unknown) =>
  text(
    JSON.stringify(
      value,
      (_key, inner: unknown) => (inner instanceof Uint8Array ? Buffer.from(inner).toString('base64') : inner),
      2,
    ),
  )
const lines = (rows: readonly string[]) => text(rows.map((row) => `${row}\n`).join(''))

type Files = Record<string, Uint8Array>

function auditFiles({ proofs, heads }: Attested): Files {
  const files: Files = {}
  for (const { seq, content, before, after, head } of proofs) {
    files[`audit/${seq}/row`] = text(content)
    files[`audit/${seq}/before`] = text(before)
    files[`audit/${seq}/after`] = lines(after)
    files[`audit/${seq}/head`] = text(head)
  }
  for (const [name, content] of Object.entries(heads)) files[`heads/${name}`] = base64(content)
  return files
}

/** Each confirmation so that it can be verified by itself. */
function confirmationFiles(folder: string, rows: OrderEvidence[string] = []): Files {
  const files: Files = {}
  for (const [index, row] of (rows as (typeof confirmations.$inferSelect)[]).entries()) {
    const name = `${folder}/confirmations/${index + 1}`
    files[`${name}.statement`] = base64(row.statement)
    files[`${name}.signature`] = base64(row.signature)
    const key = row.publicKey.match(/.{1,64}/g)!.join('\n')
    files[`${name}.pem`] = text(`-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`)
  }
  return files
}

export type EvidenceActivities = ReturnType<typeof evidenceActivities>

export function evidenceActivities({ db, documentStore }: { db: Database; documentStore: DocumentStore }) {
  /** The files that an order has; one that cannot be read is said to be so, and holds nothing else back. */
  async function uploads(folder: string, rows: OrderEvidence[string] = []): Promise<Files> {
    const files: Files = {}
    for (const row of rows as DocumentRow[]) {
      if (hashedOnly.includes(row.kind)) continue
      const name = `${folder}/files/${row.kind}-${row.id}`
      try {
        files[`${name}.${row.contentType.split('/')[1]}`] = await documentStore.read(row)
      } catch (error) {
        files[`${name}.unreadable.txt`] = text((error as Error).name)
      }
    }
    return files
  }

  async function certificateFiles(der: Uint8Array, attested: Attested): Promise<Files> {
    const files: Files = {
      'certificate/certificate.pem': pem(der),
      'certificate/ocsp.der': base64(attested.ocsp),
    }
    for (const id of issuerIds) {
      const [issuer, crl] = await Promise.all([authorityCertificate(db, id), latestCrl(db, id)])
      if (issuer) files[`certificate/${id}.pem`] = pem(issuer)
      if (crl?.der) files[`certificate/${id}.crl`] = crl.der
    }
    return files
  }

  async function mustFind(id: string) {
    const found = await findBundle(db, id)
    if (!found) throw permanentFailure('NotFound', 'no such bundle of evidence')
    return found
  }

  const keepFile = (orderId: string, files: Zippable) =>
    documentStore.save({
      ...{ orderId, kind: 'evidence', contentType: ZIP },
      body: zipSync(files, { level: 0 }),
    })

  return {
    /** Puts everything together that is known of a certificate, and lists it in the manifest that is to be signed. */
    async gatherEvidence({ bundleId }: { bundleId: string }): Promise<void> {
      const { bundle, certificate } = await mustFind(bundleId)
      if (bundle.manifest) return
      if (!bundle.attested || !certificate.der) throw permanentFailure('NotFound', 'nothing was attested')
      const files: Files = {
        'README.txt': own('README.txt'),
        'verify.sh': own('verify.sh'),
        ...(await certificateFiles(certificate.der, bundle.attested)),
        ...auditFiles(bundle.attested),
      }
      for (const order of await ordersAbout(db, certificate)) {
        const folder = `orders/${order.no}`
        const evidence = await evidenceOfOrder(db, order.id)
        for (const [table, rows] of Object.entries(evidence)) files[`${folder}/${table}.json`] = json(rows)
        Object.assign(files, confirmationFiles(folder, evidence.confirmations))
        Object.assign(files, await uploads(folder, evidence.documents))
      }
      const manifest = Object.keys(files)
        .sort()
        .map((name) => `${createHash('sha256').update(files[name]!).digest('hex')}  ${name}\n`)
        .join('')
      const draft = await keepFile(certificate.orderId, files)
      const first = await db
        .update(evidenceBundles)
        .set({ manifest, documentId: draft.id })
        .where(and(eq(evidenceBundles.id, bundleId), isNull(evidenceBundles.manifest)))
        .returning({ id: evidenceBundles.id })
      // Another try was faster: what it gathered is what is signed.
      if (first.length === 0) await drop(draft.id)
    },

    /** Adds the manifest, the CA's signature and its time stamp. */
    async packEvidence({ bundleId }: { bundleId: string }): Promise<void> {
      const { bundle, certificate } = await mustFind(bundleId)
      const { manifest, signature, stamp, documentId, completedAt } = bundle
      if (completedAt || !documentId) return
      if (!manifest || !signature || !stamp) throw permanentFailure('NotFound', 'nothing was signed')
      const [draft] = await db.select().from(documents).where(eq(documents.id, documentId))
      const files = unzipSync(await documentStore.read(draft!))
      const whole = await keepFile(certificate.orderId, {
        ...files,
        'manifest.txt': text(manifest),
        'manifest.p7s': signature,
        'manifest.tsr': stamp,
      })
      await db
        .update(evidenceBundles)
        .set({ documentId: whole.id, completedAt: now() })
        .where(eq(evidenceBundles.id, bundleId))
      await drop(documentId)
      await notifyOrderChanged(db, orderNo(certificate.orderId))
    },

    /** Removes the files of bundles that were there to be taken long enough: another one is made at any time. */
    async removeOldEvidence(): Promise<void> {
      const before = new Date(now().getTime() - deadlines.evidenceDays * DAY)
      for (const { id } of await bundlesBefore(db, before)) await drop(id)
    },
  }

  async function drop(id: string): Promise<void> {
    await documentStore.remove(id)
    await db.delete(documents).where(eq(documents.id, id))
  }
}
