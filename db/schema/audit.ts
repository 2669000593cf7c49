import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'

/** Who did what, append-only; each row carries the hash of the one before, so an edit or a gap shows. */
export const auditLog = pgTable('audit_log', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  at: instant('at').notNull(),
  /** `staff:<username>`, `worker:<queue>`, … */
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  /** Order, certificate or token it was done to. */
  subject: text('subject').notNull(),
  detail: jsonb('detail').$type<Record<string, string | number | boolean>>().notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
})
