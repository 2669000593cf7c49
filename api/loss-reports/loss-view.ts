import type { Database } from '../../db/database.ts'
import { openOrderOf, type OrderRow } from '../../db/orders.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { replacementKinds } from '../../domain/replacement.ts'
import { viewAuthorisation } from '../signings/authorisation-view.ts'
import { viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'

/** What only a report of loss has. */
export async function lossPart(
  db: Database,
  { id, certificateId, createdAt, state, waitsUntil }: OrderRow,
): Promise<Pick<OrderView, 'loss'>> {
  const [certificate, replacement, code] = await Promise.all([
    viewConcerned(db, certificateId!),
    openOrderOf(db, certificateId!, ...replacementKinds),
    viewAuthorisation(db, id),
  ])
  const inTime = state === 'held' && waitsUntil !== null && waitsUntil > new Date()
  const loss = {
    certificate,
    reportedAt: createdAt.toISOString(),
    liftUntil: inTime ? waitsUntil.toISOString() : null,
    code,
    replacementNo: replacement?.no ?? null,
    replacementMade:
      replacement !== undefined && stateAfter(replacement.kind, replacement.state, 'keyFound') === undefined,
  }
  return { loss }
}
