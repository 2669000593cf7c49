import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { currentDocument } from '../../db/documents.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { seals } from '../../db/schema/seals.ts'
import { certificateToSeal, sealOfCertificate } from '../../db/seals.ts'
import { holderName } from '../../domain/application-form.ts'
import { hasSeal, products } from '../../domain/products.ts'
import { nameIn } from '../../pki/seal.ts'
import { drawSeal } from '../../signing/seal-picture.ts'
import { sampleSeal } from '../../signing/seal-sample.ts'
import { now } from '../clock.ts'
import { readOrder } from './form.ts'

export type SealActivities = ReturnType<typeof sealActivities>

export function sealActivities({ db, documentStore }: { db: Database; documentStore: DocumentStore }) {
  return {
    /** Whether an imprint was uploaded to an order, which a reviewer has to look at. */
    async hasImprint({ orderId }: { orderId: string }): Promise<{ shown: boolean }> {
      return { shown: (await currentDocument(db, orderId, 'sealSample')) !== undefined }
    },

    /**
     * Keeps the picture of a seal for the certificate of an order, once: that of the imprint which a reviewer has seen, or
     * a generated one; where none was ordered, as the certificate that is followed had one. Null where that had none, the
     * certificate has ended, or is in another name than the imprint.
     */
    async pictureSeal({ orderId }: { orderId: string }): Promise<{ sealId: string | null }> {
      const { order, form } = await readOrder(db, orderId)
      const old =
        hasSeal(order) || !order.certificateId ? undefined : await sealOfCertificate(db, order.certificateId)
      if (!hasSeal(order) && !old) return { sealId: null }
      const certificate = await certificateToSeal(db, order, now())
      if (!certificate) return { sealId: null }
      const ofOrder = and(eq(seals.orderId, orderId), eq(seals.certificateId, certificate.id))
      const [known] = await db.select({ id: seals.id }).from(seals).where(ofOrder)
      if (known) return { sealId: known.id }
      const name = nameIn(certificate.der!)
      const shape = products[order.product].subject
      const sample = await currentDocument(db, orderId, 'sealSample')
      const kind = old?.kind ?? (sample ? 'sampled' : 'generated')
      // An imprint says the name that it was taken with.
      const imprintOf = old?.name ?? holderName(form).normalize('NFC')
      if (kind === 'sampled' && imprintOf !== name) return { sealId: null }
      const { png, width, height } =
        kind === 'generated'
          ? await drawSeal({ shape, name })
          : old
            ? { png: old.picture, width: old.width, height: old.height }
            : await sampleSeal(await documentStore.read(sample!), shape)
      return db.transaction(async (tx) => {
        await tx
          .insert(seals)
          .values({
            ...{ orderId, certificateId: certificate.id, kind, name },
            ...{ picture: png, width, height },
          })
          .onConflictDoNothing()
        await notifyOrderChanged(tx, orderNo(orderId))
        const [row] = await tx.select({ id: seals.id }).from(seals).where(ofOrder)
        return { sealId: row!.id }
      })
    },
  }
}
