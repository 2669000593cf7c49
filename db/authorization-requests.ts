import { randomUUID } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import { hashOf } from './api-clients.ts'
import type { Database } from './database.ts'
import { authorizationCodes, authorizationRequests } from './schema/api-clients.ts'
import { seal, unseal } from './sealed-columns.ts'

const LIFE_MS = 15 * 60_000

/** Keeps what a client has sent a person here for, and forgets what nobody came back to. Gives its id. */
export async function keepAuthorizationRequest(
  db: Database,
  clientId: string,
  asked: Record<string, string>,
): Promise<string> {
  const now = Date.now()
  const id = randomUUID()
  await db.delete(authorizationRequests).where(lt(authorizationRequests.expiresAt, new Date(now)))
  await db.insert(authorizationRequests).values({
    ...{ id, clientId, expiresAt: new Date(now + LIFE_MS) },
    asked: seal('authorizationAsked', [id], asked),
  })
  return id
}

/** What it was, while a person may still decide. */
export async function authorizationRequest(db: Database, id: string) {
  const [row] = await db
    .select()
    .from(authorizationRequests)
    .where(and(eq(authorizationRequests.id, id), gt(authorizationRequests.expiresAt, new Date())))
  return row && { ...row, asked: unseal('authorizationAsked', [id], row.asked) }
}

/** The order in which it is signed has begun. */
export async function noteOrder(db: Database, id: string, orderId: string): Promise<void> {
  await db.update(authorizationRequests).set({ orderId }).where(eq(authorizationRequests.id, id))
}

/** A person has decided. */
export async function endAuthorizationRequest(db: Database, id: string): Promise<void> {
  await db.delete(authorizationRequests).where(eq(authorizationRequests.id, id))
}

type Code = typeof authorizationCodes.$inferSelect

/** Keeps an authorization code. */
export async function keepAuthorizationCode(
  db: Database,
  code: string,
  given: Omit<Code, 'codeHash' | 'createdAt'>,
): Promise<void> {
  await db.delete(authorizationCodes).where(lt(authorizationCodes.expiresAt, new Date()))
  await db.insert(authorizationCodes).values({ ...given, codeHash: hashOf(code) })
}

export async function findAuthorizationCode(db: Database, code: string): Promise<Code | undefined> {
  const [row] = await db
    .select()
    .from(authorizationCodes)
    .where(eq(authorizationCodes.codeHash, hashOf(code)))
  return row
}

/** Uses a code up. Gives whether nobody else has. */
export async function useAuthorizationCode(db: Database, code: string): Promise<boolean> {
  const gone = await db
    .delete(authorizationCodes)
    .where(eq(authorizationCodes.codeHash, hashOf(code)))
    .returning({ clientId: authorizationCodes.clientId })
  return gone.length === 1
}
