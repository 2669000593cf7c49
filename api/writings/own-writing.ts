import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { countingStates, readWriting } from '../../db/writings.ts'
import { loggedIn } from '../key-sessions/key-login.ts'
import { ownOrder } from '../orders/own-order.ts'
import { Problem } from '../problems.ts'

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
