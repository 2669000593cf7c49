import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'

/**
 * Who did what, append-only (guards.sql). A process writes its row and waits for nobody; the CA worker soon seals it, in
 * a chain (activities/audit/).
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull(),
    /** `staff:<username>`, `worker:<queue>`, … */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    /** Order, certificate or token it was done to. */
    subject: text('subject').notNull(),
    detail: jsonb('detail').$type<Record<string, string | number | boolean>>().notNull(),
    /** By the key of those who may write here: what the owner of the database puts in himself is never sealed. */
    originMac: text('origin_mac').notNull(),
    /** Place in the chain, without gaps from 1, what the chain is there, and the seal: all missing until it is sealed. */
    seq: bigint('seq', { mode: 'number' }).unique(),
    hash: text('hash'),
    seal: text('seal'),
  },
  (table) => [
    check('audit_log_sealed_whole', sql`num_nulls(${table.seq}, ${table.hash}, ${table.seal}) in (0, 3)`),
    index('audit_log_latest').on(table.at, table.id),
    index('audit_log_unsealed')
      .on(table.at, table.id)
      .where(sql`seq is null`),
  ],
)
