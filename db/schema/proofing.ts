import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { AlgorithmId } from '../../domain/certificate-kinds.ts'
import type { ProofingMethod } from '../../domain/proofing.ts'
import { noticeIds, type NoticeId } from '../../domain/notices.ts'
import {
  codePurposes,
  codeReceivers,
  queryPurposes,
  type CodePurpose,
  type CodeReceiver,
  type QueryPurpose,
} from '../../domain/verification-codes.ts'
import { createdAt, id, instant, oneOf } from '../columns.ts'
import { bytes, sealed } from '../encryption.ts'
import { orders } from './orders.ts'

/**
 * What an order is asked for by: the organisation (USCC), the person who is its holder (holder number), or whoever acted in
 * it (fingerprint of the identity number).
 */
export type QueriedBy = { holderNumber: string } | { person: string } | { operator: string }

/** Evidence that a certificate's key was in its holder's hand. All but the serial number in Base64. */
export interface SignedProof {
  serial: string
  algorithm: AlgorithmId
  publicKey: string
  statement: string
  signature: string
}

/** Evidence of each identity check: who was asked, what was answered. Holds no personal data. */
export const proofings = pgTable(
  'proofings',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** `registry`: the company registry alone, for a holder who is known already. */
    method: text('method').$type<ProofingMethod | 'registry'>().notNull(),
    /** Fingerprint of the facts that were checked. */
    facts: text('facts').notNull(),
    result: text('result').$type<'matched' | 'mismatched'>().notNull(),
    /** Form fields that did not match. */
    inconsistent: jsonb('inconsistent').$type<string[]>().notNull(),
    /** The provider's own numbers of the requests. */
    providerRequests: jsonb('provider_requests').$type<string[]>().notNull(),
    /** The certificate by which a person proves themselves, and what its key has signed for that. */
    certificateId: uuid('certificate_id'),
    signed: jsonb('signed').$type<SignedProof>(),
    /** When the legal representative's code came back right. */
    passedAt: instant('passed_at'),
    /** The bank sent the 1-cent transfer back after all. */
    voidedAt: instant('voided_at'),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [index('proofings_order').on(table.orderId)],
)

/** SMS verification codes. The code itself is derived from the id (db/encryption.ts) and stored nowhere. */
export const verificationCodes = pgTable(
  'verification_codes',
  {
    id: uuid('id').primaryKey(),
    /** Workflow that asked for it. */
    workflowId: text('workflow_id').notNull(),
    purpose: text('purpose').$type<CodePurpose>().notNull(),
    /** Fingerprint of what is confirmed; a changed form voids the code. */
    subject: text('subject').notNull(),
    phoneFingerprint: text('phone_fingerprint').notNull(),
    phoneMasked: text('phone_masked').notNull(),
    expiresAt: instant('expires_at').notNull(),
    tries: integer('tries').notNull().default(0),
    sentAt: instant('sent_at'),
    consumedAt: instant('consumed_at'),
    voidedAt: instant('voided_at'),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [
    index('verification_codes_workflow').on(table.workflowId, table.purpose),
    oneOf(table.purpose, codePurposes, 'verification_codes_purpose'),
    index('verification_codes_phone').on(table.phoneFingerprint, table.createdAt),
  ],
)

/** What a browser asks for by an identifier; whose it is, if anybody's, nobody has looked up yet. */
export const codeQueries = pgTable(
  'code_queries',
  {
    id: id(),
    purpose: text('purpose').$type<QueryPurpose>().notNull(),
    by: jsonb('by').$type<QueriedBy>().notNull(),
    receiver: text('receiver').$type<CodeReceiver>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    oneOf(table.purpose, queryPurposes, 'code_queries_purpose'),
    oneOf(table.receiver, codeReceivers, 'code_queries_receiver'),
  ],
)

/** Every SMS and mail that went out, without its text. */
export const sentNotices = pgTable(
  'sent_notices',
  {
    id: id(),
    orderId: text('order_id'),
    notice: text('notice').$type<NoticeId>().notNull(),
    channel: text('channel').$type<'sms' | 'mail'>().notNull(),
    recipientMasked: text('recipient_masked').notNull(),
    /** The provider's number of the message; empty until it was accepted. */
    providerId: text('provider_id'),
    sentAt: instant('sent_at'),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [
    index('sent_notices_order').on(table.orderId),
    oneOf(table.notice, noticeIds, 'sent_notices_notice'),
  ],
)

/** Certificate passwords and SO PINs on their way: encrypted, and wiped as soon as they have arrived. */
export const secretsInTransit = pgTable('secrets_in_transit', {
  id: id(),
  orderId: text('order_id')
    .notNull()
    .references(() => orders.id),
  kind: text('kind').$type<'certificatePassword' | 'soPin' | 'userPin'>().notNull(),
  /** A certificate password; null once destroyed. */
  certificatePassword: sealed<string>('certificate_password'),
  /** A PIN sealed to the key station that sets it; null once destroyed. */
  toStation: bytes('to_station'),
  deliveredAt: instant('delivered_at'),
  destroyedAt: instant('destroyed_at'),
  idempotencyKey: text('idempotency_key').notNull().unique(),
  createdAt: createdAt(),
})
