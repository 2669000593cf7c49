import { createHmac, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { and, count, desc, eq, inArray, isNull, min, sql, type SQL } from 'drizzle-orm'
import { config } from '../config.ts'
import type { Database, Transaction } from './database.ts'
import { auditLog } from './schema/audit.ts'

export type AuditRow = typeof auditLog.$inferSelect

export interface AuditRecord {
  actor: string
  action: string
  subject: string
  detail?: Record<string, string | number | boolean>
}

/** A place in the chain, and the hash that all rows until there give (hex). */
export interface ChainLink {
  seq: number
  hash: string
}

/** What a MAC of a row is made over (RFC 8785), and of what else. @throws Error for a number that JavaScript cannot hold. */
export function auditContent(
  row: Omit<AuditRow, 'originMac' | 'seq' | 'hash' | 'seal'>,
  besides: object = {},
): string {
  const { id, at, actor, action, subject, detail } = row
  return canonicalize({ id, at, actor, action, subject, detail, ...besides })!
}

function originMac(content: string): string {
  return createHmac('sha256', Buffer.from(config('audit').AUDIT_KEY, 'base64'))
    .update(content)
    .digest('hex')
}

/** Whether a process of ours wrote a row. @throws Error as auditContent does. */
export const isOurs = (row: AuditRow) => row.originMac === originMac(auditContent(row))

/**
 * Appends one row to the audit log, inside the transaction of what it records. Holds no personal data. No lock is taken:
 * the chain is made afterwards.
 */
export async function audit(tx: Database | Transaction, record: AuditRecord): Promise<void> {
  const row = { id: randomUUID(), at: new Date(), detail: {}, ...record }
  await tx.insert(auditLog).values({ ...row, originMac: originMac(auditContent(row)) })
}

/** One page of the log, the newest row first; pages count from 1. */
export async function auditPage(db: Database, page: number, size: number) {
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(auditLog)
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(size)
      .offset((page - 1) * size),
    db.select({ total: count() }).from(auditLog),
  ])
  return { rows, total: counted?.total ?? 0 }
}

/** Rows that name a certificate. `serial`: lower-case hex, as it is stored. */
export const namesCertificate = (serial: string) => eq(sql`${auditLog.detail}->>'serial'`, serial)

/** The latest rows about a certificate, the newest first. */
export async function auditOfCertificate(db: Database, serial: string, most: number) {
  return db.select().from(auditLog).where(namesCertificate(serial)).orderBy(desc(auditLog.at)).limit(most)
}

/** What a verification of the log leaves in it. */
export const auditResults = { verified: 'audit.verified', broken: 'audit.broken' } as const

/** The row of the latest verification. */
export async function latestVerification(db: Database): Promise<AuditRow | undefined> {
  const [row] = await db
    .select()
    .from(auditLog)
    .where(inArray(auditLog.action, Object.values(auditResults)))
    .orderBy(desc(auditLog.at))
    .limit(1)
  return row
}

/** When the row was written that has waited longest for its seal; undefined when none waits. */
export async function unsealedSince(db: Database | Transaction): Promise<Date | undefined> {
  const [row] = await db
    .select({ since: min(auditLog.at) })
    .from(auditLog)
    .where(isNull(auditLog.seq))
  return row?.since ?? undefined
}

/** Lets one sealer at a time go on, until its transaction ends. Nobody else asks for this lock. */
export async function lockSeals(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('audit seals', 0)) as got`,
  )
  return row!.got
}

const PAGE = 100

/** Reads rows a page at a time, as they stand at one moment. */
async function* walk<Row extends AuditRow>(tx: Transaction, query: SQL): AsyncGenerator<Row> {
  await tx.execute(sql`declare audit_rows no scroll cursor for ${query}`)
  try {
    for (;;) {
      const page = await tx.execute(sql`fetch ${sql.raw(String(PAGE))} from audit_rows`)
      for (const { at, seq, ...rest } of page)
        yield { ...rest, at: new Date(at as string), seq: seq === null ? null : Number(seq) } as Row
      if (page.length < PAGE) return
    }
  } finally {
    // A transaction that has failed has no cursor any more.
    await tx.execute(sql`close audit_rows`).catch(() => undefined)
  }
}

/** The chain after a place in it, in its order, and before it whatever claims a place that there is none. */
export const sealedRowsAfter = (tx: Transaction, seq: number) =>
  walk<AuditRow & ChainLink>(
    tx,
    sql`select *, origin_mac as "originMac" from audit_log where seq > ${seq} or seq < 1 order by seq`,
  )

/**
 * The rows that wait for their seal, the oldest first. `copied`: a sealed one has the same id, so somebody took the
 * primary key away.
 */
export const unsealedRows = (tx: Transaction) =>
  walk<AuditRow & { copied: boolean }>(
    tx,
    sql`select *, origin_mac as "originMac",
        exists (select from audit_log twin where twin.id = waiting.id and twin.seq is not null) as copied
      from audit_log waiting where seq is null order by at, id`,
  )

/** The hash at a place in the chain. */
export async function hashAt(tx: Database | Transaction, seq: number): Promise<string | undefined> {
  const [row] = await tx.select({ hash: auditLog.hash }).from(auditLog).where(eq(auditLog.seq, seq))
  return row?.hash ?? undefined
}

/** Seals rows that wait for it. @throws Error when one does not, any more. */
export async function writeSeals(
  tx: Transaction,
  seals: ({ id: string; seal: string } & ChainLink)[],
): Promise<void> {
  for (const { id, ...place } of seals) {
    const written = await tx
      .update(auditLog)
      .set(place)
      .where(and(eq(auditLog.id, id), isNull(auditLog.seq)))
      .returning({ id: auditLog.id })
    if (written.length !== 1) throw new Error(`${written.length} rows of the audit log wait as ${id}`)
  }
}
