import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { ClientProof } from '../domain/api-clients.ts'
import { audit } from './audit.ts'
import { giveUpAllOfClient } from './client-certificates.ts'
import type { Database } from './database.ts'
import { accessTokens, apiClients, authorizationCodes } from './schema/api-clients.ts'

export type ApiClientRow = typeof apiClients.$inferSelect

/** What an administrator says of a client. */
export type NewApiClient = Pick<
  ApiClientRow,
  'name' | 'permissions' | 'redirectUris' | 'requestsPerMinute' | 'documentsPerDay'
> & { provesBy?: ClientProof }

const SECRET_BYTES = 32
/** How exact the time of the last use is: not every request writes. */
const USE_MS = 60_000

export const hashOf = (secret: string): Uint8Array => createHash('sha256').update(secret).digest()
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** Makes a client. Gives its secret, which is stored nowhere; null where it is to have certificates. `by`: user name. */
export async function createApiClient(
  db: Database,
  { provesBy = 'secret', ...given }: NewApiClient,
  by: string,
): Promise<{ client: ApiClientRow; secret: string | null }> {
  const secret = provesBy === 'secret' ? newSecret() : null
  const client = await db.transaction(async (tx) => {
    const [made] = await tx
      .insert(apiClients)
      .values({ ...given, secretHash: secret === null ? null : hashOf(secret), madeBy: by })
      .returning()
    const { id, name, permissions } = made!
    await audit(tx, {
      actor: `staff:${by}`,
      action: 'apiClient.made',
      subject: id,
      detail: { name, permissions: permissions.join(' '), provesBy },
    })
    return made!
  })
  return { client, secret }
}

/** Ends a client, its tokens and its certificates at once. Gives whether there was one to be ended. `by`: user name. */
export async function revokeApiClient(db: Database, id: string, by: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiClients)
      .set({ revokedAt: new Date(), revokedBy: by })
      .where(and(eq(apiClients.id, id), isNull(apiClients.revokedAt)))
      .returning({ id: apiClients.id })
    if (!revoked) return false
    await tx.delete(accessTokens).where(eq(accessTokens.clientId, id))
    await tx.delete(authorizationCodes).where(eq(authorizationCodes.clientId, id))
    await giveUpAllOfClient(tx, id, by)
    await audit(tx, { actor: `staff:${by}`, action: 'apiClient.revoked', subject: id })
    return true
  })
}

/** All clients: those in use first, then the newest. */
export const allApiClients = (db: Database): Promise<ApiClientRow[]> =>
  db
    .select()
    .from(apiClients)
    // What is null comes first.
    .orderBy(desc(apiClients.revokedAt), desc(apiClients.createdAt))

/** A client that is in use. */
export async function liveApiClient(db: Database, id: string): Promise<ApiClientRow | undefined> {
  const [found] = await db
    .select()
    .from(apiClients)
    .where(and(eq(apiClients.id, id), isNull(apiClients.revokedAt)))
  return found
}

/** Whether a client has this secret. */
export const hasSecret = ({ secretHash }: ApiClientRow, secret: string): boolean =>
  secretHash !== null && timingSafeEqual(secretHash, hashOf(secret))

/** Keeps an access token that a client is given, and forgets those of it that are over. */
export async function keepAccessToken(
  db: Database,
  token: string,
  given: Omit<typeof accessTokens.$inferInsert, 'tokenHash'>,
): Promise<void> {
  const ofClient = eq(accessTokens.clientId, given.clientId)
  await db.delete(accessTokens).where(and(ofClient, lt(accessTokens.expiresAt, new Date())))
  await db.insert(accessTokens).values({ ...given, tokenHash: hashOf(token) })
}

/** An access token that is good now. */
export type AccessToken = NonNullable<Awaited<ReturnType<typeof findAccessToken>>>

/** The token that this is, if it is good now, and the client it was given to, which is seen to be at work. */
export async function findAccessToken(db: Database, token: string) {
  const now = new Date()
  const [found] = await db
    .select({ token: accessTokens, client: apiClients })
    .from(accessTokens)
    .innerJoin(apiClients, eq(apiClients.id, accessTokens.clientId))
    .where(
      and(
        eq(accessTokens.tokenHash, hashOf(token)),
        gt(accessTokens.expiresAt, now),
        isNull(apiClients.revokedAt),
      ),
    )
  if (!found) return undefined
  await db
    .update(apiClients)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(apiClients.id, found.client.id),
        or(isNull(apiClients.lastUsedAt), lt(apiClients.lastUsedAt, new Date(now.getTime() - USE_MS))),
      ),
    )
  const { scopes, certificateIds, orderId, boundTo, expiresAt } = found.token
  return { client: found.client, scopes, certificateIds, orderId, boundTo, expiresAt }
}

/** Ends a token of this client (RFC 7009); one that there is not is none. */
export async function endAccessToken(db: Database, clientId: string, token: string): Promise<void> {
  await db
    .delete(accessTokens)
    .where(and(eq(accessTokens.tokenHash, hashOf(token)), eq(accessTokens.clientId, clientId)))
}
