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

/** What only a signing request has. */
export async function signingPart(
  db: Database,
  { id, no, certificateId }: OrderRow,
): Promise<Pick<OrderView, 'signing'>> {
  const [certificate, documents, seal, code] = await Promise.all([
    viewConcerned(db, certificateId!),
    signingDocumentsOf(db, id),
    sealOfCertificate(db, certificateId!),
    viewAuthorisation(db, id),
  ])
  return {
    signing: {
      certificate,
      code,
      seal: seal ? { picture: `/api/signings/${no}/seal.png`, ...sealSizeInPoints(seal) } : null,
      documents: documents.map(({ id: document, name, pages, places, signedId, stampedAt }) => ({
        ...{ id: document, name, pages, places },
        signed: signedId !== null,
        stampedAt: stampedAt?.toISOString() ?? null,
        file: `/api/signings/${no}/documents/${document}`,
      })),
    },
  }
}
