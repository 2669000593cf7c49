import { and, desc, eq } from 'drizzle-orm'
import type { NoticeId } from '../domain/notices.ts'
import type { Database } from './database.ts'
import { sentNotices } from './schema/proofing.ts'

/** The latest SMS or mail of a kind about an order: to whom, masked, and when it was sent; null while it is on its way. */
export async function latestNotice(db: Database, orderId: string, notice: NoticeId) {
  const [latest] = await db
    .select({ sentTo: sentNotices.recipientMasked, sentAt: sentNotices.sentAt })
    .from(sentNotices)
    .where(and(eq(sentNotices.orderId, orderId), eq(sentNotices.notice, notice)))
    .orderBy(desc(sentNotices.createdAt))
    .limit(1)
  return latest
}
