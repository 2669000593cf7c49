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

/** An order that this browser may not open is answered like one that does not exist. */
function mustBeOpen(request: FastifyRequest, no: string): void {
  if (!mayOpen(request).includes(no)) throw new Problem('orderNotFound')
}

/** Temporal was away when it was begun. */
async function startLate(server: FastifyInstance, order: OrderRow): Promise<void> {
  if (!order.startedAt && !order.endedAt) await startOrder(server, order)
}

/** An order that this browser may open. Nothing can be done to one that is interrupted. */
export async function ownOrder(request: FastifyRequest, no: string): Promise<OrderRow> {
  mustBeOpen(request, no)
  if (request.method !== 'GET') keepQueried(request)
  const order = await findOrder(request.server, no)
  if (request.method !== 'GET' && order.interruptedAt) throw new Problem('interrupted')
  await startLate(request.server, order)
  return order
}

async function seenHere(request: FastifyRequest, no: string) {
  const { order, view } = await viewOrder(request.server.db, no, request.language)
  return { order, view: { ...view, unlock: view.unlock && asSeenHere(request, no, view.unlock) } }
}

/** The order as it is now, for the answer to a change. */
export async function answerOrder(request: FastifyRequest, no: string): Promise<OrderView> {
  return (await seenHere(request, no)).view
}

/** The same for its page, which asks often: read once. */
export async function showOrder(request: FastifyRequest, no: string): Promise<OrderView> {
  mustBeOpen(request, no)
  const { order, view } = await seenHere(request, no)
  await startLate(request.server, order)
  return view
}
