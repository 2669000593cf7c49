import { bigint, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { SuspenseReason } from '../../domain/remittance.ts'
import { createdAt, id, instant } from '../columns.ts'
import { sealed } from '../encryption.ts'
import { orders } from './orders.ts'

/** Money that came into our bank account: one row a line of its statement. */
export const bankReceipts = pgTable(
  'bank_receipts',
  {
    id: id(),
    /** The bank's day and number of the line: however often the statement is read, a line counts once. */
    bankSerial: text('bank_serial').notNull().unique(),
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    /** May be a person's account. */
    payer: sealed<Payer>('payer').notNull(),
    memo: sealed<string>('memo').notNull(),
    /** When the bank booked it. */
    bookedAt: instant('booked_at').notNull(),
    /** The order that its memo names, or that finance matched it to. */
    orderId: text('order_id').references(() => orders.id),
    state: text('state').$type<'new' | 'suspense' | 'accepted' | 'returned'>().notNull(),
    reason: text('reason').$type<SuspenseReason>(),
    /** What of it pays the order; the rest goes back. */
    acceptedFen: bigint('accepted_fen', { mode: 'number' }).notNull().default(0),
    /** What finance made of a receipt on the suspense list, who did, and in which words. */
    decision: text('decision').$type<'match' | 'return'>(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    note: text('note'),
    createdAt: createdAt(),
  },
  (table) => [index('bank_receipts_order').on(table.orderId), index('bank_receipts_state').on(table.state)],
)

export interface Payer {
  name: string
  account: string
  bank: string
}

/** A transfer back to whoever paid. */
export const bankReturns = pgTable(
  'bank_returns',
  {
    id: id(),
    receiptId: uuid('receipt_id')
      .notNull()
      .references(() => bankReceipts.id),
    /** `accepted`: what had paid an order; `surplus`: what no order needs. */
    part: text('part').$type<'accepted' | 'surplus'>().notNull(),
    orderId: text('order_id').references(() => orders.id),
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    /** Ours at the bank: asking twice moves the money once. */
    reference: text('reference').notNull().unique(),
    /** `failed`: the bank refused or sent it back, finance transfers it by hand. */
    state: text('state').$type<'requested' | 'processing' | 'done' | 'failed' | 'byHand'>().notNull(),
    /** The bank's words about a failure. */
    failure: text('failure'),
    /** Staff username and words of who transferred it by hand. */
    doneBy: text('done_by'),
    note: text('note'),
    doneAt: instant('done_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('bank_returns_once').on(table.receiptId, table.part),
    index('bank_returns_order').on(table.orderId),
  ],
)
