import { boolean, date, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { RejectionReason, ReviewCheck } from '../../domain/review.ts'
import { createdAt, id, instant } from '../columns.ts'
import { orders } from './orders.ts'

export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .unique()
      .references(() => orders.id),
    dueAt: instant('due_at').notNull(),
    /** The due date rests on a year whose holidays are not announced yet. */
    provisional: boolean('provisional').notNull(),
    /** Staff user id of the claim, and until when it holds. */
    claimedBy: text('claimed_by'),
    claimedUntil: instant('claimed_until'),
    decision: text('decision').$type<'approved' | 'rejected'>(),
    checks: jsonb('checks').$type<ReviewCheck[]>(),
    reason: text('reason').$type<RejectionReason>(),
    words: text('words'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    createdAt: createdAt(),
  },
  (table) => [index('reviews_due').on(table.decision, table.dueAt)],
)

/** Days on which people work or rest against the plain week, as the State Council announced them. */
export const calendarDays = pgTable('calendar_days', {
  day: date('day', { mode: 'string' }).primaryKey(),
  working: boolean('working').notNull(),
  name: text('name').notNull(),
})
