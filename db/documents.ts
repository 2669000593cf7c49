import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { materialKinds, type MaterialKind } from '../domain/materials.ts'
import type { Database, Transaction } from './database.ts'
import type { DocumentRow } from './document-store.ts'
import { documents, orders } from './schema/orders.ts'

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

/** What an order shows now. */
export async function shownMaterials(db: Database | Transaction, orderId: string): Promise<MaterialKind[]> {
  const rows = await db
    .select({ kind: documents.kind })
    .from(documents)
    .where(and(eq(documents.orderId, orderId), isNull(documents.replacedAt)))
  return materialKinds.filter((known) => rows.some(({ kind }) => kind === known))
}

/** Takes an upload back, without another in its place. */
export async function takeBack(db: Database, orderId: string, kind: DocumentRow['kind']): Promise<void> {
  await db
    .update(documents)
    .set({ replacedAt: new Date() })
    .where(and(eq(documents.orderId, orderId), eq(documents.kind, kind), isNull(documents.replacedAt)))
}

/** Numbers of other orders that showed the same picture as their payment voucher. */
export async function sameVoucher(db: Database, orderId: string): Promise<string[]> {
  const isVoucher = eq(documents.kind, 'paymentVoucher')
  const mine = db
    .select({ sha256: documents.sha256 })
    .from(documents)
    .where(and(eq(documents.orderId, orderId), isVoucher, isNull(documents.replacedAt)))
  const rows = await db
    .selectDistinct({ no: orders.no })
    .from(documents)
    .innerJoin(orders, eq(orders.id, documents.orderId))
    .where(and(isVoucher, inArray(documents.sha256, mine), ne(documents.orderId, orderId)))
  return rows.map(({ no }) => no)
}
