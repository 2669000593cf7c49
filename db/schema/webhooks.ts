import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../columns.ts'
import { sealed } from '../encryption.ts'
import { apiClients } from './api-clients.ts'
import { orders } from './orders.ts'

/** Where a client wants to be told of its requests. */
export const webhookEndpoints = pgTable('webhook_endpoints', {
  clientId: uuid('client_id')
    .primaryKey()
    .references(() => apiClients.id),
  url: text('url').notNull(),
  /** What messages are signed by (Standard Webhooks: whsec_…). */
  secret: sealed<string>('secret').notNull(),
  /** User name. */
  madeBy: text('made_by').notNull(),
  createdAt: createdAt(),
})

/** What clients are told. The id is that of the message, whichever time it is sent. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => apiClients.id),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    type: text('type').notNull(),
    /** The very bytes that are sent. Nothing personal is in them. */
    body: text('body').notNull(),
    deliveredAt: instant('delivered_at'),
    /** When it was tried for the last time. */
    givenUpAt: instant('given_up_at'),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [index('webhook_events_client').on(table.clientId, table.createdAt)],
)

/** Each time that a message was sent, and what came back: a status of HTTP, or why there was none. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: id(),
    eventId: uuid('event_id')
      .notNull()
      .references(() => webhookEvents.id),
    status: integer('status'),
    problem: text('problem'),
    createdAt: createdAt(),
  },
  (table) => [index('webhook_attempts_event').on(table.eventId)],
)
