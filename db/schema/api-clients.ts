import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { ApiPermission, TokenScope } from '../../domain/api-clients.ts'
import { createdAt, id, instant } from '../columns.ts'
import { bytes } from '../encryption.ts'

/** Other systems that use the API. The id is the OAuth client_id. */
export const apiClients = pgTable('api_clients', {
  id: id(),
  name: text('name').notNull(),
  permissions: jsonb('permissions').$type<ApiPermission[]>().notNull(),
  redirectUris: jsonb('redirect_uris').$type<string[]>().notNull(),
  requestsPerMinute: integer('requests_per_minute').notNull(),
  documentsPerDay: integer('documents_per_day').notNull(),
  /** SHA-256 of 32 random bytes: nobody can guess what it is of. */
  secretHash: bytes('secret_hash').notNull(),
  /** User name. */
  madeBy: text('made_by').notNull(),
  createdAt: createdAt(),
  lastUsedAt: instant('last_used_at'),
  revokedBy: text('revoked_by'),
  revokedAt: instant('revoked_at'),
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
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('access_tokens_client').on(table.clientId),
    index('access_tokens_expiry').on(table.expiresAt),
  ],
)
