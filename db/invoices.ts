import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import type { DocumentRow } from './document-store.ts'
import { invoices } from './schema/money.ts'
import { documents } from './schema/orders.ts'

/** What an invoice is a file of. */
export type InvoiceFormat = 'pdf' | 'xml' | 'ofd'

const fileOf = { pdf: invoices.pdfId, xml: invoices.xmlId, ofd: invoices.ofdId }

/** The number of an order's invoice and its file; undefined while it has none of this format. */
export async function invoiceFile(
  db: Database | Transaction,
  { id, orderId, format }: { id: string; orderId: string; format: InvoiceFormat },
): Promise<{ number: string | null; file: DocumentRow } | undefined> {
  const [row] = await db
    .select({ number: invoices.number, file: documents })
    .from(invoices)
    .innerJoin(documents, eq(documents.id, fileOf[format]))
    .where(and(eq(invoices.id, id), eq(invoices.orderId, orderId)))
  return row
}

/** Counts one more mailing of an order's invoice. Gives how many there were; undefined while it is not issued. */
export async function countMailing(
  db: Database | Transaction,
  { id, orderId }: { id: string; orderId: string },
): Promise<number | undefined> {
  const [invoice] = await db
    .update(invoices)
    .set({ mailings: sql`${invoices.mailings} + 1` })
    .where(and(eq(invoices.id, id), eq(invoices.orderId, orderId), isNotNull(invoices.pdfId)))
    .returning({ mailings: invoices.mailings })
  return invoice?.mailings
}
