import { and, desc, eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { secretsInTransit } from './schema/proofing.ts'

/** When the certificate password of an order's latest key was sent; undefined while there is none, null while it waits. */
export async function passwordSentAt(db: Database, orderId: string): Promise<Date | null | undefined> {
  const [latest] = await db
    .select({ sentAt: secretsInTransit.deliveredAt })
    .from(secretsInTransit)
    .where(and(eq(secretsInTransit.orderId, orderId), eq(secretsInTransit.kind, 'certificatePassword')))
    .orderBy(desc(secretsInTransit.createdAt))
    .limit(1)
  return latest?.sentAt
}
