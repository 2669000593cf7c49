import type { FastifyRequest } from 'fastify'
import type { OrderRow } from '../../db/orders.ts'
import { ownOrder } from '../orders/own-order.ts'
import { Problem } from '../problems.ts'

/** An unlock that this browser may open. @throws Problem orderNotFound. */
export async function ownUnlock(request: FastifyRequest, no: string) {
  const order = await ownOrder(request, no)
  if (!isUnlock(order)) throw new Problem('orderNotFound')
  return order
}

const isUnlock = (order: OrderRow): order is OrderRow & { tokenSerial: string } =>
  order.kind === 'unlock' && order.tokenSerial !== null

/** The code by which this browser authorised the unlock. @throws Problem notAuthorised. */
export function authorisedHere({ session }: FastifyRequest, order: OrderRow): string {
  const unlock = session.get('unlock')
  if (order.state !== 'authorised' || unlock?.no !== order.no) throw new Problem('notAuthorised')
  return unlock.codeId
}
