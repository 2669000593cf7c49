import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { ApiPermission, ClientCertificateReason, TokenScope } from '../../domain/api-clients.ts'
import type { DailyIssuerId } from '../../domain/certificate-kinds.ts'
import { createdAt, id, instant } from '../columns.ts'
import { bytes, sealed } from '../encryption.ts'

/** Other systems that use the API. The id is the OAuth client_id. */
export const apiClients = pgTable('api_clients', {
  id: id(),
  name: text('name').notNull(),
  permissions: jsonb('permissions').$type<ApiPermission[]>().notNull(),
  redirectUris: jsonb('redirect_uris').$type<string[]>().notNull(),
  requestsPerMinute: integer('requests_per_minute').notNull(),
  documentsPerDay: integer('documents_per_day').notNull(),
  /** SHA-256 of 32 random bytes: nobody can guess what it is of. Null where it proves itself by certificates. */
  secretHash: bytes('secret_hash'),
  /** User name. */
  madeBy: text('made_by').notNull(),
  createdAt: createdAt(),
  lastUsedAt: instant('last_used_at'),
  revokedBy: text('revoked_by'),
  revokedAt: instant('revoked_at'),
})

/** Certificates by which clients prove themselves: what was asked for, then what the CA made of it. */
export const clientCertificates = pgTable(
  'client_certificates',
  {
    /** Of whoever asks, so that the same request is made once. */
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => apiClients.id),
    /** PKCS#10, DER: its maker has the key. */
    request: bytes('request').notNull(),
    /** A key has one certificate, whosever it is. */
    spki: bytes('spki').notNull().unique(),
    /** User name. */
    askedBy: text('asked_by').notNull(),
    issuer: text('issuer').$type<DailyIssuerId>().notNull(),
    cpsVersion: text('cps_version').notNull(),
    state: text('state').$type<'prepared' | 'issued' | 'revoked'>().notNull(),
    /** Lower-case hex without leading zeros; from here on null until the CA takes the request up. */
    serial: text('serial').unique(),
    subject: text('subject'),
    /** Stored before it is signed, and signed once, like a holder's. */
    tbs: bytes('tbs'),
    der: bytes('der').unique(),
    notBefore: instant('not_before'),
    notAfter: instant('not_after'),
    revokedAt: instant('revoked_at'),
    /** CRLReason of RFC 5280. */
    revocationReason: integer('revocation_reason'),
    createdAt: createdAt(),
  },
  (table) => [index('client_certificates_client').on(table.clientId)],
)

/** Certificates of clients that were given up: from then on they prove nothing here, and the CA revokes them. */
export const clientCertificateRevocations = pgTable('client_certificate_revocations', {
  certificateId: uuid('certificate_id')
    .primaryKey()
    .references(() => clientCertificates.id),
  reason: text('reason').$type<ClientCertificateReason>().notNull(),
  /** User name. */
  askedBy: text('asked_by').notNull(),
  createdAt: createdAt(),
})

/** What a code or a token is for, besides its scope. */
const forWhat = {
  /** The certificates that a signer has shown; null: all that the client may see. */
  certificateIds: jsonb('certificate_ids').$type<string[]>(),
  /** The order whose signatures it gives. */
  orderId: text('order_id'),
}

/** What a client has sent a person here for, until that person has decided. */
export const authorizationRequests = pgTable(
  'authorization_requests',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => apiClients.id),
    /** The parameters as they came. */
    asked: sealed<Record<string, string>>('asked').notNull(),
    /** The order in which the hashes are signed, once it was begun. */
    orderId: text('order_id'),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('authorization_requests_expiry').on(table.expiresAt)],
)

/** Authorization codes (RFC 6749, 4.1.2), as hashes; one that is used is gone. */
export const authorizationCodes = pgTable('authorization_codes', {
  codeHash: bytes('code_hash').primaryKey(),
  clientId: uuid('client_id')
    .notNull()
    .references(() => apiClients.id),
  redirectUri: text('redirect_uri').notNull(),
  scopes: jsonb('scopes').$type<TokenScope[]>().notNull(),
  codeChallenge: text('code_challenge'),
  codeChallengeMethod: text('code_challenge_method'),
  ...forWhat,
  expiresAt: instant('expires_at').notNull(),
  createdAt: createdAt(),
})

/** Access tokens, as hashes. */
export const accessTokens = pgTable(
  'access_tokens',
  {
    tokenHash: bytes('token_hash').primaryKey(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => apiClients.id),
    scopes: jsonb('scopes').$type<TokenScope[]>().notNull(),
    ...forWhat,
    /** The certificate by which it was asked for: good with that alone (RFC 8705, 3). */
    boundTo: uuid('bound_to').references(() => clientCertificates.id),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('access_tokens_client').on(table.clientId),
    index('access_tokens_expiry').on(table.expiresAt),
  ],
)
