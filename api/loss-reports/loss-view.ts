import type { Database } from '../../db/database.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { openOrderOf, viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'
import type { OrderRow } from '../orders/order-view.ts'

/** What only a report of loss has. */
export async function viewLoss(
  db: Database,
  { certificateId, createdAt, state, waitsUntil }: OrderRow,
): Promise<NonNullable<OrderView['loss']>> {
  const [certificate, replacement] = await Promise.all([
    viewConcerned(db, certificateId!),
    openOrderOf(db, certificateId!, 'replacement'),
  ])
  const inTime = state === 'held' && waitsUntil !== null && waitsUntil > new Date()
  return {
    certificate,
    reportedAt: createdAt.toISOString(),
    liftUntil: inTime ? waitsUntil.toISOString() : null,
    replacementNo: replacement?.no ?? null,
    replacementMade:
      replacement !== undefined && stateAfter('replacement', replacement.state, 'keyFound') === undefined,
  }
}
