import type { FastifyInstance } from 'fastify'
import type { ApiClientRow } from '../../db/api-clients.ts'
import { createHashSigning, type NewHashSigning } from '../../db/hash-signings.ts'
import type { OrderRow } from '../../db/orders.ts'
import { countDocumentsOf } from '../oauth/require-scope.ts'
import { startOrder } from '../orders/start-order.ts'
import type { Language } from '../plugins/language.ts'
import { Problem } from '../problems.ts'

/**
 * Begins the order in which a client's hashes are signed. @throws Problem clientDocumentsUsedUp, certificateNotInUse.
 */
export async function beginHashSigning(
  app: FastifyInstance,
  client: ApiClientRow,
  wanted: Omit<NewHashSigning, 'clientId'>,
  language: Language,
): Promise<OrderRow> {
  await countDocumentsOf(app, client, wanted.hashes.length)
  const order = await createHashSigning(app.db, { ...wanted, clientId: client.id }, language)
  if (!order) throw new Problem('certificateNotInUse')
  await startOrder(app, order)
  return order
}
