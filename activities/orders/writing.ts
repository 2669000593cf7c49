import { and, eq, isNull } from 'drizzle-orm'
import { holderOf } from '../../db/holders.ts'
import { signingCertificateOf } from '../../db/certificates.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged } from '../../db/order-changed.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { countingStates } from '../../db/writings.ts'
import { permanentFailure } from '../idempotency.ts'
import { readOrder } from './form.ts'

export type WritingActivities = ReturnType<typeof writingActivities>

export function writingActivities({ db }: { db: Database }) {
  return {
    /** Whether a certificate that counts in this writing is revoked, so that nothing is left to be written. */
    async readWritingStanding({ orderId }: { orderId: string }): Promise<{ revoked: boolean }> {
      const [order] = await db.select().from(orders).where(eq(orders.id, orderId))
      if (!order?.certificateId) throw permanentFailure('NotFound', 'certificate not found')
      const states = await countingStates(db, { orderId, oldCertificateId: order.certificateId })
      return { revoked: states.includes('revoked') }
    },

    /** The new certificate of an order takes the place of the one that the order is about. Gives the old one. */
    async supersedeCertificate({ orderId }: { orderId: string }): Promise<{ oldCertificateId: string }> {
      return db.transaction(async (tx) => {
        const [order] = await tx.select().from(orders).where(eq(orders.id, orderId))
        const next = await signingCertificateOf(tx, orderId)
        if (!order?.certificateId) throw permanentFailure('NotFound', 'certificate not found')
        const { certificateId, no } = order
        const { form } = await readOrder(tx, orderId)
        await tx
          .update(orders)
          .set(await holderOf(tx, form))
          .where(eq(orders.id, orderId))
        // Revoked since it was written: nothing follows the old one then.
        if (next) {
          await tx
            .update(certificates)
            .set({ supersededBy: next.certificate.id })
            .where(and(eq(certificates.id, certificateId), isNull(certificates.supersededBy)))
        }
        await notifyOrderChanged(tx, no)
        return { oldCertificateId: certificateId }
      })
    },
  }
}
