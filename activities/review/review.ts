import { asc, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { payments } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { calendarDays, reviews } from '../../db/schema/review.ts'
import { products } from '../../domain/products.ts'
import { addWorkingDays, type WorkingCalendar } from '../../domain/working-days.ts'
import { permanentFailure } from '../idempotency.ts'

/** The announced calendar as it is stored now. A year counts as known when it has any announced day. */
export async function readCalendar(db: Database): Promise<WorkingCalendar> {
  const rows = await db.select().from(calendarDays)
  return {
    exceptions: new Map(rows.map((row) => [row.day, row.working])),
    knownYears: new Set(rows.map((row) => Number(row.day.slice(0, 4)))),
  }
}

export type ReviewActivities = ReturnType<typeof reviewActivities>

export function reviewActivities({ db }: { db: Database }) {
  return {
    /** Puts a paid order into the review queue. The time runs from payment (manual 1, 第三步). */
    async openReview({ orderId }: { orderId: string }): Promise<{ reviewId: string; dueAt: number }> {
      const [paid] = await db
        .select({ product: orders.product, paidAt: payments.paidAt })
        .from(orders)
        .innerJoin(payments, eq(payments.orderId, orders.id))
        .where(eq(orders.id, orderId))
        .orderBy(asc(payments.paidAt))
        .limit(1)
      if (!paid?.paidAt) throw permanentFailure('NotFound', 'order is not paid')
      const { dueAt, provisional } = addWorkingDays(
        paid.paidAt,
        products[paid.product].reviewWorkingDays,
        await readCalendar(db),
      )
      await db.transaction(async (tx) => {
        await tx.insert(reviews).values({ orderId, dueAt, provisional }).onConflictDoNothing()
        await tx.update(orders).set({ waitsUntil: dueAt }).where(eq(orders.id, orderId))
        await notifyOrderChanged(tx, orderNo(orderId))
      })
      const [review] = await db.select().from(reviews).where(eq(reviews.orderId, orderId))
      return { reviewId: review!.id, dueAt: review!.dueAt.getTime() }
    },

    /** What was decided, if anything; the words stay in the database. */
    async readDecision({ orderId }: { orderId: string }) {
      const [review] = await db
        .select({ decision: reviews.decision, reason: reviews.reason })
        .from(reviews)
        .where(eq(reviews.orderId, orderId))
      return { decision: review?.decision ?? null, reason: review?.reason ?? null }
    },
  }
}
