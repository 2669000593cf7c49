import {
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { priorityRank } from '../../domain/assignment.ts'
import type { AlgorithmId } from '../../domain/certificate-kinds.ts'
import { roles, type Role } from '../../domain/kinds/description.ts'
import {
  kindsThat,
  orderKinds,
  type OrderEvent,
  type OrderKind,
  type OrderState,
} from '../../domain/kinds/kinds.ts'
import type { MaterialKind } from '../../domain/materials.ts'
import type { PaymentMode } from '../../domain/payment.ts'
import { orderEvents as events, orderStates } from '../../domain/order-states.ts'
import { productIds, type PriceItem, type ProductId } from '../../domain/products.ts'
import { createdAt, id, instant, listed, oneOf } from '../columns.ts'
import { sealed } from '../encryption.ts'

/** Numbers of the day's orders; unique over all days, so a number read aloud is never ambiguous. */
export const orderNumbers = pgSequence('order_numbers', { startWith: 1 })

/** Open orders that staff see in lists: an application that nobody has typed anything into is none. */
export const isListed = (of: { endedAt: AnyPgColumn; state: AnyPgColumn; revision: AnyPgColumn }) =>
  sql`${of.endedAt} is null and not (${of.state} = 'draft' and ${of.revision} = 0)`

/** By when something has to happen to an order; what has no time comes last. */
export const orderDue = (of: { waitsUntil: AnyPgColumn }) =>
  sql`coalesce(${of.waitsUntil}, 'infinity'::timestamptz)`

/** Read model of an order. Its workflow is the truth; only the activity `recordMove` changes state. */
export const orders = pgTable(
  'orders',
  {
    /** Workflow id, e.g. newApplication/20261124-000001. */
    id: text('id').primaryKey(),
    no: text('no').notNull().unique(),
    kind: text('kind').$type<OrderKind>().notNull(),
    product: text('product').$type<ProductId>().notNull(),
    state: text('state').$type<OrderState>().notNull(),
    /** Last saved revision of the form; 0 before the first. */
    revision: integer('revision').notNull().default(0),
    /** From the last complete form: an organisation with its USCC, a person masked with its number (db/holders.ts). */
    holderName: text('holder_name'),
    holderNumber: text('holder_number'),
    /** Keyed fingerprints of the operator's identity number and phone (db/operators.ts): whose order it is. */
    operatorFingerprint: text('operator_fingerprint'),
    operatorPhone: text('operator_phone'),
    /** Of everybody in the form: name, phone, identity number (db/people.ts). Empty once personal data are wiped. */
    fingerprints: text('fingerprints')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The practice statement that was agreed to (domain/cps.ts). */
    cpsVersion: text('cps_version'),
    priceItems: jsonb('price_items').$type<PriceItem[]>().notNull(),
    /** Language the applicant used last. */
    language: text('language').$type<'zh' | 'en'>().notNull().default('zh'),
    /** The certificate that is renewed, replaced, changed or unlocked; null where the order makes a first one. */
    certificateId: uuid('certificate_id'),
    /** Of a replacement: what became of the old key. */
    keyFate: text('key_fate').$type<'lost' | 'damaged'>(),
    payBy: text('pay_by').$type<PaymentMode>().notNull().default('qr'),
    /** The key in the applicant's hand that the order works on. */
    tokenSerial: text('token_serial'),
    /** When its process was started; null as long as nobody could. */
    startedAt: instant('started_at'),
    /** The run of its process that moved it last. */
    runId: text('run_id'),
    /** Since when its process is known to have ended without it; null as long as it goes on. */
    interruptedAt: instant('interrupted_at'),
    /** Until when the order waits as it stands. */
    waitsUntil: instant('waits_until'),
    /** Place in `priorities` (domain/assignment.ts). */
    priority: smallint('priority').notNull().default(priorityRank('normal')),
    /** User name of whoever of staff it is given to, and the state in which it was: it counts until another one waits for staff. */
    assignee: text('assignee'),
    assignedFor: text('assigned_for').$type<OrderState>(),
    /** When nothing more could happen to it. */
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('orders_holder').on(table.holderNumber),
    index('orders_operator').on(table.operatorFingerprint),
    index('orders_state').on(table.state, table.updatedAt),
    // The lists of staff, each page of which begins where the last one ended.
    index('orders_open').on(table.priority, orderDue(table), table.no).where(isListed(table)),
    ...[
      index('orders_ended').on(table.endedAt, table.no),
      index('orders_ended_state').on(table.state, table.endedAt, table.no),
      index('orders_ended_kind').on(table.kind, table.endedAt, table.no),
      index('orders_ended_product').on(table.product, table.endedAt, table.no),
    ].map((list) => list.where(sql`${table.endedAt} is not null`)),
    // What staff search by.
    index('orders_name').using('gin', table.holderName.op('gin_trgm_ops')),
    index('orders_people').using('gin', table.fingerprints),
    index('orders_token').on(table.tokenSerial),
    index('orders_certificate').on(table.certificateId),
    oneOf(table.kind, orderKinds, 'orders_kind'),
    oneOf(table.product, productIds, 'orders_product'),
    oneOf(table.state, orderStates, 'orders_state_known'),
    // One key is in one process at a time; a PIN that locks in the middle of it is unlocked beside it.
    uniqueIndex('orders_one_per_token')
      .on(table.tokenSerial, sql`(${table.kind} in (${listed(kindsThat('besideOthersOnKey'))}))`)
      .where(sql`${table.endedAt} is null`),
    // What is to become of a hosted certificate is settled before anything else is made of it.
    uniqueIndex('orders_one_per_hosted_certificate')
      .on(table.certificateId)
      .where(sql`${table.endedAt} is null and ${table.kind} in (${listed(kindsThat('followsHosted'))})`),
    // A certificate is reported lost once, and replaced once, at a time.
    uniqueIndex('orders_one_per_lost_certificate')
      .on(table.kind, table.certificateId)
      .where(sql`${table.endedAt} is null and ${table.kind} in (${listed(kindsThat('oncePerCertificate'))})`),
  ],
)

/** Every saved revision of a form, personal data encrypted (db/forms.ts seals and opens it). */
export const orderForms = pgTable(
  'order_forms',
  {
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    revision: integer('revision').notNull(),
    /** Null once it was wiped. */
    typed: sealed<unknown>('typed'),
    complete: boolean('complete').notNull(),
    /** Fingerprints: of what identity proofing vouches for, and of the whole form. */
    proofedFacts: text('proofed_facts').notNull(),
    digest: text('digest').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.revision] })],
)

/** What happened to an order, in order. */
export const orderEvents = pgTable(
  'order_events',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** Number of the move within its workflow; a retried activity writes it once. */
    seq: integer('seq').notNull(),
    event: text('event').$type<OrderEvent>().notNull(),
    state: text('state').$type<OrderState>().notNull(),
    by: text('by').$type<Role>().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    uniqueIndex('order_events_once').on(table.orderId, table.seq),
    oneOf(table.event, events, 'order_events_event'),
    oneOf(table.state, orderStates, 'order_events_state'),
    oneOf(table.by, roles, 'order_events_by'),
  ],
)

/** Uploads and issued papers. The bytes lie encrypted in the document store under the id. */
export const documents = pgTable(
  'documents',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    kind: text('kind')
      .$type<
        | MaterialKind
        | 'invoicePdf'
        | 'invoiceXml'
        | 'invoiceOfd'
        | 'confirmation'
        | 'toSign'
        | 'signed'
        | 'evidence'
      >()
      .notNull(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    /** Set when another upload took its place. */
    replacedAt: instant('replaced_at'),
    createdAt: createdAt(),
  },
  (table) => [
    index('documents_order').on(table.orderId, table.kind),
    // The same picture of a voucher in another order is found by it.
    index('documents_sha256').on(table.sha256),
  ],
)

/** Evidence that an order was confirmed: who signed what, by which key. The document is what was signed. */
export const confirmations = pgTable(
  'confirmations',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** SHA-256 of the document, hex. */
    digest: text('digest').notNull(),
    /** `holderKey`: the operator signed with another key; `sms`: we signed for the operator's code. */
    way: text('way').$type<'holderKey' | 'sms'>().notNull(),
    /** The certificate of the holder's key; null where we signed. */
    certificateId: uuid('certificate_id'),
    /** The code the operator typed; null where a key signed. */
    codeId: uuid('code_id'),
    /** The very bytes that were signed; base64, like the signature. */
    statement: text('statement').notNull(),
    /** SPKI, base64: with it the row can be checked by itself. */
    publicKey: text('public_key').notNull(),
    algorithm: text('algorithm').$type<AlgorithmId>().notNull(),
    signature: text('signature').notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('confirmations_once').on(table.orderId, table.digest)],
)
