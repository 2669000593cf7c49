import type { FastifyRequest } from 'fastify'
import { findCertificate } from '../../db/certificates.ts'
import { ownOrder } from '../orders/own-order.ts'
import { Problem } from '../problems.ts'

/** A report of loss that this browser may open. @throws Problem orderNotFound. */
export async function ownLossReport(request: FastifyRequest, no: string) {
  const order = await ownOrder(request, no)
  if (order.kind !== 'lossReport') throw new Problem('orderNotFound')
  return order
}

/** The same, with the key that it is about. @throws Problem orderNotFound where that is none on a token. */
export async function ownLostKey(request: FastifyRequest, no: string) {
  const { id, certificateId } = await ownLossReport(request, no)
  const found = await findCertificate(request.server.db, certificateId!)
  if (!found?.tokenSerial) throw new Problem('orderNotFound')
  return { id, no, tokenSerial: found.tokenSerial }
}
