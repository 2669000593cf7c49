import type { Database } from '../../db/database.ts'
import { hashSigningOf } from '../../db/hash-signings.ts'
import type { OrderRow } from '../../db/orders.ts'
import { viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'
import { viewAuthorisation } from '../signings/authorisation-view.ts'

/** What only signatures for another system have. */
export async function hashSigningPart(
  db: Database,
  { id, certificateId }: OrderRow,
): Promise<Pick<OrderView, 'hashSigning'>> {
  const [certificate, found, code] = await Promise.all([
    viewConcerned(db, certificateId!),
    hashSigningOf(db, id),
    viewAuthorisation(db, id),
  ])
  const { clientName, hashes, words, handedOutAt } = found!
  return {
    hashSigning: {
      ...{ client: clientName, certificate, code, count: hashes.length },
      description: words?.description ?? '',
      labels: words?.labels ?? [],
      handedOutAt: handedOutAt?.toISOString() ?? null,
    },
  }
}
