import { readConfirmation } from '../../db/confirmation.ts'
import type { Database } from '../../db/database.ts'
import { openOrderOf, otherKeys, viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'
import type { OrderRow } from '../orders/order-view.ts'

/** What only a replacement has. */
export async function viewReplacement(
  db: Database,
  { id, certificateId, keyFate, uscc, state }: OrderRow,
): Promise<NonNullable<OrderView['replacement']>> {
  const [certificate, report, keys, confirmation] = await Promise.all([
    viewConcerned(db, certificateId!),
    openOrderOf(db, certificateId!, 'lossReport'),
    otherKeys(db, uscc ?? '', certificateId!),
    state === 'materialsUploaded' ? readConfirmation(db, id) : undefined,
  ])
  return {
    certificate,
    fate: keyFate ?? 'lost',
    lossReportNo: report?.no ?? null,
    signing: confirmation ? { digest: confirmation.digest, otherKeys: keys.length } : null,
  }
}
