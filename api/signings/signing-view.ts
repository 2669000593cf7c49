import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { signingDocumentsOf } from '../../db/signings.ts'
import { viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'
import { viewAuthorisation } from './authorisation-view.ts'

const POINTS_PER_MM = 72 / 25.4

/** How large a seal of so many millimetres stands on paper, in points. */
export const sealSizeInPoints = ({ width, height }: { width: number; height: number }) => ({
  width: width * POINTS_PER_MM,
  height: height * POINTS_PER_MM,
})

/** The documents of a request, and the certificate that it is about. */
export async function documentsPart(
  db: Database,
  { id, no, certificateId }: OrderRow,
): Promise<NonNullable<OrderView['signing']>> {
  const [certificate, documents] = await Promise.all([
    certificateId ? viewConcerned(db, certificateId) : null,
    signingDocumentsOf(db, id),
  ])
  return {
    ...{ certificate, code: null, seal: null },
    documents: documents.map(({ id: document, name, pages, places, signedId, stampedAt }) => ({
      ...{ id: document, name, pages, places, others: [] },
      signed: signedId !== null,
      stampedAt: stampedAt?.toISOString() ?? null,
      file: `/api/signings/${no}/documents/${document}`,
    })),
  }
}

/** What only a signing has. */
export async function signingPart(db: Database, order: OrderRow): Promise<Pick<OrderView, 'signing'>> {
  const { id, no, certificateId } = order
  const [part, seal, code] = await Promise.all([
    documentsPart(db, order),
    sealOfCertificate(db, certificateId!),
    viewAuthorisation(db, id),
  ])
  const picture = `/api/signings/${no}/seal.png`
  return { signing: { ...part, code, seal: seal ? { picture, ...sealSizeInPoints(seal) } : null } }
}
