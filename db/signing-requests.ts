import { and, asc, eq, isNull } from 'drizzle-orm'
import type { SealPlace } from '../domain/authorisation.ts'
import { requestRules } from '../domain/signing-request.ts'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { notifyOrderChanged } from './order-changed.ts'
import { lockOrder, type OrderRow } from './orders.ts'
import { certificates } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { signers, signingParts, signingRequests } from './schema/signing.ts'
import { seal, unseal } from './sealed-columns.ts'

/** What a request says besides its documents and signers. */
export async function readSigningRequest(db: Database, orderId: string) {
  const [request] = await db.select().from(signingRequests).where(eq(signingRequests.orderId, orderId))
  return request!
}

const withSigner = (db: Database | Transaction) =>
  db
    .select({
      part: signingParts,
      signer: signers,
      certificate: { serial: certificates.serial, orderId: certificates.orderId },
      organisation: orders.holderName,
    })
    .from(signingParts)
    .innerJoin(signers, eq(signers.id, signingParts.signerId))
    .innerJoin(certificates, eq(certificates.id, signers.certificateId))
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .$dynamic()

/** A part of a request, its signer, and the holder of the certificate that it is signed by. */
export type RequestPart = Awaited<ReturnType<typeof partsOfRequest>>[number]

const named = (found: Awaited<ReturnType<typeof withSigner>>[number]) => ({
  ...found,
  name: unseal('signerName', [found.signer.id], found.signer.name),
  reason: found.part.reason && unseal('declineReason', [found.part.id], found.part.reason),
})

/** The parts of a request in the order in which its signers sign. */
export async function partsOfRequest(db: Database | Transaction, orderId: string) {
  const rows = await withSigner(db)
    .where(eq(signingParts.orderId, orderId))
    .orderBy(asc(signingParts.position))
  return rows.map(named)
}

/** The part of this id. */
export async function partById(db: Database, id: string): Promise<RequestPart | undefined> {
  const [found] = await withSigner(db).where(eq(signingParts.id, id))
  return found && named(found)
}

/** The part that a link opens. Notes that it was opened. */
export async function partByLink(db: Database, key: string): Promise<RequestPart | undefined> {
  const byLink = eq(signingParts.linkFingerprint, fingerprint('part-link', key))
  const [found] = await withSigner(db).where(byLink)
  if (!found) return undefined
  await db
    .update(signingParts)
    .set({ openedAt: new Date() })
    .where(and(byLink, isNull(signingParts.openedAt)))
  return named(found)
}

/** Runs with the request locked, then tells its pages. */
async function changing<T>(db: Database, order: OrderRow, body: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await lockOrder(tx, order.id)
    const result = await body(tx)
    await notifyOrderChanged(tx, order.no)
    return result
  })
}

/** Names another signer, the last in the order. Gives what was in the way. */
export async function addPart(
  db: Database,
  order: OrderRow,
  signerId: string,
): Promise<'tooMany' | 'twice' | undefined> {
  return changing(db, order, async (tx) => {
    const known = await tx.select().from(signingParts).where(eq(signingParts.orderId, order.id))
    if (known.some((part) => part.signerId === signerId)) return 'twice'
    if (known.length >= requestRules.signers) return 'tooMany'
    const position = 1 + Math.max(0, ...known.map((part) => part.position))
    await tx
      .insert(signingParts)
      .values({ id: crypto.randomUUID(), orderId: order.id, position, signerId, places: {} })
    return undefined
  })
}

/** Takes a signer out of a request that is still being put together. */
export async function removePart(db: Database, order: OrderRow, id: string): Promise<void> {
  await changing(db, order, (tx) =>
    tx.delete(signingParts).where(and(eq(signingParts.id, id), eq(signingParts.orderId, order.id))),
  )
}

/** How a request goes: who signs first, whether one waits for the other, and for how many days all are waited for. */
export async function setRequest(
  db: Database,
  order: OrderRow,
  { inOrder, openDays, partIds }: { inOrder: boolean; openDays: number; partIds: readonly string[] },
): Promise<void> {
  await changing(db, order, async (tx) => {
    await tx.update(signingRequests).set({ inOrder, openDays }).where(eq(signingRequests.orderId, order.id))
    for (const [index, id] of partIds.entries())
      await tx
        .update(signingParts)
        .set({ position: index + 1 })
        .where(and(eq(signingParts.id, id), eq(signingParts.orderId, order.id)))
  })
}

/** Keeps why a signer declines. */
export async function keepReason(db: Database, id: string, reason: string): Promise<void> {
  await db
    .update(signingParts)
    .set({ reason: seal('declineReason', [id], reason) })
    .where(and(eq(signingParts.id, id), isNull(signingParts.declinedAt)))
}

/** Says where a signer's seal stands on a document. */
export async function placePartSeals(
  db: Database,
  order: OrderRow,
  { part, documentId, places }: { part: RequestPart['part']; documentId: string; places: SealPlace[] },
): Promise<void> {
  await changing(db, order, (tx) =>
    tx
      .update(signingParts)
      .set({ places: { ...part.places, [documentId]: places } })
      .where(and(eq(signingParts.id, part.id), isNull(signingParts.signedAt))),
  )
}

/** The rows of a request that another system begins, its signers in their order. */
export async function beginForClient(
  tx: Transaction,
  orderId: string,
  {
    signerIds,
    ...request
  }: { clientId: string; inOrder: boolean; openDays: number; signerIds: readonly string[] },
): Promise<void> {
  await tx.insert(signingRequests).values({ orderId, ...request })
  await tx.insert(signingParts).values(
    signerIds.map((signerId, index) => ({
      ...{ id: crypto.randomUUID(), orderId, position: index + 1, signerId, places: {} },
    })),
  )
}
