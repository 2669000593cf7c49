import { and, eq } from 'drizzle-orm'
import { readConfirmation } from '../../db/confirmation.ts'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { confirmations, documents } from '../../db/schema/orders.ts'
import { permanentFailure } from '../idempotency.ts'

export type ConfirmationActivities = ReturnType<typeof confirmationActivities>

export function confirmationActivities({
  db,
  documentStore,
}: {
  db: Database
  documentStore: DocumentStore
}) {
  return {
    /** Keeps what the operator confirmed by a code as a document; null where a key of the holder has signed it. */
    async keepConfirmation({ orderId }: { orderId: string }): Promise<{ documentId: string | null }> {
      const confirmation = await readConfirmation(db, orderId)
      if (!confirmation) throw permanentFailure('FormIncomplete', 'nothing to confirm')
      const { text, digest } = confirmation
      const [signed] = await db
        .select({ id: confirmations.id })
        .from(confirmations)
        .where(
          and(
            eq(confirmations.orderId, orderId),
            eq(confirmations.digest, digest),
            eq(confirmations.way, 'holderKey'),
          ),
        )
      if (signed) return { documentId: null }
      const [kept] = await db
        .select({ id: documents.id })
        .from(documents)
        .where(
          and(
            eq(documents.orderId, orderId),
            eq(documents.kind, 'confirmation'),
            eq(documents.sha256, digest),
          ),
        )
      if (kept) return { documentId: kept.id }
      const body = Buffer.from(text)
      const { id } = await documentStore.save({
        orderId,
        kind: 'confirmation',
        contentType: 'application/json',
        body,
      })
      return { documentId: id }
    },
  }
}
