import { eq } from 'drizzle-orm'
import type { AuditRow } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { auditRowsAbout, auditRowsBetween, findBundle } from '../../db/evidence.ts'
import { ordersAbout } from '../../db/orders.ts'
import { hashAt } from '../../db/audit.ts'
import { evidenceBundles, type Attested, type AuditProof } from '../../db/schema/evidence.ts'
import { authorityCertificate, delegateCertificate } from '../../pki/authority.ts'
import { assembleSignedData, DATA, prepareSignedAttributes } from '../../pki/cms.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { ocspRequest } from '../../pki/ocsp.ts'
import { ocspResponder } from '../../pki/ocsp-responder.ts'
import { contentOf, leafOf } from '../audit/chain.ts'
import { headFiles, headOver } from '../audit/heads.ts'
import { permanentFailure } from '../idempotency.ts'
import { requestTimestamp } from '../timestamp/client.ts'
import { statusLookup } from './certificate-status.ts'

export type CaEvidenceActivities = ReturnType<typeof caEvidenceActivities>

export function caEvidenceActivities({ db, hsm, folder }: { db: Database; hsm: Hsm; folder: string }) {
  /** What leads from a row of the audit log to a head that was signed over it. */
  async function proofOf(row: AuditRow): Promise<AuditProof | undefined> {
    const seq = row.seq!
    const over = headOver(hsm, folder, { seq, at: row.at })
    if (!over) return undefined
    const later = await auditRowsBetween(db, seq, over.head.seq)
    return {
      seq,
      content: contentOf(row, seq),
      before: (await hashAt(db, seq - 1)) ?? '',
      after: later.map((next) => leafOf(next, next.seq!)),
      head: over.name,
    }
  }

  async function mustFind(id: string) {
    const found = await findBundle(db, id)
    if (!found) throw permanentFailure('NotFound', 'no such bundle of evidence')
    return found
  }

  return {
    /** How a certificate stands now, and which rows of the audit log are about it, so that anybody can verify both. */
    async attestCertificate({ bundleId }: { bundleId: string }): Promise<void> {
      const { bundle, certificate } = await mustFind(bundleId)
      if (bundle.attested) return
      if (!certificate.der) throw permanentFailure('NotFound', 'the certificate is not issued')
      const at = new Date()
      const answer = ocspResponder(hsm, statusLookup(db), (error) => {
        throw error
      })
      const request = await ocspRequest(certificate.der, authorityCertificate(hsm, certificate.issuer))
      const ocsp = Buffer.from(await answer(request, at)).toString('base64')
      const about = await ordersAbout(db, certificate)
      const rows = await auditRowsAbout(
        db,
        certificate.serial,
        about.map(({ id }) => id),
      )
      const proofs: AuditProof[] = []
      for (const row of rows) {
        const proof = await proofOf(row)
        if (proof) proofs.push(proof)
      }
      const heads = headFiles(hsm, folder, [...new Set(proofs.map(({ head }) => head))])
      const attested: Attested = { at: at.toISOString(), ocsp, proofs, heads }
      await db.update(evidenceBundles).set({ attested }).where(eq(evidenceBundles.id, bundleId))
    },

    /**
     * Signs the manifest of a bundle, once, and has the signature stamped.
     * @throws Error while the timestamp authority is away.
     */
    async signManifest({ bundleId }: { bundleId: string }): Promise<void> {
      const { bundle } = await mustFind(bundleId)
      if (bundle.signature) return
      if (!bundle.manifest) throw permanentFailure('NotFound', 'nothing was gathered')
      const certificate = delegateCertificate(hsm, 'evidence')
      const content = Buffer.from(bundle.manifest)
      const attributes = prepareSignedAttributes({ contentType: DATA, content, certificate })
      const signature = assembleSignedData({
        ...{ contentType: DATA, attributes, certificate },
        signature: hsm.signAs('evidence', attributes),
        enclosed: [certificate, authorityCertificate(hsm, 'issuing')],
      })
      const { reply } = await requestTimestamp(authorityCertificate(hsm, 'root'), signature)
      await db
        .update(evidenceBundles)
        .set({ signature, stamp: reply })
        .where(eq(evidenceBundles.id, bundleId))
    },
  }
}
