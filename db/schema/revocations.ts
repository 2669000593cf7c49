import { boolean, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { RevocationReason } from '../../domain/certificate-states.ts'
import type { RevocationOrigin } from '../../domain/revocation.ts'
import { createdAt, id, instant } from '../columns.ts'
import { certificates } from './certificates.ts'
import { orders } from './orders.ts'

/** What was asked for: one row a revocation order. */
export const revocations = pgTable('revocations', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  certificateId: uuid('certificate_id')
    .notNull()
    .references(() => certificates.id),
  origin: text('origin').$type<RevocationOrigin>().notNull(),
  reason: text('reason').$type<RevocationReason>().notNull(),
  /** Since when the key may have been in other hands, where the asker knows. */
  invalidityDate: instant('invalidity_date'),
  /** Username of the member of staff who asked; null for a holder. */
  askedBy: text('asked_by'),
  /** Why, in their words, and the number of the authority's order. */
  note: text('note'),
  legalReference: text('legal_reference'),
  createdAt: createdAt(),
})

/** What others made of it: one decision a person. */
export const revocationDecisions = pgTable(
  'revocation_decisions',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => revocations.orderId),
    /** Username. */
    by: text('by').notNull(),
    approved: boolean('approved').notNull(),
    note: text('note').notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('revocation_decisions_once').on(table.orderId, table.by)],
)
