import { and, eq, isNull } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import type { DocumentRow } from './document-store.ts'
import { documents } from './schema/orders.ts'

/** An order's current upload of a kind. */
export async function currentDocument(
  db: Database | Transaction,
  orderId: string,
  kind: DocumentRow['kind'],
): Promise<DocumentRow | undefined> {
  const [row] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.orderId, orderId), eq(documents.kind, kind), isNull(documents.replacedAt)))
  return row
}
