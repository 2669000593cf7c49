import type { FastifyInstance, FastifyRequest } from 'fastify'
import { orderByNo, type OrderRow } from '../../db/orders.ts'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { Problem } from '../problems.ts'
import { keepQueried, mayOpen } from '../plugins/session.ts'
import { asSeenHere } from '../unlocks/unlock-view.ts'
import { viewOrder } from './order-view.ts'
import { startOrder } from './start-order.ts'
import type { OrderView } from './order-schema.ts'

/** Finds an order by its number. @throws Problem orderNotFound. */
export async function findOrder({ db }: FastifyInstance, no: string): Promise<OrderRow> {
  const order = await orderByNo(db, no)
  if (!order) throw new Problem('orderNotFound')
  return order
}

/** What its state does not allow is refused at once: its process would first wait for a step that takes it. */
export function mustAllow({ kind, state }: OrderRow, event: OrderEvent): void {
  if (stateAfter(kind, state, event) === undefined) throw new Problem('wrongState')
}

/**
 * An order that this browser may open. Another one is answered like one that does not exist; nothing can be done to one
 * that is interrupted.
 */
export async function ownOrder(request: FastifyRequest, no: string): Promise<OrderRow> {
  if (!mayOpen(request).includes(no)) throw new Problem('orderNotFound')
  if (request.method !== 'GET') keepQueried(request)
  const order = await findOrder(request.server, no)
  if (request.method !== 'GET' && order.interruptedAt) throw new Problem('interrupted')
  // Temporal was away when it was begun.
  if (!order.startedAt && !order.endedAt) await startOrder(request.server, order)
  return order
}

/** The order as it is now, for the answer to a change. */
export async function answerOrder(request: FastifyRequest, no: string): Promise<OrderView> {
  const { server, language } = request
  const { view } = await viewOrder(server.db, no, language)
  return { ...view, unlock: view.unlock && asSeenHere(request, no, view.unlock) }
}
