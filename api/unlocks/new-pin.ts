import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { config } from '../../config.ts'
import { certificatesOnKey } from '../../db/certificates.ts'
import type { Database } from '../../db/database.ts'
import { keepUnlockProof, readUnlockRequest } from '../../db/unlocks.ts'
import { statementBytes } from '../../pki/agent-protocol.ts'
import { takesSeals } from '../../pki/sealed.ts'
import { isSignedByKey, publicKeyOf } from '../../pki/algorithms.ts'
import { confirmUnlock, reportSoPinLocked, requestUnlock } from '../../workflows/unlock.ts'
import { issueTicket } from '../key-agent/tickets.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { authorisedHere, ownUnlock } from './own-unlock.ts'

const agentNonce = z.string().regex(/^[\w-]{16,128}$/)
const base64 = z.base64().max(16_384)
const agentPublicKey = base64
  .refine((spki) => takesSeals(Buffer.from(spki, 'base64')), 'invalid')
  .describe('X25519, SPKI')

const envelope = z.object({
  context: z.object({
    requestId: z.string(),
    tokenSerial: z.string(),
    agentNonce: z.string(),
    agentPublicKey: z.string(),
    fromGeneration: z.number().int(),
    toGeneration: z.number().int(),
    expiresAt: z.number().int(),
  }),
  sealed: z.string(),
  signature: z.string(),
})

/** 第三步 重置密码: the page carries sealed messages between the CA and the key; the new PIN never comes here. */
export const newPinRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/:no/tickets',
    {
      schema: {
        summary: 'A ticket to unlock this key',
        params: orderNumber,
        body: z.object({ agentNonce }),
        response: { 200: z.object({ ticket: z.string() }) },
      },
      config: limits.ticket,
    },
    async (request) => {
      const order = await ownUnlock(request, request.params.no)
      authorisedHere(request, order)
      const { tokenSerial, no: orderNo } = order
      const ticket = issueTicket({
        agentNonce: request.body.agentNonce,
        operations: ['read', 'unlock'],
        tokenSerial,
        orderNo,
      })
      return { ticket }
    },
  )

  app.post(
    '/:no/requests',
    {
      schema: {
        summary: 'The SO PINs of this key, sealed to the agent that began an unlock',
        params: orderNumber,
        body: z.object({ agentNonce, agentPublicKey }),
        response: { 201: z.object({ requestId: z.uuid(), envelope, nonce: z.string() }) },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const order = await ownUnlock(request, request.params.no)
      const codeId = authorisedHere(request, order)
      const requestId = randomUUID()
      await tellWorkflow(app.temporal, order.id, requestUnlock, { requestId, codeId, ...request.body })
      const row = await readUnlockRequest(app.db, { requestId, orderId: order.id })
      if (!row?.envelope) throw new Problem('notAuthorised')
      const { nonce } = row
      return reply.code(201).send({ requestId, envelope: row.envelope as z.infer<typeof envelope>, nonce })
    },
  )

  app.post(
    '/:no/requests/:id/confirmation',
    {
      schema: {
        summary: 'The key has its new PIN, and signs that it has',
        params: orderNumber.extend({ id: z.uuid() }),
        body: z.object({ certificate: base64.describe('DER'), signature: base64 }),
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { no, id: requestId } = request.params
      const order = await ownUnlock(request, no)
      // Sent twice because the first answer was lost: it is as it was.
      if (order.state !== 'completed') {
        await keepProof(app.db, order, requestId, request.body)
        await tellWorkflow(app.temporal, order.id, confirmUnlock, { requestId })
      }
      return answerOrder(request, no)
    },
  )

  app.post(
    '/:no/so-pin-lock',
    {
      schema: {
        summary: 'The SO PIN of the key is locked or at its last try: only a replacement helps',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownUnlock(request, request.params.no)
      const codeId = authorisedHere(request, order)
      await tellWorkflow(app.temporal, order.id, reportSoPinLocked, { codeId })
      return answerOrder(request, order.no)
    },
  )
}

/** Keeps the key's statement, if it is one: by a certificate of ours on this key, about this request. @throws Problem */
async function keepProof(
  db: Database,
  order: { id: string; no: string; tokenSerial: string },
  requestId: string,
  proof: { certificate: string; signature: string },
): Promise<void> {
  const der = new Uint8Array(Buffer.from(proof.certificate, 'base64'))
  const signature = new Uint8Array(Buffer.from(proof.signature, 'base64'))
  const row = await readUnlockRequest(db, { requestId, orderId: order.id })
  // Whatever the key signs by, it is this key; a change that was never finished leaves the revoked pair in use there.
  const [signer] = await certificatesOnKey(db, order.tokenSerial, [der])
  const statement =
    row &&
    statementBytes({
      kind: 'unlocked',
      origin: new URL(config('site').SITE_URL).origin,
      nonce: row.nonce,
      orderNo: order.no,
      requestId,
    })
  const good = statement && signer && isSignedByKey(publicKeyOf(der), statement, signature)
  if (!good) throw new Problem('statementInvalid')
  const { id: certificateId, algorithm } = signer
  await keepUnlockProof(db, requestId, { signature, algorithm, certificateId })
}
