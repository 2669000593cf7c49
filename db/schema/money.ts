import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { createdAt, id, instant } from '../columns.ts'
import { documents, orders } from './orders.ts'

/** One trade (QR code) at a payment provider. */
export const payments = pgTable(
  'payments',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    provider: text('provider').$type<'alipay'>().notNull(),
    /** Our number of the trade at the provider. */
    outTradeNo: text('out_trade_no').notNull().unique(),
    amountFen: integer('amount_fen').notNull(),
    qrContent: text('qr_content'),
    state: text('state').$type<'waiting' | 'paid' | 'closed'>().notNull(),
    qrExpiresAt: instant('qr_expires_at').notNull(),
    /** The provider's number of the trade, once paid. */
    tradeNo: text('trade_no').unique(),
    paidAt: instant('paid_at'),
    createdAt: createdAt(),
  },
  (table) => [index('payments_order').on(table.orderId)],
)

export const refunds = pgTable('refunds', {
  id: id(),
  orderId: text('order_id')
    .notNull()
    .references(() => orders.id),
  paymentId: uuid('payment_id')
    .notNull()
    .references(() => payments.id),
  /** Our number of the refund at the provider: asking twice moves the money once. */
  outRequestNo: text('out_request_no').notNull().unique(),
  amountFen: integer('amount_fen').notNull(),
  state: text('state').$type<'requested' | 'done'>().notNull(),
  doneAt: instant('done_at'),
  createdAt: createdAt(),
})

export type Account = 'alipayClearing' | 'customerPrepayments'

/** Double-entry ledger: rows of one movement share `movement` and sum to zero (debit positive, credit negative). */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: id(),
    movement: text('movement').notNull(),
    account: text('account').$type<Account>().notNull(),
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    orderId: text('order_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('ledger_entries_once').on(table.movement, table.account),
    check('ledger_entries_not_zero', sql`${table.amountFen} <> 0`),
  ],
)

export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    colour: text('colour').$type<'blue' | 'red'>().notNull(),
    /** Our number of the request at the tax platform. */
    requestNo: text('request_no').notNull().unique(),
    /** The platform's number of the running request. */
    platformSerial: text('platform_serial'),
    /** Number of the invoice, 20 digits, once issued. */
    number: text('number').unique(),
    amountFen: integer('amount_fen').notNull(),
    state: text('state').$type<'issuing' | 'issued' | 'mailed'>().notNull(),
    pdfId: uuid('pdf_id').references(() => documents.id),
    issuedAt: instant('issued_at'),
    mailedAt: instant('mailed_at'),
    createdAt: createdAt(),
  },
  (table) => [index('invoices_order').on(table.orderId)],
)

/** Events that providers reported: each counts once, and the same number with another body is an alarm. */
export const providerEvents = pgTable(
  'provider_events',
  {
    id: id(),
    provider: text('provider').notNull(),
    eventId: text('event_id').notNull(),
    bodySha256: text('body_sha256').notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('provider_events_once').on(table.provider, table.eventId)],
)
