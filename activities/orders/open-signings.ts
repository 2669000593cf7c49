import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { signers, signingParts } from '../../db/schema/signing.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { now } from '../clock.ts'

export type OpenSigningActivities = ReturnType<typeof openSigningActivities>

/** What becomes of requests for signatures whose certificate is held or ends. */
export function openSigningActivities({ db }: { db: Database }) {
  return {
    /** The open requests for signatures by a certificate. */
    async signingsBy({ certificateId }: { certificateId: string }): Promise<{ orderIds: string[] }> {
      const asked = db
        .select({ id: signingParts.orderId })
        .from(signingParts)
        .innerJoin(signers, eq(signers.id, signingParts.signerId))
        .where(and(eq(signers.certificateId, certificateId), isNull(signingParts.signedAt)))
      const rows = await db
        .select({ id: orders.id })
        .from(orders)
        .where(
          and(
            isNull(orders.endedAt),
            or(
              and(eq(orders.certificateId, certificateId), eq(orders.kind, 'signing')),
              and(inArray(orders.id, asked), eq(orders.state, 'awaitingSigners')),
            ),
          ),
        )
      return { orderIds: rows.map(({ id }) => id) }
    },

    /** Whether the certificate of a request still signs. */
    async isInUse({ orderId }: { orderId: string }): Promise<boolean> {
      const [row] = await db
        .select({ certificate: certificates })
        .from(orders)
        .innerJoin(certificates, eq(certificates.id, orders.certificateId))
        .where(eq(orders.id, orderId))
      return row !== undefined && standingOf(row.certificate, now()) === 'active'
    },
  }
}
