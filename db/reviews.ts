import { eq } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { reviews } from './schema/review.ts'

/** The documents that the reviewer of an order wants again. */
export async function returnedItems(db: Database | Transaction, orderId: string) {
  const [review] = await db
    .select({ returned: reviews.returned })
    .from(reviews)
    .where(eq(reviews.orderId, orderId))
  return review?.returned ?? []
}
