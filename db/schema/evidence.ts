import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../columns.ts'
import { bytes } from '../encryption.ts'
import { certificates } from './certificates.ts'
import { documents } from './orders.ts'

/** A row of the audit log and what leads from it to a head, in hashes (activities/audit/chain.ts). */
export interface AuditProof {
  seq: number
  /** What was hashed of the row. */
  content: string
  /** The hash at the place before, and what each later row added, until the head. */
  before: string
  after: string[]
  /** Name of the head. */
  head: string
}

/** What the CA alone can say of a certificate: bytes in base64. */
export interface Attested {
  at: string
  ocsp: string
  proofs: AuditProof[]
  /** Heads and their time stamps, and the key they are signed by; by name of the file. */
  heads: Record<string, string>
}

/** Everything that is known of a certificate, put together for a court. */
export const evidenceBundles = pgTable('evidence_bundles', {
  id: id(),
  certificateId: uuid('certificate_id')
    .notNull()
    .references(() => certificates.id),
  /** User name, and what for in their words. */
  askedBy: text('asked_by').notNull(),
  reason: text('reason').notNull(),
  attested: jsonb('attested').$type<Attested>(),
  /** The files without signature, then with it; null once they were removed. */
  documentId: uuid('document_id').references(() => documents.id, { onDelete: 'set null' }),
  /** Each file with its hash: what is signed. */
  manifest: text('manifest'),
  /** By the CA (CMS, DER), and the time stamp of it (RFC 3161). */
  signature: bytes('signature'),
  stamp: bytes('stamp'),
  completedAt: instant('completed_at'),
  createdAt: createdAt(),
})

/** Somebody may not have records of a certificate purged: a court, an authority, a dispute. */
export const legalHolds = pgTable('legal_holds', {
  id: id(),
  certificateId: uuid('certificate_id')
    .notNull()
    .references(() => certificates.id),
  /** Number of the order or the case, and why. */
  reference: text('reference').notNull(),
  note: text('note').notNull(),
  setBy: text('set_by').notNull(),
  liftedBy: text('lifted_by'),
  liftedAt: instant('lifted_at'),
  createdAt: createdAt(),
})
