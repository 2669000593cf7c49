import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { AlgorithmId } from '../../domain/certificate-kinds.ts'
import type { UnlockRefusal, UnlockWay } from '../../domain/unlock.ts'
import { createdAt, instant } from '../columns.ts'
import { bytes, sealed } from '../encryption.ts'
import { certificates, tokens } from './certificates.ts'
import { orders } from './orders.ts'

/** How an unlock was judged when it began. */
export const unlocks = pgTable('unlocks', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  refused: text('refused').$type<UnlockRefusal>(),
  ways: jsonb('ways').$type<readonly UnlockWay[]>().notNull(),
  review: boolean('review').notNull(),
  assessedAt: instant('assessed_at').notNull(),
})

/** What the CA sealed to one agent: one row a try at the key, told apart by the agent's nonce. */
export const unlockRequests = pgTable(
  'unlock_requests',
  {
    id: uuid('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    tokenSerial: text('token_serial')
      .notNull()
      .references(() => tokens.serial),
    agentNonce: text('agent_nonce').notNull(),
    fromGeneration: integer('from_generation').notNull(),
    toGeneration: integer('to_generation').notNull(),
    /** What the key signs under its new PIN. */
    nonce: text('nonce').notNull(),
    /** On its way to the page; null once it has been used, or can be no more. */
    envelope: sealed<unknown>('envelope'),
    /** `unconfirmed`: nobody said how it ended, so either of both SO PINs may be set. */
    state: text('state').$type<'issued' | 'confirmed' | 'unconfirmed'>().notNull(),
    /** The key's proof that it has the new PIN and the next SO PIN, and whose certificate it is checked by. */
    signature: bytes('signature'),
    algorithm: text('algorithm').$type<AlgorithmId>(),
    certificateId: uuid('certificate_id').references(() => certificates.id),
    confirmedAt: instant('confirmed_at'),
    createdAt: createdAt(),
  },
  (table) => [
    index('unlock_requests_order').on(table.orderId, table.createdAt),
    index('unlock_requests_unconfirmed').on(table.tokenSerial, table.state),
    uniqueIndex('unlock_requests_once').on(table.tokenSerial, table.agentNonce),
  ],
)
