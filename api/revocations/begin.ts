import type { FastifyInstance } from 'fastify'
import { createRevocation, type RevocationRequest } from '../../db/revocations.ts'
import { startOrder } from '../orders/start-order.ts'
import type { Language } from '../plugins/language.ts'
import { Problem } from '../problems.ts'

const refusals = {
  unknown: 'certificateUnknown',
  notInUse: 'certificateNotInUse',
  holderUnknown: 'wrongState',
} as const

/**
 * Begins a revocation and gives its number; the same request again starts one that could not be started before.
 * @throws Problem certificateUnknown, certificateNotInUse or revocationOpen: a certificate is in one at a time.
 */
export async function beginRevocation(
  app: FastifyInstance,
  certificateId: string,
  request: RevocationRequest,
  language: Language,
): Promise<string> {
  const outcome = await createRevocation(app.db, certificateId, request, language)
  if ('refused' in outcome) throw new Problem(refusals[outcome.refused])
  const order = 'begun' in outcome ? outcome.begun : outcome.open
  const isThis = 'begun' in outcome || (!order.startedAt && outcome.origin === request.origin)
  if (!isThis) throw new Problem('revocationOpen', { values: { no: order.no } })
  await startOrder(app, order)
  return order.no
}
