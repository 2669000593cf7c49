import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  authorisationPurposes,
  type AuthorisationPurpose,
  type SealPlace,
  type SignerLimits,
} from '../../domain/authorisation.ts'
import { createdAt, id, instant, oneOf } from '../columns.ts'
import { bytes, sealed } from '../encryption.ts'
import type { HashAlgorithm } from '../../domain/hash-signing.ts'
import type { Language } from '../../domain/notices.ts'
import { apiClients } from './api-clients.ts'
import { certificates } from './certificates.ts'
import { documents, orders } from './orders.ts'

/** What typed codes are sealed to; the private half is made of a secret of the HSM. */
export const signingKeys = pgTable('signing_keys', {
  /** SPKI, DER. */
  publicKey: bytes('public_key').primaryKey(),
  createdAt: createdAt(),
})

/** Who may sign by a hosted certificate: each a person with a phone. The first is the one that activated it. */
export const signers = pgTable(
  'signers',
  {
    id: uuid('id').primaryKey(),
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    /** Of the first: whose form names the phone. */
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    name: sealed<string>('name').notNull(),
    phone: sealed<string>('phone').notNull(),
    phoneFingerprint: text('phone_fingerprint').notNull(),
    phoneMasked: text('phone_masked').notNull(),
    limits: jsonb('limits').$type<SignerLimits>().notNull(),
    /** Of all that this signer may do, by a secret of the HSM: nobody else can put another phone here. Null once taken back. */
    mac: bytes('mac'),
    takenBackAt: instant('taken_back_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('signers_once')
      .on(table.certificateId, table.phoneFingerprint)
      .where(sql`${table.takenBackAt} is null`),
  ],
)

/** Whom the first signer lets sign as well, and how far, until both phones have agreed. */
export const signerNamings = pgTable('signer_namings', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  name: sealed<string>('name').notNull(),
  phone: sealed<string>('phone').notNull(),
  limits: jsonb('limits').$type<SignerLimits>().notNull(),
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
    /** That the signed one came of this document by signatures of ours alone, by a secret of the HSM. */
    signedMac: bytes('signed_mac'),
    stampedAt: instant('stamped_at'),
    createdAt: createdAt(),
  },
  (table) => [index('signing_documents_order').on(table.orderId)],
)

/** What a request with several signers says besides its documents. */
export const signingRequests = pgTable('signing_requests', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  /** One signer after the other, or all at once. */
  inOrder: boolean('in_order').notNull().default(true),
  /** How long it waits for its signers, in days. */
  openDays: integer('open_days').notNull(),
  /** The other system that has sent it; null where a holder has. */
  clientId: uuid('client_id').references(() => apiClients.id),
  createdAt: createdAt(),
})

/** What each signer of a request has to do. */
export const signingParts = pgTable(
  'signing_parts',
  {
    id: uuid('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    position: integer('position').notNull(),
    signerId: uuid('signer_id')
      .notNull()
      .references(() => signers.id),
    /** Where this signer's seal stands on each document, by its id. */
    places: jsonb('places').$type<Record<string, SealPlace[]>>().notNull(),
    /** What opens it, in the link that is sent; found again by its fingerprint. */
    link: sealed<string>('link'),
    linkFingerprint: text('link_fingerprint').unique(),
    askedAt: instant('asked_at'),
    openedAt: instant('opened_at'),
    /** When the sender reminded this signer by hand, epoch ms. */
    urged: jsonb('urged').$type<number[]>().notNull().default([]),
    signedAt: instant('signed_at'),
    declinedAt: instant('declined_at'),
    /** Why it was declined, in the signer's words. */
    reason: sealed<string>('reason'),
    /** Who has handed it on, and when. */
    delegatedBy: uuid('delegated_by').references(() => signers.id),
    delegatedAt: instant('delegated_at'),
    createdAt: createdAt(),
  },
  (table) => [
    index('signing_parts_order').on(table.orderId),
    // A person signs a request once.
    uniqueIndex('signing_parts_once').on(table.orderId, table.signerId),
  ],
)

/** Trails of signing on their way to whoever asked: drawn, then sealed by the CA, then taken away. */
export const signingTrails = pgTable('signing_trails', {
  id: uuid('id').primaryKey(),
  orderId: text('order_id')
    .notNull()
    .references(() => orders.id),
  /** Base64. */
  pdf: sealed<string>('pdf').notNull(),
  sealedAt: instant('sealed_at'),
  createdAt: createdAt(),
})

/** Codes that were sent to let a hosted key be used. What they are for is not stored: the code is made over it. */
export const authorisations = pgTable(
  'authorisations',
  {
    id: uuid('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    purpose: text('purpose').$type<AuthorisationPurpose>().notNull(),
    /** Of a request with several signers: whose part it is for. */
    partId: uuid('part_id'),
    /** Who signs by it, and how many documents. */
    signerId: uuid('signer_id').references(() => signers.id),
    documents: integer('documents').notNull().default(0),
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
    /** From which address it was typed. */
    address: sealed<string>('address').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('typed_codes_authorisation').on(table.authorisationId)],
)

/** What a client says of hashes that it wants signed: in all, and of each. */
export interface HashWords {
  description: string
  labels: string[]
}

/** Hashes that a client wants signed, one row an order. */
export const hashSignings = pgTable('hash_signings', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  clientId: uuid('client_id')
    .notNull()
    .references(() => apiClients.id),
  algorithm: text('algorithm').$type<HashAlgorithm>().notNull(),
  /** Base64. */
  hashes: jsonb('hashes').$type<string[]>().notNull(),
  words: sealed<HashWords>('words'),
  /** Base64, in the order of the hashes. */
  signatures: jsonb('signatures').$type<string[]>(),
  /** When the client got them: once. */
  handedOutAt: instant('handed_out_at'),
  createdAt: createdAt(),
})

/** To which address the uses of a holder's certificates are mailed each month, once somebody there has confirmed it. */
export const usesMails = pgTable('uses_mails', {
  id: uuid('id').primaryKey(),
  holderNumber: text('holder_number').notNull().unique(),
  language: text('language').$type<Language>().notNull(),
  email: sealed<string>('email').notNull(),
  /** What confirms and stops it, in the links that are mailed; found again by its fingerprint. */
  key: sealed<string>('key').notNull(),
  keyFingerprint: text('key_fingerprint').notNull().unique(),
  /** When the mail server took the first mail, or would not. */
  sentAt: instant('sent_at'),
  refusedAt: instant('refused_at'),
  confirmedAt: instant('confirmed_at'),
  createdAt: createdAt(),
})

/** Whose holder lets which client see a certificate, and ask for its use. */
export const credentialGrants = pgTable(
  'credential_grants',
  {
    clientId: uuid('client_id')
      .notNull()
      .references(() => apiClients.id),
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.certificateId] })],
)
