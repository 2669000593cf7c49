import { eq } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { apiClients } from '../../db/schema/api-clients.ts'
import { hashSignings } from '../../db/schema/signing.ts'
import type { KeyVault } from '../../pki/key-vault.ts'
import { permanentFailure } from '../idempotency.ts'
import type { hostedSigner } from './request.ts'

type Signer = Awaited<ReturnType<typeof hostedSigner>>
type HashesToSign = Awaited<ReturnType<typeof hashesToSign>>

/** The hashes of an order, as a code authorises them, and whose they are. @throws NotFound. */
export async function hashesToSign(db: Database, orderId: string) {
  const [found] = await db
    .select({ row: hashSignings, clientName: apiClients.name })
    .from(hashSignings)
    .innerJoin(apiClients, eq(apiClients.id, hashSignings.clientId))
    .where(eq(hashSignings.orderId, orderId))
  if (!found) throw permanentFailure('NotFound', 'the order has no hashes')
  const { clientId, algorithm, hashes } = found.row
  return { clientName: found.clientName, authorised: { clientId, algorithm, hashes } }
}

/** Signs hashes by a wrapped key, which comes back once for all of them. What comes back keeps the signatures. */
export function keepSignatures(
  vault: KeyVault,
  { certificate, order, spki, wrapped }: Signer,
  { authorised: { clientId, algorithm, hashes } }: HashesToSign,
): (tx: Transaction) => Promise<void> {
  const signed = vault.signHashes(
    { spki, wrapped },
    hashes.map((hash) => ({ algorithm, value: Buffer.from(hash, 'base64') })),
  )
  const signatures = signed.map((signature) => Buffer.from(signature).toString('base64'))
  return async (tx) => {
    await tx.update(hashSignings).set({ signatures }).where(eq(hashSignings.orderId, order.id))
    await audit(tx, {
      actor: 'worker:signing',
      action: 'hashes.signed',
      subject: order.id,
      detail: { serial: certificate.serial, count: signatures.length, client: clientId },
    })
  }
}
