import { and, eq, isNull } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificateHolds, certificates } from '../../db/schema/certificates.ts'
import {
  certificateAfter,
  revocationReasons,
  type CertificateEvent,
  type RevocationReason,
} from '../../domain/certificate-states.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'

type CertificateRow = typeof certificates.$inferSelect

interface Request {
  certificateId: string
  /** The order that wants it. */
  orderId: string
}

/** One move of a certificate by the table of its states, written down and told; nothing where it stands there already. */
async function move(
  tx: Transaction,
  row: CertificateRow,
  orderId: string,
  event: CertificateEvent,
  values: Partial<CertificateRow>,
): Promise<void> {
  const state = certificateAfter(row.state, event)
  if (!state) throw permanentFailure('WrongState', `a certificate that is ${row.state} cannot be ${event}`)
  await tx
    .update(certificates)
    .set({ ...values, state })
    .where(eq(certificates.id, row.id))
  const reason = values.revocationReason
  await audit(tx, {
    actor: 'worker:ca',
    action: `certificate.${event}`,
    subject: orderId,
    detail: { serial: row.serial, ...(typeof reason === 'number' && { reason }) },
  })
  for (const order of new Set([orderId, row.orderId])) await notifyOrderChanged(tx, orderNo(order))
}

/**
 * The one place that revokes. One that was on hold counts as revoked since then: what was signed meanwhile must not
 * become good. `since`: from when the key may have been in other hands.
 */
export async function revoke(
  tx: Transaction,
  row: CertificateRow,
  { orderId, reason, since }: { orderId: string; reason: RevocationReason; since?: Date | undefined },
): Promise<void> {
  if (row.state === 'revoked') return
  const at = now()
  await move(tx, row, orderId, 'revoked', {
    revokedAt: row.revokedAt ?? at,
    revocationReason: revocationReasons[reason],
    invalidityDate: since ?? row.invalidityDate,
  })
  const open = and(eq(certificateHolds.certificateId, row.id), isNull(certificateHolds.releasedAt))
  await tx.update(certificateHolds).set({ releasedAt: at }).where(open)
}

export type RevocationActivities = ReturnType<typeof revocationActivities>

/** Hold, release and revocation of certificates; each by the table of states, each once. */
export function revocationActivities({ db }: { db: Database }) {
  /** Runs a change with the certificate's row locked. */
  const change = (
    { certificateId }: Request,
    body: (tx: Transaction, row: CertificateRow) => Promise<void>,
  ): Promise<void> =>
    db.transaction(async (tx) => {
      const byId = eq(certificates.id, certificateId)
      const [row] = await tx.select().from(certificates).where(byId).for('update')
      if (!row) throw permanentFailure('NotFound', 'certificate not found')
      await body(tx, row)
    })

  return {
    /**
     * Puts a certificate on hold (certificateHold) for an order; it is on hold as long as any order wants it so.
     * `reportedAt`: epoch ms since when the key may have been in other hands.
     */
    async holdCertificate(request: Request & { reportedAt: number }): Promise<void> {
      const { certificateId, orderId } = request
      await change(request, async (tx, row) => {
        if (row.state !== 'held') {
          await move(tx, row, orderId, 'held', {
            revokedAt: now(),
            revocationReason: revocationReasons.certificateHold,
            invalidityDate: new Date(request.reportedAt),
          })
        }
        await tx
          .insert(certificateHolds)
          .values({ certificateId, orderId, heldAt: now() })
          .onConflictDoNothing()
      })
    },

    /** Takes an order's hold back: the certificate is good again, and leaves the CRL, unless another order holds it. */
    async releaseCertificate(request: Request): Promise<void> {
      const { certificateId, orderId } = request
      await change(request, async (tx, row) => {
        if (row.state === 'revoked') throw permanentFailure('WrongState', 'the certificate is revoked')
        const open = and(
          eq(certificateHolds.certificateId, certificateId),
          isNull(certificateHolds.releasedAt),
        )
        await tx
          .update(certificateHolds)
          .set({ releasedAt: now() })
          .where(and(open, eq(certificateHolds.orderId, orderId)))
        const others = await tx
          .select({ id: certificateHolds.id })
          .from(certificateHolds)
          .where(open)
          .limit(1)
        if (row.state !== 'held' || others.length > 0) return
        await move(tx, row, orderId, row.activatedAt ? 'released' : 'releasedUndelivered', {
          revokedAt: null,
          revocationReason: null,
          invalidityDate: null,
        })
      })
    },

    /** Revokes a certificate for good. `invalidityDate`: epoch ms since when the key may have been in other hands. */
    async revokeCertificate(
      request: Request & { reason: RevocationReason; invalidityDate?: number },
    ): Promise<void> {
      const { orderId, reason, invalidityDate } = request
      const since = invalidityDate === undefined ? undefined : new Date(invalidityDate)
      await change(request, (tx, row) => revoke(tx, row, { orderId, reason, since }))
    },
  }
}
