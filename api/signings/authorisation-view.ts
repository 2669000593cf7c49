import { liveAuthorisation, sealingKey } from '../../db/authorisations.ts'
import type { Database } from '../../db/database.ts'
import { authorisationRules } from '../../domain/authorisation.ts'
import type { AuthorisationView } from '../orders/order-schema.ts'

/** The code of an order that a signer can type in now; null while there is none. */
export async function viewAuthorisation(
  db: Database,
  orderId: string,
  partId?: string,
): Promise<AuthorisationView | null> {
  const [live, key] = await Promise.all([liveAuthorisation(db, orderId, partId), sealingKey(db)])
  if (!live || !key) return null
  const { id, phoneMasked, expiresAt, createdAt } = live
  return {
    id,
    sentTo: phoneMasked,
    expiresAt: expiresAt.toISOString(),
    resendAt: new Date(createdAt.getTime() + authorisationRules.resendAfterSeconds * 1000).toISOString(),
    sealTo: Buffer.from(key).toString('base64'),
  }
}
