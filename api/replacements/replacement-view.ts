import { otherKeys } from '../../db/certificates.ts'
import { readConfirmation } from '../../db/confirmation.ts'
import type { Database } from '../../db/database.ts'
import { openOrderOf, type OrderRow } from '../../db/orders.ts'
import { viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'

/** What only a replacement has. */
export async function replacementPart(
  db: Database,
  { id, certificateId, keyFate, holderNumber, state }: OrderRow,
): Promise<Pick<OrderView, 'replacement'>> {
  const [certificate, report, keys, confirmation] = await Promise.all([
    viewConcerned(db, certificateId!),
    openOrderOf(db, certificateId!, 'lossReport'),
    otherKeys(db, holderNumber ?? '', certificateId!),
    state === 'materialsUploaded' ? readConfirmation(db, id) : undefined,
  ])
  const replacement = {
    certificate,
    fate: keyFate ?? 'lost',
    lossReportNo: report?.no ?? null,
    signing: confirmation ? { digest: confirmation.digest, otherKeys: keys.length } : null,
  }
  return { replacement }
}
