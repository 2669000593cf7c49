import type { FastifyRequest } from 'fastify'
import type { Transaction } from '../../db/database.ts'
import { createOrder, type FirstForm, type NewOrder, type OrderRow } from '../../db/orders.ts'
import { openOrder } from '../plugins/session.ts'
import { startOrder } from './start-order.ts'

/**
 * Begins an order of this browser: its rows in one transaction, then, after the commit, its process. Gives its number;
 * undefined where another open order stands in its way. @throws when Temporal is away: the order is there all the same,
 * and starts when the browser comes back to it.
 */
export async function beginOrder(
  request: FastifyRequest,
  order: Omit<NewOrder, 'language'>,
  form?: FirstForm,
  besides?: (tx: Transaction, order: OrderRow) => Promise<void>,
): Promise<string | undefined> {
  const { server, language } = request
  const begun = await createOrder(server.db, { ...order, language }, form, besides)
  return begun && goOnWith(request, begun)
}

/** Opens an order for this browser, and starts it if nobody could yet. Gives its number. */
export async function goOnWith(request: FastifyRequest, order: OrderRow): Promise<string> {
  openOrder(request, order.no)
  if (!order.startedAt) await startOrder(request.server, order)
  return order.no
}
