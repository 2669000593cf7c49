import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { signingDocumentsOf } from '../../db/signings.ts'
import { viewConcerned } from '../holders/certificates.ts'
import type { OrderView } from '../orders/order-schema.ts'
import { viewAuthorisation } from './authorisation-view.ts'

/** What only a signing request has. */
export async function signingPart(
  db: Database,
  { id, no, certificateId }: OrderRow,
): Promise<Pick<OrderView, 'signing'>> {
  const [certificate, documents, code] = await Promise.all([
    viewConcerned(db, certificateId!),
    signingDocumentsOf(db, id),
    viewAuthorisation(db, id, 'signing'),
  ])
  return {
    signing: {
      certificate,
      code,
      documents: documents.map(({ id: document, name, pages, signedId, stampedAt }) => ({
        ...{ id: document, name, pages },
        signed: signedId !== null,
        stampedAt: stampedAt?.toISOString() ?? null,
        file: `/api/signings/${no}/documents/${document}`,
      })),
    },
  }
}
