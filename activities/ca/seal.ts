import { and, eq, isNull } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
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
  return {
    /**
     * 制章: binds the picture of a seal to its certificate by the maker's signature, once; the first that is stored
     * counts. Nothing is signed for a certificate that was given up meanwhile.
     */
    async signSeal({ sealId }: { sealId: string }): Promise<void> {
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
      if (seal.der || !der || certificate.state === 'revoked') return
      const follows = order.certificateId && (await sealOfCertificate(db, order.certificateId))
      if (!hasSeal(order) && !follows) throw permanentFailure('Refused', 'the order has no seal')

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
        const first = await tx
          .update(seals)
          .set({ der: made, madeAt: now() })
          .where(and(bySeal, isNull(seals.der)))
          .returning({ id: seals.id })
        if (first.length === 0) return
        const { id, kind } = seal
        const { serial } = certificate
        await audit(tx, {
          ...{ actor: 'worker:ca', action: 'seal.made', subject: order.id },
          detail: { sealId: id, kind, serial },
        })
        await notifyOrderChanged(tx, orderNo(order.id))
      })
    },
  }
}
