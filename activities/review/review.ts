import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import { readCalendar } from '../../db/calendar.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { readReviewRules } from '../../db/review-rules.ts'
import { payments } from '../../db/schema/money.ts'
import { documents, orderEvents, orders } from '../../db/schema/orders.ts'
import { proofings } from '../../db/schema/proofing.ts'
import { reviews } from '../../db/schema/review.ts'
import { termsOf } from '../../domain/products.ts'
import {
  cameAgain,
  isClaimed,
  needsFourEyes,
  reminderWorkingDays,
  type ReturnedItem,
} from '../../domain/review.ts'
import { addWorkingDays, workingDaysBefore, workingDaysLeft } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'

type ReviewRow = typeof reviews.$inferSelect

/** How a review stands; times in epoch ms. The words stay in the database. */
export interface ReviewStanding {
  decision: ReviewRow['decision']
  dueAt: number
  remindAt: number
  reminded: boolean
  escalated: boolean
  firstApproved: boolean
  /** When documents were asked for again; null while the order is with the reviewers. */
  returnedAt: number | null
}

export type ReviewActivities = ReturnType<typeof reviewActivities>

export function reviewActivities({ db }: { db: Database }) {
  async function lockReview(tx: Transaction, orderId: string): Promise<ReviewRow> {
    const [review] = await tx.select().from(reviews).where(eq(reviews.orderId, orderId)).for('update')
    if (!review) throw permanentFailure('NotFound', 'review not found')
    return review
  }

  /** Changes a review with its row locked. */
  async function withReview<T>(
    orderId: string,
    body: (tx: Transaction, review: ReviewRow) => Promise<T>,
  ): Promise<T> {
    return db.transaction(async (tx) => {
      const result = await body(tx, await lockReview(tx, orderId))
      await notifyOrderChanged(tx, orderNo(orderId))
      return result
    })
  }

  async function fourEyes(orderId: string) {
    const { form } = await readOrder(db, orderId)
    const [failed] = await db
      .select({ mismatches: count() })
      .from(proofings)
      .where(and(eq(proofings.orderId, orderId), eq(proofings.result, 'mismatched')))
    const off = (await readReviewRules(db)).filter(({ active }) => !active)
    return needsFourEyes({ form, mismatches: failed?.mismatches ?? 0 }, new Set(off.map(({ rule }) => rule)))
  }

  /** How the review stands, its due date computed by the calendar as it is now. */
  async function standingOf(orderId: string): Promise<ReviewStanding> {
    return db.transaction(async (tx) => {
      const review = await lockReview(tx, orderId)
      const calendar = await readCalendar(tx, review.clockFrom)
      const { dueAt, provisional } = addWorkingDays(review.clockFrom, review.clockDays, calendar)
      if (dueAt.getTime() !== review.dueAt.getTime() || provisional !== review.provisional) {
        await tx.update(reviews).set({ dueAt, provisional }).where(eq(reviews.id, review.id))
        if (!review.returned) await tx.update(orders).set({ waitsUntil: dueAt }).where(eq(orders.id, orderId))
        await notifyOrderChanged(tx, orderNo(orderId))
      }
      return {
        decision: review.decision,
        dueAt: dueAt.getTime(),
        remindAt: workingDaysBefore(dueAt, reminderWorkingDays, calendar).getTime(),
        reminded: review.remindedAt !== null,
        escalated: review.escalatedAt !== null,
        firstApproved: review.firstApprovedAt !== null,
        returnedAt: review.returned ? review.returnedAt!.getTime() : null,
      }
    })
  }

  return {
    /**
     * Puts a paid order into the review queue, and gives how its review stands. The time runs from payment, or from
     * complete material where that came later (manual 1, 第三步; 6, 第三步).
     */
    async openReview({ orderId }: { orderId: string }): Promise<ReviewStanding> {
      const [paid] = await db
        .select({ product: orders.product, kind: orders.kind, paidAt: payments.paidAt })
        .from(orders)
        .leftJoin(payments, and(eq(payments.orderId, orders.id), eq(payments.accepted, true)))
        .where(eq(orders.id, orderId))
      if (!paid) throw permanentFailure('NotFound', 'there is no such order')
      const { items, reviewWorkingDays: clockDays } = termsOf(paid)
      if (items.length > 0 && !paid.paidAt) throw permanentFailure('NotFound', 'order is not paid')
      if (!clockDays) throw permanentFailure('WrongState', 'nobody reviews such orders')
      const [submitted] = await db
        .select({ at: orderEvents.at })
        .from(orderEvents)
        .where(
          and(
            eq(orderEvents.orderId, orderId),
            inArray(orderEvents.event, ['submitted', 'submittedForReview']),
          ),
        )
        .orderBy(desc(orderEvents.seq))
        .limit(1)
      const clockFrom = new Date(Math.max(paid.paidAt?.getTime() ?? 0, submitted?.at.getTime() ?? 0))
      const { dueAt, provisional } = addWorkingDays(clockFrom, clockDays, await readCalendar(db, clockFrom))
      const rules = await fourEyes(orderId)
      await db.transaction(async (tx) => {
        const clock = { clockFrom, clockDays }
        await tx
          .insert(reviews)
          .values({ orderId, dueAt, provisional, ...clock, fourEyes: rules })
          .onConflictDoNothing()
        await tx.update(orders).set({ waitsUntil: dueAt }).where(eq(orders.id, orderId))
        await notifyOrderChanged(tx, orderNo(orderId))
      })
      return standingOf(orderId)
    },

    readReview: ({ orderId }: { orderId: string }) => standingOf(orderId),

    /** When (epoch ms) something is due for which people have so many working days from now. */
    async dueInWorkingDays({ days }: { days: number }): Promise<{ dueAt: number }> {
      const from = now()
      return { dueAt: addWorkingDays(from, days, await readCalendar(db, from)).dueAt.getTime() }
    },

    /** Orders that are in review now. */
    async openReviews(): Promise<string[]> {
      const rows = await db.select({ orderId: reviews.orderId }).from(reviews).where(isNull(reviews.decision))
      return rows.map(({ orderId }) => orderId)
    },

    /** A day before the due date: the console marks it; the mail goes by the table of notices. */
    async remindReviewers({ orderId }: { orderId: string }): Promise<void> {
      await withReview(orderId, async (tx, review) => {
        await tx.update(reviews).set({ remindedAt: now() }).where(eq(reviews.id, review.id))
      })
    },

    /** At the due date: senior reviewers have it first. */
    async escalateReview({ orderId }: { orderId: string }): Promise<void> {
      await withReview(orderId, async (tx, review) => {
        await tx.update(reviews).set({ escalatedAt: now() }).where(eq(reviews.id, review.id))
      })
    },

    /**
     * The applicant wants no certificate any more. Cancelled at once while nobody examines the order; otherwise the
     * reviewer is asked, unless there is nothing left to examine (`certainly`). @throws WrongState when it is decided.
     */
    async askCancellation({
      orderId,
      certainly = false,
    }: {
      orderId: string
      certainly?: boolean
    }): Promise<{ cancelled: boolean }> {
      return withReview(orderId, async (tx, review) => {
        if (review.decision === 'cancelled') return { cancelled: true }
        if (review.decision) throw permanentFailure('WrongState', 'order is decided')
        // Claims are made by the console, on the clock of the API.
        const at = new Date()
        const cancelled = certainly || (!isClaimed(review, at) && !review.firstApprovedAt)
        await tx
          .update(reviews)
          .set(cancelled ? { decision: 'cancelled', decidedAt: at } : { cancellationAskedAt: at })
          .where(eq(reviews.id, review.id))
        await audit(tx, {
          actor: 'applicant',
          action: cancelled ? 'review.cancelled' : 'review.cancellationAsked',
          subject: orderId,
          detail: {},
        })
        return { cancelled }
      })
    },

    /** The documents asked for have come again: the clock goes on where it stood, and the same reviewer may take it up. */
    async acceptMaterials({
      orderId,
    }: {
      orderId: string
    }): Promise<{ missing: ReturnedItem['item'][]; dueAt: number }> {
      const files = await db
        .select({ kind: documents.kind, createdAt: documents.createdAt })
        .from(documents)
        .where(and(eq(documents.orderId, orderId), isNull(documents.replacedAt)))
        .orderBy(asc(documents.createdAt))
      return withReview(orderId, async (tx, review) => {
        if (!review.returned || review.decision) throw permanentFailure('WrongState', 'nothing was asked for')
        const since = review.returnedAt!
        const missing = review.returned
          .map(({ item }) => item)
          .filter((item) => !cameAgain(files, item, since))
        if (missing.length > 0) return { missing, dueAt: 0 }
        const calendar = await readCalendar(tx, since)
        const clockFrom = now()
        const clockDays = Math.max(1, workingDaysLeft(since, review.dueAt, calendar))
        const { dueAt, provisional } = addWorkingDays(clockFrom, clockDays, calendar)
        await tx
          .update(reviews)
          .set({
            ...{ dueAt, provisional, clockFrom, clockDays },
            ...{ returned: null, returnedAt: null, remindedAt: null, escalatedAt: null },
          })
          .where(eq(reviews.id, review.id))
        return { missing: [], dueAt: dueAt.getTime() }
      })
    },

    /** The documents never came: the order is closed. */
    async lapseReview({ orderId }: { orderId: string }): Promise<void> {
      await withReview(orderId, async (tx, review) => {
        if (review.decision) return
        await tx
          .update(reviews)
          .set({ decision: 'lapsed', decidedAt: now() })
          .where(eq(reviews.id, review.id))
        await audit(tx, { actor: 'worker:business', action: 'review.lapsed', subject: orderId, detail: {} })
      })
    },
  }
}
