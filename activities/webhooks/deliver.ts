import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { orderById } from '../../db/orders.ts'
import { signingRequests } from '../../db/schema/signing.ts'
import { webhookAttempts, webhookEvents } from '../../db/schema/webhooks.ts'
import { partsOfRequest } from '../../db/signing-requests.ts'
import { endpointOf } from '../../db/webhooks.ts'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import { webhookTypeOf } from '../../domain/webhooks.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { post } from './post.ts'

export type WebhookActivities = ReturnType<typeof webhookActivities>

const LEAST_GOOD = 200
const LEAST_BAD = 300

/** Tells other systems of the requests that they have sent (Standard Webhooks). */
export function webhookActivities({ db }: { db: Database }) {
  return {
    /** Writes down what the client of a request is told of a move, once. Null where there is nobody, or nothing, to tell. */
    async noteWebhook({
      orderId,
      event,
      seq,
    }: {
      orderId: string
      event: OrderEvent
      seq: number
    }): Promise<{ eventId: string | null }> {
      const type = webhookTypeOf(event)
      const [request] = await db.select().from(signingRequests).where(eq(signingRequests.orderId, orderId))
      if (!type || !request?.clientId || !(await endpointOf(db, request.clientId))) return { eventId: null }
      const [order, parts] = await Promise.all([orderById(db, orderId), partsOfRequest(db, orderId)])
      const at = now().toISOString()
      const signers = parts.map(({ part: { id, signedAt, declinedAt } }) => ({
        id,
        signedAt: signedAt?.toISOString() ?? null,
        declinedAt: declinedAt?.toISOString() ?? null,
      }))
      const body = JSON.stringify({
        type,
        timestamp: at,
        data: { no: order!.no, state: order!.state, signers },
      })
      const idempotencyKey = `${orderId}/${seq}`
      await db
        .insert(webhookEvents)
        .values({ clientId: request.clientId, orderId, type, body, idempotencyKey })
        .onConflictDoNothing()
      const [written] = await db
        .select({ id: webhookEvents.id })
        .from(webhookEvents)
        .where(eq(webhookEvents.idempotencyKey, idempotencyKey))
      return { eventId: written!.id }
    },

    /** Sends a message to its client, and keeps what came of it. @throws Error when it was not taken. */
    async deliverWebhook({ eventId }: { eventId: string }): Promise<void> {
      const [event] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, eventId))
      if (!event) throw permanentFailure('NotFound', 'no such message')
      const endpoint = await endpointOf(db, event.clientId)
      if (!endpoint) throw permanentFailure('NotFound', 'the client wants to be told nothing any more')
      const at = new Date()
      const sent = post(endpoint.url, {
        body: event.body,
        network: config('webhooks').WEBHOOK_NETWORK,
        headers: {
          'webhook-id': event.id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(endpoint.secret).sign(event.id, at, event.body),
        },
      })
      const came = await sent.then(
        (status) => ({ status, problem: null }),
        (error: NodeJS.ErrnoException) => ({ status: null, problem: error.code ?? 'unknown' }),
      )
      await db.insert(webhookAttempts).values({ eventId, ...came })
      const { status } = came
      if (status === null || status < LEAST_GOOD || status >= LEAST_BAD)
        throw new Error(`the client answered ${status ?? came.problem}`)
      await db
        .update(webhookEvents)
        .set({ deliveredAt: at, givenUpAt: null })
        .where(eq(webhookEvents.id, eventId))
    },

    /** Notes that a message is not sent any more by itself. */
    async giveUpWebhook({ eventId }: { eventId: string }): Promise<void> {
      await db.update(webhookEvents).set({ givenUpAt: now() }).where(eq(webhookEvents.id, eventId))
    },
  }
}
