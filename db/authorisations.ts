import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { authorisations, signingKeys, typedCodes } from './schema/signing.ts'
import { seal } from './sealed-columns.ts'

/**
 * The code of an order, or of one part of it, that can still be typed in; undefined when none was sent, or it is used, void
 * or over.
 */
export async function liveAuthorisation(db: Database, orderId: string, partId?: string) {
  const [row] = await db
    .select()
    .from(authorisations)
    .where(
      and(
        eq(authorisations.orderId, orderId),
        partId ? eq(authorisations.partId, partId) : isNull(authorisations.partId),
        isNotNull(authorisations.sentAt),
        isNull(authorisations.consumedAt),
        isNull(authorisations.voidedAt),
        gt(authorisations.expiresAt, new Date()),
      ),
    )
    .orderBy(desc(authorisations.createdAt))
    .limit(1)
  return row
}

/** What typed codes are sealed to (X25519, SPKI, DER); undefined before the worker of signing was up. */
export async function sealingKey(db: Database): Promise<Uint8Array | undefined> {
  const [row] = await db.select().from(signingKeys).orderBy(desc(signingKeys.createdAt)).limit(1)
  return row?.publicKey
}

/**
 * Keeps a typed code for the worker that opens it. Gives its id, or undefined where the
 * order was sent no such code.
 */
export async function keepTypedCode(
  db: Database,
  orderId: string,
  { authorisationId, sealed, address }: { authorisationId: string; sealed: Uint8Array; address: string },
): Promise<string | undefined> {
  const [asked] = await db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(and(eq(authorisations.id, authorisationId), eq(authorisations.orderId, orderId)))
  if (!asked) return undefined
  const id = randomUUID()
  await db
    .insert(typedCodes)
    .values({ id, authorisationId, sealed, address: seal('typedFrom', [id], address) })
  return id
}

/** The order that a code was sent for; undefined where there is no such code. */
export async function orderOfAuthorisation(db: Database, id: string): Promise<string | undefined> {
  const [row] = await db
    .select({ orderId: authorisations.orderId })
    .from(authorisations)
    .where(eq(authorisations.id, id))
  return row?.orderId
}
