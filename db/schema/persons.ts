import { pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from '../columns.ts'

/**
 * Holder numbers of persons: what a certificate carries in place of the identity number. The same person has the same one
 * in every certificate, and nobody can tell who it is without the key of the fingerprints.
 */
export const persons = pgTable('persons', {
  /** Keyed fingerprint of the identity number (db/operators.ts). */
  idFingerprint: text('id_fingerprint').primaryKey(),
  holderNumber: text('holder_number').notNull().unique(),
  createdAt: createdAt(),
})
