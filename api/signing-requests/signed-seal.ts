import type { FastifyReply } from 'fastify'
import type { OrderRow } from '../../db/orders.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { partById } from '../../db/signing-requests.ts'
import { Problem } from '../problems.ts'

/** Answers the seal of a signer who has signed: nobody gets another's before it stands on the document. @throws Problem notFound. */
export async function sendSignedSeal(
  reply: FastifyReply,
  { id: orderId }: OrderRow,
  partId: string,
): Promise<FastifyReply> {
  const { db } = reply.server
  const found = await partById(db, partId)
  const isSigned = found?.part.orderId === orderId && found.part.signedAt !== null
  const seal = isSigned && (await sealOfCertificate(db, found.signer.certificateId))
  if (!seal) throw new Problem('notFound')
  return reply.type('image/png').send(Buffer.from(seal.picture))
}
