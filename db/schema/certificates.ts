import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { keyCarriers } from '../../domain/certificate-kinds.ts'
import type {
  AlgorithmId,
  CertificatePurpose,
  IssuerId,
  KeyCarrier,
  KeyOrigin,
} from '../../domain/certificate-kinds.ts'
import type { CertificateState } from '../../domain/certificate-states.ts'
import type { ReminderDay } from '../../domain/expiry.ts'
import type { TokenState } from '../../domain/token-states.ts'
import { createdAt, id, instant, oneOf } from '../columns.ts'
import { bytes } from '../encryption.ts'
import { orders } from './orders.ts'

/** A key station reports itself and what is plugged into it. */
export const keyStations = pgTable('key_stations', {
  id: text('id').primaryKey(),
  /** X25519 public key (PEM): SO PINs are sealed to it. */
  publicKey: text('public_key').notNull(),
  plugged: jsonb('plugged').$type<{ serial: string; model: string; label: string }[]>().notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
})

export const tokens = pgTable('tokens', {
  serial: text('serial').primaryKey(),
  model: text('model').notNull(),
  state: text('state').$type<TokenState>().notNull(),
  /** Generation of the derived SO PIN; the PIN itself is stored nowhere. Null where an earlier system set another one. */
  soPinGeneration: integer('so_pin_generation'),
  orderId: text('order_id').references(() => orders.id),
  createdAt: createdAt(),
})

/** A key pair of a subscriber: on a token, or kept for them in the HSM; with what proves that it was made there. */
export const subjectKeys = pgTable(
  'subject_keys',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    carrier: text('carrier').$type<KeyCarrier>().notNull(),
    /** Of the token that carries it. */
    tokenSerial: text('token_serial').references(() => tokens.serial),
    label: text('label').notNull(),
    /** Where it was made; the CA signs only for keys that were made where their profile says. */
    origin: text('origin').$type<KeyOrigin>().notNull(),
    spki: bytes('spki').notNull(),
    evidence: jsonb('evidence').$type<Record<string, boolean>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('subject_keys_once').on(table.tokenSerial, table.label).nullsNotDistinct(),
    oneOf(table.carrier, keyCarriers, 'subject_keys_carrier'),
    check('subject_keys_on_token', sql`(${table.tokenSerial} is not null) = (${table.carrier} = 'token')`),
  ],
)

/** The private half of a key pair that is kept for its holder: only the HSM can unwrap it, and only for its worker. */
export const hostedKeys = pgTable('hosted_keys', {
  keyId: uuid('key_id')
    .primaryKey()
    .references(() => subjectKeys.id),
  wrapped: bytes('wrapped').notNull(),
  createdAt: createdAt(),
})

/** Making the key of an order: one row an attempt. */
export const keyMakings = pgTable(
  'key_makings',
  {
    id: uuid('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    stationId: text('station_id').notNull(),
    tokenSerial: text('token_serial').notNull(),
    madeBy: text('made_by').notNull(),
    step: text('step').$type<'formatting' | 'generatingKey' | 'issuing' | 'writing' | 'verified'>().notNull(),
    /** Machine word of what went wrong; the attempt has ended. */
    failure: text('failure'),
    createdAt: createdAt(),
  },
  (table) => [index('key_makings_order').on(table.orderId)],
)

export const certificates = pgTable(
  'certificates',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    keyId: uuid('key_id')
      .notNull()
      .unique()
      .references(() => subjectKeys.id),
    issuer: text('issuer').$type<IssuerId>().notNull(),
    profile: text('profile').notNull(),
    purpose: text('purpose').$type<CertificatePurpose>().notNull(),
    /** What the certified key signs by. */
    algorithm: text('algorithm').$type<AlgorithmId>().notNull(),
    /** Serial number, lower-case hex without leading zeros. */
    serial: text('serial').notNull().unique(),
    holderNumber: text('holder_number').notNull(),
    subject: text('subject').notNull(),
    /** Stored before it is signed: a retry signs these bytes. The first signature that is stored counts. */
    tbs: bytes('tbs').notNull(),
    der: bytes('der'),
    state: text('state').$type<CertificateState>().notNull(),
    notBefore: instant('not_before').notNull(),
    notAfter: instant('not_after').notNull(),
    /** Since when its holder is known to have it. */
    activatedAt: instant('activated_at'),
    revokedAt: instant('revoked_at'),
    /** CRLReason of RFC 5280. */
    revocationReason: integer('revocation_reason'),
    invalidityDate: instant('invalidity_date'),
    /** The certificate that took its place: of a renewal, or with changed information. */
    supersededBy: uuid('superseded_by'),
    createdAt: createdAt(),
  },
  (table) => [
    index('certificates_holder').on(table.holderNumber),
    // An order yields a set: one usable certificate a purpose and algorithm. Another needs that one to be revoked.
    uniqueIndex('certificates_one_per_order')
      .on(table.orderId, table.purpose, table.algorithm)
      .where(sql`${table.state} <> 'revoked'`),
  ],
)

/** How far the certificate of an order is in the key that the applicant has in hands. */
export const certificateWritings = pgTable('certificate_writings', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  tokenSerial: text('token_serial')
    .notNull()
    .references(() => tokens.serial),
  /** What the key signs about this order. */
  nonce: text('nonce').notNull(),
  /** The pair that the key made for it: there is never another one. */
  keyId: uuid('key_id').references(() => subjectKeys.id),
  generatedAt: instant('generated_at'),
  /** The key has proved that the certificate is in it and works. */
  writtenAt: instant('written_at'),
  /** The key has proved that it is the one it uses now. */
  finishedAt: instant('finished_at'),
  createdAt: createdAt(),
})

/** One page at a time writes into a key. Whoever is silent for a minute is gone, and another may take over. */
export const keyLeases = pgTable('key_leases', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  /** Made by the page. */
  holder: uuid('holder').notNull(),
  /** Goes up with each taking over, so that a page which wakes up late is told. */
  fence: integer('fence').notNull(),
  heartbeatAt: instant('heartbeat_at').notNull(),
})

/** Who wants a certificate to be on hold: it is as long as any order does. */
export const certificateHolds = pgTable(
  'certificate_holds',
  {
    id: id(),
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    heldAt: instant('held_at').notNull(),
    releasedAt: instant('released_at'),
  },
  (table) => [uniqueIndex('certificate_holds_once').on(table.certificateId, table.orderId)],
)

/** Reminders of a certificate's end: each once. */
export const expiryReminders = pgTable(
  'expiry_reminders',
  {
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    /** So many days before the end. */
    day: integer('day').$type<ReminderDay>().notNull(),
    sentAt: instant('sent_at'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.certificateId, table.day] })],
)

/** Certificates and CRLs of the authority itself, served over HTTP by processes that never see the HSM. */
export const authorityCertificates = pgTable('authority_certificates', {
  name: text('name').$type<IssuerId>().primaryKey(),
  der: bytes('der').notNull(),
})

export const crls = pgTable(
  'crls',
  {
    id: id(),
    issuer: text('issuer').$type<IssuerId>().notNull(),
    number: integer('number').notNull(),
    /** Stored before it is signed, and signed once, like a certificate. */
    tbs: bytes('tbs').notNull(),
    der: bytes('der'),
    thisUpdate: instant('this_update').notNull(),
    nextUpdate: instant('next_update').notNull(),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('crls_number').on(table.issuer, table.number)],
)
