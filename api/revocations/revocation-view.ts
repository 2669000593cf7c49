import type { Database } from '../../db/database.ts'
import { readRevocation, revocationSubject } from '../../db/revocations.ts'
import { viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'
import { codeTimes, liveCode, type CodeRow, type OrderRow } from '../orders/order-view.ts'

/** What only a revocation has. */
export async function viewRevocation(
  db: Database,
  { id, certificateId }: OrderRow,
  codes: CodeRow[],
): Promise<NonNullable<OrderView['revocation']>> {
  const [certificate, request] = await Promise.all([
    viewConcerned(db, certificateId!),
    readRevocation(db, id),
  ])
  const code = liveCode(codes, 'revocation', revocationSubject(id))
  return {
    certificate,
    origin: request!.origin,
    reason: request!.reason,
    code: code ? codeTimes(code) : null,
  }
}
