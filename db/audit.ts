import { createHash } from 'node:crypto'
import { asc, count, desc, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { auditLog } from './schema/audit.ts'

export type AuditRow = typeof auditLog.$inferSelect

export interface AuditRecord {
  actor: string
  action: string
  subject: string
  detail?: Record<string, string | number | boolean>
}

const AUDIT_LOCK = 20_261_124

function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, actor, action, subject, detail, previousHash } = row
  const sorted = Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))
  const content = JSON.stringify([seq, at.toISOString(), actor, action, subject, sorted, previousHash])
  return createHash('sha256').update(content).digest('hex')
}

/** Appends one row to the audit log, inside the transaction of what it records. Holds no personal data. */
export async function audit(tx: Transaction, record: AuditRecord): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`)
  const [last] = await tx.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1)
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date(),
    actor: record.actor,
    action: record.action,
    subject: record.subject,
    detail: record.detail ?? {},
    previousHash: last?.hash ?? '',
  }
  await tx.insert(auditLog).values({ ...row, hash: hashOf(row) })
}

/** The same for an act that changes nothing else. */
export async function auditAlone(db: Database, record: AuditRecord): Promise<void> {
  await db.transaction((tx) => audit(tx, record))
}

/** One page of the log, the newest row first; pages count from 1. */
export async function auditPage(db: Database, page: number, size: number) {
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(auditLog)
      .orderBy(desc(auditLog.seq))
      .limit(size)
      .offset((page - 1) * size),
    db.select({ total: count() }).from(auditLog),
  ])
  return { rows, total: counted?.total ?? 0 }
}

/** The latest rows about a certificate, the newest first. `serial`: lower-case hex, as it is stored. */
export async function auditOfCertificate(db: Database, serial: string, most: number) {
  return db
    .select()
    .from(auditLog)
    .where(eq(sql`${auditLog.detail}->>'serial'`, serial))
    .orderBy(desc(auditLog.seq))
    .limit(most)
}

/** Walks the whole log. Gives the number of the first row that was edited or is missing, or undefined. */
export async function firstBrokenAuditRow(db: Database): Promise<number | undefined> {
  let expected = 1
  let previousHash = ''
  for (const row of await db.select().from(auditLog).orderBy(asc(auditLog.seq))) {
    if (row.seq !== expected || row.previousHash !== previousHash || row.hash !== hashOf(row)) return expected
    expected++
    previousHash = row.hash
  }
  return undefined
}
