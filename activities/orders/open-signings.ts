import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { now } from '../clock.ts'

export type OpenSigningActivities = ReturnType<typeof openSigningActivities>

/** What becomes of requests for signatures whose certificate is held or ends. */
export function openSigningActivities({ db }: { db: Database }) {
  return {
    /** The open requests for signatures by a certificate. */
    async signingsBy({ certificateId }: { certificateId: string }): Promise<{ orderIds: string[] }> {
      const rows = await db
        .select({ id: orders.id })
        .from(orders)
        .where(
          and(eq(orders.certificateId, certificateId), eq(orders.kind, 'signing'), isNull(orders.endedAt)),
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
