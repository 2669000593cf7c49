import { eq } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../../db/database.ts'
import { certificates, certificateWritings } from '../../db/schema/certificates.ts'
import { countingStates } from '../../db/writings.ts'
import type { OrderRow } from '../orders/order-view.ts'
import { loggedIn } from '../key-sessions/key-login.ts'
import { ownOrder } from '../orders/own-order.ts'
import { Problem } from '../problems.ts'

type Writing = typeof certificateWritings.$inferSelect
type Certificate = typeof certificates.$inferSelect
export type WritingStep = 'generate' | 'write' | 'finish' | 'done'

/** How far the certificate of an order is; undefined for an order whose key is made at a key station. */
export async function readWriting(db: Database, orderId: string) {
  const [row] = await db
    .select({ writing: certificateWritings, certificate: certificates })
    .from(certificateWritings)
    .leftJoin(certificates, eq(certificates.keyId, certificateWritings.keyId))
    .where(eq(certificateWritings.orderId, orderId))
  return row
}

export function stepOf({ generatedAt, writtenAt, finishedAt }: Writing): WritingStep {
  if (finishedAt) return 'done'
  if (writtenAt) return 'finish'
  return generatedAt ? 'write' : 'generate'
}

/**
 * Whether something is left to be done at the key: also when the old certificate was never taken away, though its order
 * is complete.
 */
export function isToBeWritten(
  { state }: OrderRow,
  { writing, certificate }: { writing: Writing; certificate: Certificate | null },
): boolean {
  const { writtenAt, finishedAt } = writing
  if (state !== 'completed') return state === 'writing'
  return writtenAt !== null && finishedAt === null && certificate?.state === 'active'
}

/** An order of this browser whose certificate goes into a key in the applicant's hand. @throws Problem orderNotFound. */
export async function ownWriting(app: FastifyInstance, request: FastifyRequest, no: string) {
  const order = await ownOrder(request, no)
  const row = await readWriting(app.db, order.id)
  if (!row || !order.certificateId) throw new Problem('orderNotFound')
  return { ...row, order, oldCertificateId: order.certificateId }
}

/** The same, of a browser that has logged in with that key. @throws Problem keyLoginNeeded. */
export async function ownWritingAtKey(app: FastifyInstance, request: FastifyRequest, no: string) {
  const own = await ownWriting(app, request, no)
  const { tokenSerial, certificateId } = loggedIn(request)
  const isItsKey = [own.oldCertificateId, own.certificate?.id].includes(certificateId)
  if (tokenSerial !== own.writing.tokenSerial || !isItsKey) throw new Problem('keyLoginNeeded')
  return own
}

/** Nothing is written into a key that was reported lost since. @throws Problem keyCertificateHeld, keyCertificateRevoked. */
export async function mustBeInUse(
  db: Database,
  { order, oldCertificateId }: { order: OrderRow; oldCertificateId: string },
): Promise<void> {
  const states = await countingStates(db, { orderId: order.id, oldCertificateId })
  if (states.includes('revoked')) throw new Problem('keyCertificateRevoked')
  if (states.includes('held')) throw new Problem('keyCertificateHeld')
}
