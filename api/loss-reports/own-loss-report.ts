import type { FastifyRequest } from 'fastify'
import { findCertificate } from '../../db/certificates.ts'
import { ownOrder } from '../orders/own-order.ts'
import { Problem } from '../problems.ts'

/** A report of loss that this browser may open, with the key it is about. @throws Problem orderNotFound. */
export async function ownLossReport(request: FastifyRequest, no: string) {
  const { id, kind, certificateId } = await ownOrder(request, no)
  if (kind !== 'lossReport' || !certificateId) throw new Problem('orderNotFound')
  const { tokenSerial } = (await findCertificate(request.server.db, certificateId))!
  if (!tokenSerial) throw new Error('a report of loss is about a token')
  return { id, no, tokenSerial }
}
