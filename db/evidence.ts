import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { audit, namesCertificate } from './audit.ts'
import { schema, type Database } from './database.ts'
import type { DocumentRow } from './document-store.ts'
import { lockCertificate } from './certificates.ts'
import { auditLog } from './schema/audit.ts'
import { certificates } from './schema/certificates.ts'
import { evidenceBundles, legalHolds } from './schema/evidence.ts'
import { documents, orders } from './schema/orders.ts'
import { verificationCodes } from './schema/proofing.ts'
import { openRow } from './sealed-columns.ts'

export type EvidenceBundle = typeof evidenceBundles.$inferSelect

type OfOrders = {
  [Key in keyof typeof schema]: (typeof schema)[Key] extends PgTable & { orderId: PgColumn } ? Key : never
}[keyof typeof schema]

/** Whether the rows that an order has in a table are evidence. A table that is not listed is a type error. */
const isEvidence: Record<OfOrders, boolean> = {
  // Codes and tokens of OAuth, and what is asked for with them: gone within the hour.
  accessTokens: false,
  authorizationCodes: false,
  authorizationRequests: false,
  authorisations: true,
  bankReceipts: true,
  bankReturns: true,
  certificateHolds: true,
  certificateWritings: true,
  certificates: true,
  confirmations: true,
  documents: true,
  hashSignings: true,
  invoices: true,
  // Which page had the key for the moment.
  keyLeases: false,
  keyMakings: true,
  ledgerEntries: true,
  ledgerMovements: true,
  orderEvents: true,
  orderForms: true,
  payments: true,
  proofings: true,
  refunds: true,
  reviews: true,
  revocationDecisions: true,
  revocations: true,
  seals: true,
  // Passwords on their way.
  secretsInTransit: false,
  sentNotices: true,
  shipments: true,
  signerConsents: true,
  signerNamings: true,
  signers: true,
  signingDocuments: true,
  signingParts: true,
  signingRequests: true,
  // Made anew of the rows at any time.
  signingTrails: false,
  staffTasks: true,
  subjectKeys: true,
  tokens: true,
  transfers: true,
  unlockRequests: true,
  unlocks: true,
  webhookEvents: false,
}
/** Tables that evidence is gathered from. */
export const evidenceTables = (Object.keys(isEvidence) as OfOrders[]).filter((name) => isEvidence[name])

/** A table's rows of an order, sealed ones opened: by the name of the table, those that have none left out. */
export type OrderEvidence = Record<string, Record<string, unknown>[]>

/** All that is kept of an order. */
export async function evidenceOfOrder(db: Database, orderId: string): Promise<OrderEvidence> {
  const found: OrderEvidence = {}
  const keep = async (name: string, table: PgTable & { createdAt?: PgColumn }, of: PgColumn) => {
    const rows = await db
      .select()
      .from(table)
      .where(eq(of, orderId))
      .orderBy(...('createdAt' in getTableColumns(table) ? [asc(table.createdAt!)] : []))
    if (rows.length > 0) found[name] = rows.map((row) => openRow(table, row))
  }
  await keep('orders', orders, orders.id)
  for (const name of evidenceTables) await keep(name, schema[name], schema[name].orderId)
  await keep('verificationCodes', verificationCodes, verificationCodes.workflowId)
  return found
}

/** The rows of the audit log about a certificate and these orders, in the order of the chain; those without a place left out. */
export async function auditRowsAbout(db: Database, serial: string, orderIds: string[]) {
  return db
    .select()
    .from(auditLog)
    .where(and(isNotNull(auditLog.seq), or(inArray(auditLog.subject, orderIds), namesCertificate(serial))))
    .orderBy(asc(auditLog.seq))
}

/** Rows of the audit log after one place and up to another, in their order. */
export async function auditRowsBetween(db: Database, after: number, until: number) {
  return db
    .select()
    .from(auditLog)
    .where(sql`${auditLog.seq} > ${after} and ${auditLog.seq} <= ${until}`)
    .orderBy(asc(auditLog.seq))
}

/** Asks for a bundle about a certificate. Gives its id. */
export async function askForEvidence(
  db: Database,
  asked: { certificateId: string; serial: string; askedBy: string; reason: string },
): Promise<string> {
  const { serial, ...row } = asked
  return db.transaction(async (tx) => {
    const [bundle] = await tx.insert(evidenceBundles).values(row).returning({ id: evidenceBundles.id })
    await audit(tx, {
      actor: `staff:${asked.askedBy}`,
      action: 'evidence.asked',
      subject: `evidence/${bundle!.id}`,
      detail: { serial },
    })
    return bundle!.id
  })
}

/** A bundle and the certificate it is about. */
export async function findBundle(db: Database, id: string) {
  const [row] = await db
    .select({ bundle: evidenceBundles, certificate: certificates })
    .from(evidenceBundles)
    .innerJoin(certificates, eq(certificates.id, evidenceBundles.certificateId))
    .where(eq(evidenceBundles.id, id))
  return row
}

/** The bundles about a certificate, the newest first. */
export async function bundlesAbout(db: Database, certificateId: string): Promise<EvidenceBundle[]> {
  return db
    .select()
    .from(evidenceBundles)
    .where(eq(evidenceBundles.certificateId, certificateId))
    .orderBy(desc(evidenceBundles.createdAt))
}

/** Forgets a bundle that nobody could begin. */
export async function dropBundle(db: Database, id: string): Promise<void> {
  await db.delete(evidenceBundles).where(eq(evidenceBundles.id, id))
}

/** The file of a complete bundle, for somebody who takes it away; undefined while there is none. */
export async function takeBundle(
  db: Database,
  id: string,
  by: string,
): Promise<{ file: DocumentRow; serial: string } | undefined> {
  const [row] = await db
    .select({ file: documents, serial: certificates.serial })
    .from(evidenceBundles)
    .innerJoin(certificates, eq(certificates.id, evidenceBundles.certificateId))
    .innerJoin(documents, eq(documents.id, evidenceBundles.documentId))
    .where(and(eq(evidenceBundles.id, id), isNotNull(evidenceBundles.completedAt)))
  if (!row) return undefined
  await audit(db, {
    actor: `staff:${by}`,
    action: 'evidence.taken',
    subject: `evidence/${id}`,
    detail: { serial: row.serial },
  })
  return row
}

/** Files of bundles that were asked for before a time. */
export async function bundlesBefore(db: Database, before: Date): Promise<DocumentRow[]> {
  const rows = await db
    .select({ file: documents })
    .from(evidenceBundles)
    .innerJoin(documents, eq(documents.id, evidenceBundles.documentId))
    .where(lt(evidenceBundles.createdAt, before))
  return rows.map(({ file }) => file)
}

/** The holds on the records of a certificate that nobody has lifted, the oldest first. */
export async function legalHoldsOn(db: Database, certificateId: string) {
  return db
    .select()
    .from(legalHolds)
    .where(and(eq(legalHolds.certificateId, certificateId), isNull(legalHolds.liftedAt)))
    .orderBy(asc(legalHolds.createdAt))
}

/** Keeps the records of a certificate from being purged. */
export async function setLegalHold(
  db: Database,
  hold: { certificateId: string; serial: string; reference: string; note: string; setBy: string },
): Promise<void> {
  const { serial, ...row } = hold
  await db.transaction(async (tx) => {
    const [set] = await tx.insert(legalHolds).values(row).returning({ id: legalHolds.id })
    await audit(tx, {
      actor: `staff:${hold.setBy}`,
      action: 'legalHold.set',
      subject: `legalHold/${set!.id}`,
      detail: { serial },
    })
  })
}

/** Lifts a hold. Gives whether it stood. */
export async function liftLegalHold(
  db: Database,
  lifted: { id: string; certificateId: string; serial: string; by: string },
): Promise<boolean> {
  const { id, certificateId, serial, by } = lifted
  return db.transaction(async (tx) => {
    await lockCertificate(tx, certificateId)
    const rows = await tx
      .update(legalHolds)
      .set({ liftedBy: by, liftedAt: new Date() })
      .where(
        and(eq(legalHolds.id, id), eq(legalHolds.certificateId, certificateId), isNull(legalHolds.liftedAt)),
      )
      .returning({ id: legalHolds.id })
    if (rows.length === 0) return false
    await audit(tx, {
      actor: `staff:${by}`,
      action: 'legalHold.lifted',
      subject: `legalHold/${id}`,
      detail: { serial },
    })
    return true
  })
}
