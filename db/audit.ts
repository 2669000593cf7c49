import { createHash } from 'node:crypto'
import { asc, desc, sql } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { auditLog } from './schema/audit.ts'

export interface AuditRecord {
  actor: string
  action: string
  subject: string
  detail?: Record<string, string | number | boolean>
}

const AUDIT_LOCK = 20_261_124

function hashOf(row: Omit<typeof auditLog.$inferSelect, 'hash'>): string {
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
