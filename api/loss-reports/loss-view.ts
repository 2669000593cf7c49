import type { Database } from '../../db/database.ts'
import { openOrderOf, type OrderRow } from '../../db/orders.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'

/** What only a report of loss has. */
export async function lossPart(
  db: Database,
  { certificateId, createdAt, state, waitsUntil }: OrderRow,
): Promise<Pick<OrderView, 'loss'>> {
  const [certificate, replacement] = await Promise.all([
    viewConcerned(db, certificateId!),
    openOrderOf(db, certificateId!, 'replacement'),
  ])
  const inTime = state === 'held' && waitsUntil !== null && waitsUntil > new Date()
  const loss = {
    certificate,
    reportedAt: createdAt.toISOString(),
    liftUntil: inTime ? waitsUntil.toISOString() : null,
    replacementNo: replacement?.no ?? null,
    replacementMade:
      replacement !== undefined && stateAfter('replacement', replacement.state, 'keyFound') === undefined,
  }
  return { loss }
}
