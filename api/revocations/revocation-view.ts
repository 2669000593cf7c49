import type { Database } from '../../db/database.ts'
import type { OrderRows } from '../../db/order-rows.ts'
import type { OrderRow } from '../../db/orders.ts'
import { readRevocation, revocationSubject } from '../../db/revocations.ts'
import { viewConcerned } from '../holders/certificates.ts'
import { codeTimes, liveCode } from '../orders/code-view.ts'
import type { OrderView } from '../orders/order-schema.ts'

/** What only a revocation has. */
export async function revocationPart(
  db: Database,
  { id, certificateId }: OrderRow,
  { codes }: OrderRows,
): Promise<Pick<OrderView, 'revocation'>> {
  const [certificate, request] = await Promise.all([
    viewConcerned(db, certificateId!),
    readRevocation(db, id),
  ])
  const code = liveCode(codes, 'revocation', revocationSubject(id))
  const { origin, reason } = request!
  return { revocation: { certificate, origin, reason, code: code ? codeTimes(code) : null } }
}
