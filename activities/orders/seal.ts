import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { seals } from '../../db/schema/seals.ts'
import { inHands } from '../../domain/certificate-states.ts'
import { drawSeal } from '../../signing/seal-picture.ts'
import { readOrder } from './form.ts'

export type SealActivities = ReturnType<typeof sealActivities>

export function sealActivities({ db }: { db: Database }) {
  return {
    /**
     * Keeps the picture of a seal for the certificate of an order, once. Null where none was ordered, or the certificate
     * was given up already.
     */
    async pictureSeal({ orderId }: { orderId: string }): Promise<{ sealId: string | null }> {
      const { order, form } = await readOrder(db, orderId)
      if (!order.priceItems.some(({ item }) => item === 'seal')) return { sealId: null }
      const [certificate] = await db
        .select({ id: certificates.id })
        .from(certificates)
        .where(
          and(
            eq(certificates.orderId, orderId),
            isNotNull(certificates.der),
            inArray(certificates.state, [...inHands]),
          ),
        )
        .orderBy(desc(certificates.createdAt))
        .limit(1)
      if (!certificate) return { sealId: null }
      const ofCertificate = eq(seals.certificateId, certificate.id)
      const [known] = await db.select({ id: seals.id }).from(seals).where(ofCertificate)
      if (known) return { sealId: known.id }
      const name = form.organisation.name.normalize('NFC')
      const { png, width, height } = await drawSeal({ shape: 'organisation', name })
      return db.transaction(async (tx) => {
        await tx
          .insert(seals)
          .values({
            ...{ orderId, certificateId: certificate.id, kind: 'generated', name },
            ...{ picture: png, width, height },
          })
          .onConflictDoNothing()
        await notifyOrderChanged(tx, orderNo(orderId))
        const [row] = await tx.select({ id: seals.id }).from(seals).where(ofCertificate)
        return { sealId: row!.id }
      })
    },
  }
}
