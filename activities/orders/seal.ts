import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { currentDocument } from '../../db/documents.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { seals } from '../../db/schema/seals.ts'
import { holderName } from '../../domain/application-form.ts'
import { inHands } from '../../domain/certificate-states.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { hasSeal, products } from '../../domain/products.ts'
import { drawSeal } from '../../signing/seal-picture.ts'
import { sampleSeal } from '../../signing/seal-sample.ts'
import { readOrder } from './form.ts'

export type SealActivities = ReturnType<typeof sealActivities>

export function sealActivities({ db, documentStore }: { db: Database; documentStore: DocumentStore }) {
  return {
    /**
     * Keeps the picture of a seal for the certificate of an order, once: that of the imprint which a reviewer has seen, or
     * a generated one; where it follows another certificate, as that had one. Null where none was ordered, or the
     * certificate was given up already.
     */
    async pictureSeal({ orderId }: { orderId: string }): Promise<{ sealId: string | null }> {
      const { order, form } = await readOrder(db, orderId)
      const old = order.certificateId ? await sealOfCertificate(db, order.certificateId) : undefined
      if (!hasSeal(order) && !old) return { sealId: null }
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
      const name = holderName(form).normalize('NFC')
      const shape = products[order.product].subject
      const sample = await currentDocument(db, orderId, 'sealSample')
      // An imprint says the name that it was taken with.
      if (old?.kind === 'sampled' && old.name !== name) return { sealId: null }
      const { png, width, height } =
        old?.kind === 'sampled'
          ? { png: old.picture, width: old.width, height: old.height }
          : sample
            ? await sampleSeal(await documentStore.read(sample), shape)
            : await drawSeal({ shape, name })
      const kind = old?.kind ?? (sample ? 'sampled' : 'generated')
      return db.transaction(async (tx) => {
        await tx
          .insert(seals)
          .values({
            ...{ orderId, certificateId: certificate.id, kind, name },
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
