import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { otherKeys } from '../../db/certificates.ts'
import { keepSignature, readConfirmation } from '../../db/confirmation.ts'
import type { OrderRow } from '../../db/orders.ts'
import { confirmPurpose } from '../../domain/confirmation.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { submit } from '../../workflows/new-application.ts'
import { checkKeyStatement, type keyStatement } from '../key-agent/statements.ts'
import { mustStand } from '../orders/must-stand.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { Problem } from '../problems.ts'

/**
 * Submits a replacement that another key of the holder has confirmed by its signature, which is kept as evidence.
 * @throws Problem statementInvalid when it is no such key; wrongState, formIncomplete, certificateNotInUse.
 */
export async function submitSigned(
  request: FastifyRequest,
  order: OrderRow,
  given: z.infer<typeof keyStatement>,
): Promise<void> {
  const { server: app } = request
  const { id: orderId, no, kind, state, certificateId, holderNumber } = order
  if (kind !== 'replacement' || stateAfter(kind, state, 'submitted') === undefined)
    throw new Problem('wrongState')
  await mustStand(app.db, order)
  const confirmation = await readConfirmation(app.db, orderId)
  if (!confirmation) throw new Problem('formIncomplete')
  const { text, digest } = confirmation
  const subject = { purpose: confirmPurpose(digest), orderNo: no }
  const signer = await checkKeyStatement(app, request, subject, given)
  const others = await otherKeys(app.db, holderNumber!, certificateId!)
  if (!others.some(({ id, notAfter }) => id === signer.id && notAfter > new Date()))
    throw new Problem('statementInvalid')
  const document = await app.documents.save({
    orderId,
    kind: 'confirmation',
    contentType: 'application/json',
    body: Buffer.from(text),
  })
  const { statement, publicKey, algorithm, serial } = signer
  const evidence = { certificateId: signer.id, statement, publicKey, algorithm, signature: given.signature }
  await keepSignature(app.db, { orderId, documentId: document.id, digest, ...evidence }, serial)
  await tellWorkflow(app.temporal, orderId, submit, {})
}
