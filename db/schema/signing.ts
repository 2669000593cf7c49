import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import {
  authorisationPurposes,
  type AuthorisationPurpose,
  type SealPlace,
} from '../../domain/authorisation.ts'
import { createdAt, id, instant, oneOf } from '../columns.ts'
import { bytes, sealed } from '../encryption.ts'
import { certificates } from './certificates.ts'
import { documents, orders } from './orders.ts'

/** What typed codes are sealed to; the private half is made of a secret of the HSM. */
export const signingKeys = pgTable('signing_keys', {
  /** SPKI, DER. */
  publicKey: bytes('public_key').primaryKey(),
  createdAt: createdAt(),
})

/** Who may sign by a hosted certificate: the phone that activated it. */
export const signers = pgTable('signers', {
  certificateId: uuid('certificate_id')
    .primaryKey()
    .references(() => certificates.id),
  /** Whose form names the phone. */
  orderId: text('order_id')
    .notNull()
    .references(() => orders.id),
  phoneMasked: text('phone_masked').notNull(),
  /** Of certificate and phone, by a secret of the HSM: nobody else can put another phone here. */
  mac: bytes('mac').notNull(),
  createdAt: createdAt(),
})

/** What signers agreed to by a code: nothing is made of a hosted certificate without it. */
export const signerConsents = pgTable('signer_consents', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  /** Of order, certificate and form, by a secret of the HSM: nobody else can agree for them. */
  mac: bytes('mac').notNull(),
  createdAt: createdAt(),
})

/** Documents of a signing request. */
export const signingDocuments = pgTable(
  'signing_documents',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    name: sealed<string>('name').notNull(),
    pages: integer('pages').notNull(),
    places: jsonb('places').$type<SealPlace[]>().notNull(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** The signed document, and since when it can be verified for good. */
    signedId: uuid('signed_id').references(() => documents.id),
    stampedAt: instant('stamped_at'),
    createdAt: createdAt(),
  },
  (table) => [index('signing_documents_order').on(table.orderId)],
)

/** Codes that were sent to let a hosted key be used. What they are for is not stored: the code is made over it. */
export const authorisations = pgTable(
  'authorisations',
  {
    id: uuid('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    purpose: text('purpose').$type<AuthorisationPurpose>().notNull(),
    phoneFingerprint: text('phone_fingerprint').notNull(),
    phoneMasked: text('phone_masked').notNull(),
    expiresAt: instant('expires_at').notNull(),
    tries: integer('tries').notNull().default(0),
    sentAt: instant('sent_at'),
    /** By this typed code. */
    consumedBy: uuid('consumed_by'),
    consumedAt: instant('consumed_at'),
    voidedAt: instant('voided_at'),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [
    index('authorisations_order').on(table.orderId),
    index('authorisations_phone').on(table.phoneFingerprint, table.createdAt),
    oneOf(table.purpose, authorisationPurposes, 'authorisations_purpose'),
  ],
)

/** Typed codes, sealed by the page to the worker that compares them. */
export const typedCodes = pgTable(
  'typed_codes',
  {
    id: id(),
    authorisationId: uuid('authorisation_id')
      .notNull()
      .references(() => authorisations.id),
    sealed: bytes('sealed').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('typed_codes_authorisation').on(table.authorisationId)],
)
