import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { payments } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { reviews } from '../../db/schema/review.ts'
import { seals } from '../../db/schema/seals.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { hasSeal, products } from '../../domain/products.ts'
import { authorityIssuer, delegateCertificate } from '../../pki/authority.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { assembleSeal, prepareSeal, sealFault } from '../../pki/seal.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'

export type SealSigningActivities = ReturnType<typeof sealSigningActivities>

export function sealSigningActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  /** What the CA looks at itself of a seal that was ordered by itself, whatever the process believes. */
  async function mustBeDue({ orderId, kind }: typeof seals.$inferSelect): Promise<void> {
    const [paid] = await db
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.orderId, orderId), eq(payments.accepted, true)))
    if (!paid) throw permanentFailure('Refused', 'order is not paid')
    if (kind === 'generated') return
    const [review] = await db.select().from(reviews).where(eq(reviews.orderId, orderId))
    if (review?.decision !== 'approved') throw permanentFailure('Refused', 'imprint is not approved')
  }

  return {
    /**
     * 制章: binds the picture of a seal to its certificate by the maker's signature, once; the first that is stored
     * counts, and takes the place of the seal that the certificate had. Nothing is signed for one that was given up meanwhile.
     */
    async signSeal({ sealId }: { sealId: string }): Promise<{ made: boolean }> {
      const bySeal = eq(seals.id, sealId)
      const [row] = await db
        .select({ seal: seals, certificate: certificates, order: orders })
        .from(seals)
        .innerJoin(certificates, eq(certificates.id, seals.certificateId))
        .innerJoin(orders, eq(orders.id, seals.orderId))
        .where(bySeal)
      if (!row?.certificate.der) throw permanentFailure('NotFound', 'seal or certificate not found')
      const { seal, certificate, order } = row
      const { der } = certificate
      if (seal.der) return { made: true }
      if (!der || certificate.state === 'revoked') return { made: false }
      const follows = order.certificateId && (await sealOfCertificate(db, order.certificateId))
      if (!hasSeal(order) && !follows) throw permanentFailure('Refused', 'the order has no seal')
      if (order.kind === 'sealOrder') await mustBeDue(seal)

      const info = prepareSeal({
        id: seal.id,
        holder: products[order.product].subject,
        name: seal.name,
        certificates: [der],
        createdAt: now(),
        notBefore: certificate.notBefore,
        notAfter: certificate.notAfter,
        picture: { png: seal.picture, width: seal.width, height: seal.height },
      })
      const made = assembleSeal(info, delegateCertificate(hsm, 'sealMaker'), hsm.signAs('sealMaker', info))
      // Read back as whoever relies on it does: name and certificate have to be one holder's.
      const issuer = authorityIssuer(hsm, 'issuing')
      const fault = sealFault(made, { certificate: der, issuer, at: certificate.notBefore })
      if (fault) throw permanentFailure('Refused', `the seal would be ${fault}`)
      await db.transaction(async (tx) => {
        const [first] = await tx.select().from(seals).where(bySeal).for('update')
        if (first?.der) return
        const madeAt = now()
        await tx
          .update(seals)
          .set({ replacedAt: madeAt })
          .where(and(eq(seals.certificateId, certificate.id), isNotNull(seals.der), isNull(seals.replacedAt)))
        await tx.update(seals).set({ der: made, madeAt }).where(bySeal)
        const { id, kind } = seal
        const { serial } = certificate
        await audit(tx, {
          ...{ actor: 'worker:ca', action: 'seal.made', subject: order.id },
          detail: { sealId: id, kind, serial },
        })
        await notifyOrderChanged(tx, orderNo(order.id))
      })
      return { made: true }
    },
  }
}
