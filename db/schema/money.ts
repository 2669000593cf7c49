import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { priorityRank } from '../../domain/assignment.ts'
import { createdAt, id, instant } from '../columns.ts'
import type { PaymentWay } from '../../domain/payment.ts'
import type { TransferPurpose } from '../../domain/deposit-memo.ts'
import type { StaffTaskKind } from '../../domain/staff-tasks.ts'
import { documents, orders } from './orders.ts'

/** One trade (QR code) at a payment provider, or what came for an order by bank transfer. */
export const payments = pgTable(
  'payments',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    provider: text('provider').$type<PaymentWay>().notNull(),
    /** Our number of the trade at the provider. */
    outTradeNo: text('out_trade_no').notNull().unique(),
    amountFen: integer('amount_fen').notNull(),
    qrContent: text('qr_content'),
    /** `disputed`: another amount than ours came in. */
    state: text('state').$type<'waiting' | 'paid' | 'closed' | 'disputed'>().notNull(),
    /** What really came in. */
    receivedFen: integer('received_fen'),
    /** The payment that the order goes on with; any other that comes in is given back. */
    accepted: boolean('accepted').notNull().default(false),
    qrExpiresAt: instant('qr_expires_at').notNull(),
    /** The provider's number of the trade, once paid. */
    tradeNo: text('trade_no').unique(),
    paidAt: instant('paid_at'),
    createdAt: createdAt(),
  },
  (table) => [
    index('payments_order').on(table.orderId),
    uniqueIndex('payments_one_accepted')
      .on(table.orderId)
      .where(sql`${table.accepted}`),
  ],
)

export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** A payment goes back once, and whole. */
    paymentId: uuid('payment_id')
      .notNull()
      .unique()
      .references(() => payments.id),
    /** Our number of the refund at the provider: asking twice moves the money once. */
    outRequestNo: text('out_request_no').notNull().unique(),
    amountFen: integer('amount_fen').notNull(),
    /** `withFinance`: the provider refused for too long and is asked no more; `byHand`: finance transferred the money. */
    state: text('state').$type<'requested' | 'withFinance' | 'done' | 'byHand'>().notNull(),
    doneAt: instant('done_at'),
    createdAt: createdAt(),
  },
  (table) => [index('refunds_order').on(table.orderId)],
)

/** Where money is: at a provider, at the bank, owed to a customer, received without a claim, earned, spent. */
export type Account =
  | 'alipayClearing'
  | 'wechatClearing'
  | 'bankAccount'
  | 'customerPrepayments'
  | 'unmatchedReceipts'
  | 'revenue'
  | 'proofingCosts'

/** What moves money, and once for one number: the two together name the movement. */
export type MovementKind =
  | 'payment'
  | 'refund'
  | 'receipt'
  | 'receiptAccepted'
  | 'returnSent'
  | 'returnBounced'
  | 'returnByHand'
  | 'deposit'
  | 'depositBounced'
  | 'earned'

/** One movement of money in the double-entry ledger. It and its entries are written once (db/guards.sql). */
export const ledgerMovements = pgTable(
  'ledger_movements',
  {
    name: text('name').primaryKey(),
    kind: text('kind').$type<MovementKind>().notNull(),
    /** What it is about: an order, or `receipt/<bank serial>` while no order claims the money. */
    orderId: text('order_id').notNull(),
    /** What its debits sum to, and its credits: an entry that came later would break this. */
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [check('ledger_movements_above_zero', sql`${table.amountFen} > 0`)],
)

/** The sides of a movement, summing to zero: debit positive, credit negative. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: id(),
    movement: text('movement')
      .notNull()
      .references(() => ledgerMovements.name),
    account: text('account').$type<Account>().notNull(),
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    /** Whose it is: an order, or `receipt/<bank serial>` while no order claims it. */
    orderId: text('order_id').notNull(),
  },
  (table) => [
    uniqueIndex('ledger_entries_once').on(table.movement, table.account),
    index('ledger_entries_whose').on(table.orderId, table.account),
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
    state: text('state')
      .$type<'issuing' | 'failed' | 'withdrawn' | 'issued' | 'mailed' | 'mailRefused'>()
      .notNull(),
    pdfId: uuid('pdf_id').references(() => documents.id),
    xmlId: uuid('xml_id').references(() => documents.id),
    ofdId: uuid('ofd_id').references(() => documents.id),
    /** How often the applicant had it mailed again. */
    mailings: integer('mailings').notNull().default(0),
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

/** A 1-cent transfer from our bank account to an organisation's, by which it proves that the account is its own. */
export const transfers = pgTable(
  'transfers',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** Our reference at the bank: asking twice moves the money once. */
    reference: text('reference').notNull().unique(),
    purpose: text('purpose').$type<TransferPurpose>().notNull(),
    accountMasked: text('account_masked').notNull(),
    amountFen: integer('amount_fen').notNull(),
    state: text('state').$type<'requested' | 'processing' | 'succeeded' | 'failed' | 'bounced'>().notNull(),
    /** The bank's words about a failure. */
    reason: text('reason'),
    /** The verification code and the certificate password in the memo; no password where no key is made. */
    codeId: uuid('code_id'),
    passwordId: uuid('password_id'),
    /** Fingerprint of the facts that it proves. */
    facts: text('facts').notNull(),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    settledAt: instant('settled_at'),
    createdAt: createdAt(),
  },
  (table) => [index('transfers_order').on(table.orderId)],
)

/** Work that only a person can do; one row for one matter. */
export const staffTasks = pgTable(
  'staff_tasks',
  {
    id: id(),
    kind: text('kind').$type<StaffTaskKind>().notNull(),
    /** Null for what concerns no order. */
    orderId: text('order_id').references(() => orders.id),
    /** What it is about, e.g. our number of a trade. */
    subject: text('subject').notNull(),
    detail: jsonb('detail').$type<Record<string, string | number>>().notNull(),
    /** The process that waits for it, if one does. */
    workflowId: text('workflow_id'),
    dueAt: instant('due_at').notNull(),
    /** Place in `priorities` (domain/assignment.ts). */
    priority: smallint('priority').notNull().default(priorityRank('normal')),
    /** User name of whoever has taken it. */
    assignee: text('assignee'),
    doneBy: text('done_by'),
    /** When whoever waits for it was told: until then it is on the list. */
    doneAt: instant('done_at'),
    /** What was done, in the person's words, e.g. the bank's reference. */
    note: text('note'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('staff_tasks_once').on(table.kind, table.subject),
    index('staff_tasks_open')
      .on(table.priority, table.dueAt, table.id)
      .where(sql`${table.doneAt} is null`),
    index('staff_tasks_order').on(table.orderId),
  ],
)
