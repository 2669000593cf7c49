import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { audit } from '../../db/audit.ts'
import { hostedKeys, subjectKeys } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { isProtected } from '../../pki/key-evidence.ts'
import type { KeyVault } from '../../pki/key-vault.ts'
import { profileOf } from '../../pki/profiles.ts'
import { permanentFailure } from '../idempotency.ts'

export type HostedKeyActivities = ReturnType<typeof hostedKeyActivities>

export function hostedKeyActivities({ db, vault }: { db: Database; vault: KeyVault }) {
  return {
    /** Makes the key pair of an order in the HSM, once: the first that is stored counts, another is thrown away. */
    async makeHostedKey({ orderId }: { orderId: string }): Promise<{ keyId: string }> {
      const ofOrder = eq(subjectKeys.orderId, orderId)
      const [known] = await db.select({ id: subjectKeys.id }).from(subjectKeys).where(ofOrder)
      if (known) return { keyId: known.id }
      const [order] = await db.select({ product: orders.product }).from(orders).where(eq(orders.id, orderId))
      if (!order) throw permanentFailure('NotFound', 'order not found')
      const { spki, attributes, wrapped } = vault.make(profileOf(order.product).key)
      if (!isProtected(attributes, 'hsm'))
        throw permanentFailure('Refused', 'the HSM does not protect the key')
      return db.transaction(async (tx) => {
        const [written] = await tx
          .insert(subjectKeys)
          .values({ orderId, carrier: 'hsm', label: orderId, origin: 'hsm', spki, evidence: attributes })
          .onConflictDoNothing()
          .returning({ id: subjectKeys.id })
        if (written) {
          await tx.insert(hostedKeys).values({ keyId: written.id, wrapped })
          await audit(tx, { actor: 'worker:signing', action: 'key.hosted', subject: orderId })
          return { keyId: written.id }
        }
        const [other] = await tx.select({ id: subjectKeys.id }).from(subjectKeys).where(ofOrder)
        return { keyId: other!.id }
      })
    },
  }
}
