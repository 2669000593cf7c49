import { and, desc, eq, max, ne, notExists, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { tokens } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { unseal } from './sealed-columns.ts'
import { unlockRequests, unlocks } from './schema/unlocks.ts'

export type UnlockRow = typeof unlocks.$inferSelect
export type UnlockRequestRow = Omit<typeof unlockRequests.$inferSelect, 'envelope'>

/** What a code to the reserved phone confirms: this order and this key. */
export function unlockSubject(orderId: string, tokenSerial: string): string {
  return fingerprint('unlock', `${orderId}|${tokenSerial}`)
}

/** Unlocks of this holder's key so far for which an instruction went out, and whether one was confirmed. */
export async function earlierUnlocks(db: Database, tokenSerial: string, holderNumber: string) {
  const rows = await db
    .select({ state: orders.state, at: max(unlockRequests.createdAt) })
    .from(unlockRequests)
    .innerJoin(orders, eq(orders.id, unlockRequests.orderId))
    .where(and(eq(unlockRequests.tokenSerial, tokenSerial), eq(orders.holderNumber, holderNumber)))
    .groupBy(orders.id)
  return {
    instructed: rows.flatMap(({ at }) => (at ? [at] : [])),
    unlockedBefore: rows.some(({ state }) => state === 'completed'),
  }
}

/**
 * Whether an SO PIN of this key left the HSM and may still be the one that is set. Whoever holds the key is told at the
 * next contact (key login) to unlock it once more, which sets one that nobody was given. It holds nothing up: that SO
 * PIN is of use only with the key in hand, and a renewal may not have the time that an unlock refused today takes.
 */
export async function rotationIsDue(db: Database | Transaction, tokenSerial: string): Promise<boolean> {
  const others = alias(unlockRequests, 'others')
  const confirmedIn = db
    .select({ id: others.id })
    .from(others)
    .where(and(eq(others.orderId, unlockRequests.orderId), eq(others.state, 'confirmed')))
  const [due] = await db
    .select({ id: unlockRequests.id })
    .from(unlockRequests)
    .innerJoin(tokens, eq(tokens.serial, unlockRequests.tokenSerial))
    .where(
      and(
        eq(tokens.serial, tokenSerial),
        ne(unlockRequests.state, 'confirmed'),
        or(
          eq(unlockRequests.fromGeneration, tokens.soPinGeneration),
          // After many unknown ends the last one is given again (domain/unlock.ts).
          and(eq(unlockRequests.toGeneration, tokens.soPinGeneration), notExists(confirmedIn)),
        ),
      ),
    )
    .limit(1)
  return due !== undefined
}

/** How an unlock was judged when it began; undefined while it was not yet. */
export async function readUnlock(
  db: Database | Transaction,
  orderId: string,
): Promise<UnlockRow | undefined> {
  const [judged] = await db.select().from(unlocks).where(eq(unlocks.orderId, orderId))
  return judged
}

/** What was sealed for an unlock, the newest first. */
export async function unlockRequestsOf(
  db: Database | Transaction,
  orderId: string,
): Promise<UnlockRequestRow[]> {
  return db
    .select()
    .from(unlockRequests)
    .where(eq(unlockRequests.orderId, orderId))
    .orderBy(desc(unlockRequests.createdAt))
}

/** One of them, with what was sealed where it still is. */
export async function readUnlockRequest(
  db: Database | Transaction,
  { requestId, orderId }: { requestId: string; orderId: string },
): Promise<(UnlockRequestRow & { envelope: unknown }) | undefined> {
  const byId = and(eq(unlockRequests.id, requestId), eq(unlockRequests.orderId, orderId))
  const [row] = await db.select().from(unlockRequests).where(byId)
  return row && { ...row, envelope: row.envelope && unseal('envelope', [row.id], row.envelope) }
}

/** Keeps the key's proof that it has its new PIN, and the certificate that the proof is checked by. */
export async function keepUnlockProof(
  db: Database | Transaction,
  requestId: string,
  proof: Required<Pick<UnlockRequestRow, 'signature' | 'algorithm' | 'certificateId'>>,
): Promise<void> {
  await db.update(unlockRequests).set(proof).where(eq(unlockRequests.id, requestId))
}
