import { latestCrl } from '../../db/authority.ts'
import type { Database } from '../../db/database.ts'
import { keepSealedTrail, unsealedTrail } from '../../db/trails.ts'
import { issuerIds } from '../../domain/certificate-kinds.ts'
import { authorityCertificate, delegateCertificate } from '../../pki/authority.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { addValidationData, signPdf, stampPdf } from '../../signing/pades.ts'
import { stampBelow } from '../timestamp/client.ts'

export type CaTrailActivities = ReturnType<typeof caTrailActivities>

export function caTrailActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /**
     * Signs a trail by the key of evidence, so that anybody verifies it for good (PAdES B-LTA).
     * @throws Error while the timestamp authority is away.
     */
    async sealTrail({ trailId }: { trailId: string }): Promise<void> {
      const pdf = await unsealedTrail(db, trailId)
      if (!pdf) return
      const certificate = delegateCertificate(hsm, 'evidence')
      const [issuing, root] = [authorityCertificate(hsm, 'issuing'), authorityCertificate(hsm, 'root')]
      const stamp = stampBelow(root)
      const sign = (data: Uint8Array) => Promise.resolve(hsm.signAs('evidence', data))
      const signer = { certificate, chain: [issuing], sign }
      const signed = await signPdf(pdf, { signer, stamp, at: new Date() })
      const crls = await Promise.all(issuerIds.map((id) => latestCrl(db, id)))
      const data = {
        ...{ certificates: [certificate, issuing, root], ocsps: [] },
        crls: crls.flatMap((crl) => (crl?.der ? [crl.der] : [])),
      }
      await keepSealedTrail(db, trailId, await stampPdf(await addValidationData(signed, data), stamp))
    },
  }
}
