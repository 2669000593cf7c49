import { eq } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { mayFollow, type CertificateState } from '../../domain/certificate-states.ts'
import { revocationReasons } from '../../pki/crl.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'

type CertificateRow = typeof certificates.$inferSelect

export type RevocationActivities = ReturnType<typeof revocationActivities>

/** Hold, release and revocation of certificates; each by the table of states, each once. */
export function revocationActivities({ db }: { db: Database }) {
  async function change(
    { certificateId, orderId }: { certificateId: string; orderId: string },
    to: CertificateState,
    values: (row: CertificateRow) => Partial<CertificateRow>,
  ): Promise<void> {
    await db.transaction(async (tx: Transaction) => {
      const byId = eq(certificates.id, certificateId)
      const [row] = await tx.select().from(certificates).where(byId).for('update')
      if (!row) throw permanentFailure('NotFound', 'certificate not found')
      if (row.state === to) return
      if (!mayFollow(row.state, to)) throw permanentFailure('WrongState', `${row.state} cannot become ${to}`)
      await tx
        .update(certificates)
        .set({ ...values(row), state: to })
        .where(byId)
      const action = to === 'active' ? 'released' : to
      await audit(tx, {
        actor: 'worker:ca',
        action: `certificate.${action}`,
        subject: orderId,
        detail: { serial: row.serial },
      })
      await notifyOrderChanged(tx, orderNo(orderId))
    })
  }

  return {
    /** Puts a certificate on hold (certificateHold). `reportedAt`: epoch ms. */
    async holdCertificate(request: {
      certificateId: string
      orderId: string
      reportedAt: number
    }): Promise<void> {
      await change(request, 'held', () => ({
        revokedAt: now(),
        revocationReason: revocationReasons.certificateHold,
        invalidityDate: new Date(request.reportedAt),
      }))
    },

    /** Takes a hold back: the certificate is good again, and leaves the CRL. */
    async releaseCertificate(request: { certificateId: string; orderId: string }): Promise<void> {
      await change(request, 'active', () => ({
        revokedAt: null,
        revocationReason: null,
        invalidityDate: null,
      }))
    },

    /** Revokes a certificate for good. `invalidityDate`: epoch ms since when the key may have been in other hands. */
    async revokeCertificate(request: {
      certificateId: string
      orderId: string
      reason: Exclude<keyof typeof revocationReasons, 'certificateHold'>
      invalidityDate?: number
    }): Promise<void> {
      await change(request, 'revoked', (row) => ({
        revokedAt: now(),
        revocationReason: revocationReasons[request.reason],
        invalidityDate:
          request.invalidityDate === undefined ? row.invalidityDate : new Date(request.invalidityDate),
      }))
    },
  }
}
