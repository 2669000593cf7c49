import { desc, eq, and, inArray, asc } from 'drizzle-orm'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { orderNo } from './order-changed.ts'
import { webhookAttempts, webhookEndpoints, webhookEvents } from './schema/webhooks.ts'
import { seal, unseal } from './sealed-columns.ts'

/** Events that are listed of a client. */
const LISTED = 100

/** Where a client is told; undefined where it wants to be told nothing. */
export async function endpointOf(
  db: Database,
  clientId: string,
): Promise<{ url: string; secret: string } | undefined> {
  const [row] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.clientId, clientId))
  return row && { url: row.url, secret: unseal('webhookSecret', [clientId], row.secret) }
}

/** Says where a client is told from now on, and by which secret messages are signed. `by`: user name. */
export async function setEndpoint(
  db: Database,
  clientId: string,
  { url, secret }: { url: string; secret: string },
  by: string,
): Promise<void> {
  const row = { url, secret: seal('webhookSecret', [clientId], secret), madeBy: by }
  await db.transaction(async (tx) => {
    await tx
      .insert(webhookEndpoints)
      .values({ clientId, ...row })
      .onConflictDoUpdate({ target: webhookEndpoints.clientId, set: row })
    await audit(tx, { actor: `staff:${by}`, action: 'apiClient.webhookSet', subject: clientId })
  })
}

/** What a client was told lately, the newest first, each with its attempts. */
export async function eventsOf(db: Database, clientId: string) {
  const events = await db
    .select()
    .from(webhookEvents)
    .where(eq(webhookEvents.clientId, clientId))
    .orderBy(desc(webhookEvents.createdAt))
    .limit(LISTED)
  const ids = events.map(({ id }) => id)
  const attempts = await db
    .select()
    .from(webhookAttempts)
    .where(inArray(webhookAttempts.eventId, ids))
    .orderBy(asc(webhookAttempts.createdAt))
  return events.map((event) => ({
    ...event,
    no: orderNo(event.orderId),
    attempts: attempts.filter(({ eventId }) => eventId === event.id),
  }))
}

/** Whether a client was told this. */
export async function isEventOf(db: Database, clientId: string, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.id, id), eq(webhookEvents.clientId, clientId)))
  return rows.length > 0
}
