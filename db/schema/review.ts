import { boolean, date, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { FourEyesRule, RejectionReason, ReturnedItem, ReviewCheck } from '../../domain/review.ts'
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
    /** The period runs from here, so many working days: the due date is computed again when the calendar changes. */
    clockFrom: instant('clock_from').notNull().defaultNow(),
    clockDays: integer('clock_days').notNull().default(3),
    remindedAt: instant('reminded_at'),
    escalatedAt: instant('escalated_at'),
    /** The due date rests on a year whose holidays are not announced yet. */
    provisional: boolean('provisional').notNull(),
    /** Staff user id of the claim, and until when it holds. */
    claimedBy: text('claimed_by'),
    claimedUntil: instant('claimed_until'),
    /** Everybody who had it in hands before the first approval. */
    claimants: jsonb('claimants').$type<string[]>().notNull().default([]),
    /** Why two people have to approve; empty when one is enough. */
    fourEyes: jsonb('four_eyes').$type<FourEyesRule[]>().notNull().default([]),
    firstApprovedBy: text('first_approved_by'),
    firstApprovedAt: instant('first_approved_at'),
    /** Documents the applicant has to send again; null while nothing is asked for. */
    returned: jsonb('returned').$type<ReturnedItem[]>(),
    returnedAt: instant('returned_at'),
    cancellationAskedAt: instant('cancellation_asked_at'),
    decision: text('decision').$type<'approved' | 'rejected' | 'cancelled' | 'lapsed'>(),
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

/** Rules of four eyes that an administrator switched off; a rule without a row is in force. */
export const reviewRules = pgTable('review_rules', {
  rule: text('rule').$type<FourEyesRule>().primaryKey(),
  active: boolean('active').notNull(),
})
