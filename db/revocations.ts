import { and, asc, eq, isNull, ne, or } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { orders } from './schema/orders.ts'
import { revocationDecisions, revocations } from './schema/revocations.ts'

/** What the operator's code confirms: this revocation. */
export function revocationSubject(orderId: string): string {
  return fingerprint('revocation', orderId)
}

/** What was asked for and what people made of it so far, in order. */
export async function readRevocation(db: Database | Transaction, orderId: string) {
  const [request] = await db.select().from(revocations).where(eq(revocations.orderId, orderId))
  if (!request) return undefined
  const decisions = await db
    .select()
    .from(revocationDecisions)
    .where(eq(revocationDecisions.orderId, orderId))
    .orderBy(asc(revocationDecisions.createdAt))
  return { ...request, decisions }
}

/** Whether we, not the holder, have revoked a certificate or are deciding on it: it gets no successor. */
export async function isRevokedByUs(db: Database | Transaction, certificateId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: orders.id })
    .from(revocations)
    .innerJoin(orders, eq(orders.id, revocations.orderId))
    .where(
      and(
        eq(revocations.certificateId, certificateId),
        ne(revocations.origin, 'holder'),
        or(isNull(orders.endedAt), eq(orders.state, 'revoked')),
      ),
    )
    .limit(1)
  return row !== undefined
}
