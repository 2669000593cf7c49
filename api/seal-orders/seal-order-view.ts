import type { Database } from '../../db/database.ts'
import type { OrderRows } from '../../db/order-rows.ts'
import type { OrderRow } from '../../db/orders.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { viewConcerned } from '../holders/certificates.ts'
import { holderData } from '../orders/on-key-view.ts'
import type { OrderView, TypedForm } from '../orders/order-schema.ts'

/** What an order of a seal shows besides: the certificate that it is for, and whether that has one already. */
export async function sealOrderPart(
  db: Database,
  { certificateId, holderName }: OrderRow,
  { form }: OrderRows,
): Promise<Pick<OrderView, 'form' | 'problems' | 'sealOrder'>> {
  const [certificate, old] = await Promise.all([
    viewConcerned(db, certificateId!),
    sealOfCertificate(db, certificateId!),
  ])
  const sealOrder = { certificate, holderName: holderName ?? '', replaces: old !== undefined }
  return { form: holderData((form?.typed ?? null) as TypedForm | null), problems: [], sealOrder }
}
