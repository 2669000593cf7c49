import { and, asc, eq, isNull, lte, or } from 'drizzle-orm'
import { audit, type AuditRecord } from './audit.ts'
import type { Database, Transaction } from './database.ts'
import { notifyOrderChanged } from './order-changed.ts'
import type { OrderRow } from './orders.ts'
import { isListed, orderDue, orders } from './schema/orders.ts'
import { reviews } from './schema/review.ts'

export type ReviewRow = typeof reviews.$inferSelect

/** The documents that the reviewer of an order wants again. */
export async function returnedItems(db: Database | Transaction, orderId: string) {
  const [review] = await db
    .select({ returned: reviews.returned })
    .from(reviews)
    .where(eq(reviews.orderId, orderId))
  return review?.returned ?? []
}

const AT_ONCE = 50

/** Reviews without a decision that nobody else has in hands or is given, the most urgent first, each with its order. */
export async function* openReviews(db: Database, staff: { id: string; username: string }, now: Date) {
  for (let seen = 0; ; seen += AT_ONCE) {
    const rows = await db
      .select({ review: reviews, order: orders })
      .from(reviews)
      .innerJoin(orders, eq(orders.id, reviews.orderId))
      .where(
        and(
          isListed(orders),
          eq(orders.state, 'inReview'),
          isNull(orders.interruptedAt),
          isNull(reviews.decision),
          or(isNull(orders.assignee), eq(orders.assignee, staff.username)),
          or(isNull(reviews.claimedUntil), lte(reviews.claimedUntil, now), eq(reviews.claimedBy, staff.id)),
        ),
      )
      .orderBy(asc(orders.priority), asc(orderDue(orders)), asc(orders.no))
      .limit(AT_ONCE)
      .offset(seen)
    yield* rows
    if (rows.length < AT_ONCE) return
  }
}

/** What becomes of a review, and what the audit log says of it. */
export interface ReviewChange {
  set: Partial<ReviewRow>
  record?: AuditRecord
}

/**
 * Changes the review of an order with its row locked, and lets everybody see it. `change` gives what becomes of it,
 * undefined for nothing, or refuses by throwing. Gives the id of the review; undefined where there is none.
 */
export async function changeReview(
  db: Database,
  { id, no }: Pick<OrderRow, 'id' | 'no'>,
  change: (review: ReviewRow, tx: Transaction) => Promise<ReviewChange | undefined>,
): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    const [review] = await tx.select().from(reviews).where(eq(reviews.orderId, id)).for('update')
    if (!review) return undefined
    const changed = await change(review, tx)
    if (changed) await tx.update(reviews).set(changed.set).where(eq(reviews.id, review.id))
    if (changed?.record) await audit(tx, changed.record)
    await notifyOrderChanged(tx, no)
    return review.id
  })
}
