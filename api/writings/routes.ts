import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keepLease, releaseLease, takeLease, type Lease } from '../../db/leases.ts'
import { keepPair, noteFinished, noteGenerated, readPair } from '../../db/writings.ts'
import { isToBeWritten, stepOf, type WritingStep } from '../../domain/token-writing.ts'
import type { AgentOperation } from '../../pki/agent-protocol.ts'
import { certificateWritten, keyGenerated, writingFinished } from '../../workflows/renewal.ts'
import { newNonce } from '../key-agent/nonces.ts'
import { agentGreeting, checkKeyStatement, keyStatement } from '../key-agent/statements.ts'
import { issueTicket } from '../key-agent/tickets.ts'
import { LOGIN_PURPOSE } from '../key-sessions/key-login.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { checkMadePair, checkWritten } from './made-pair.ts'
import { mustBeInUse, ownWriting, ownWritingAtKey } from './own-writing.ts'

const base64 = z.base64().max(16_384)
const lease = z.object({ holder: z.uuid(), fence: z.number().int().positive() })

const progress = z
  .object({
    fence: z.number().int(),
    step: z.enum(['generate', 'write', 'finish', 'done']).describe('What is to be done at the key now'),
    nonce: z.string().describe('What the new pair signs'),
    certificate: z.string().nullable().describe('DER in base64, once it is issued'),
  })
  .meta({ id: 'WritingProgress' })

/** Purpose of what the key signs when its new pair is the one in use. */
const FINISH_PURPOSE = 'finishWriting'

/** What the agent may do: the old pair goes only after the new one has proved itself to us. */
const operations = (step: WritingStep): AgentOperation[] =>
  step === 'generate' || step === 'write'
    ? ['read', 'prove', 'generate', 'write']
    : ['read', 'prove', 'finish']

/** 写入新证书: the page carries between us and the key; each step may be repeated after any interruption. */
export const writingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Key agent'], security: [{ applicantCookie: [] }] }
  })

  async function answer(request: FastifyRequest, no: string, fence: number) {
    const { writing, certificate } = await ownWriting(app, request, no)
    const der = certificate?.der ? Buffer.from(certificate.der).toString('base64') : null
    return { fence, step: stepOf(writing), nonce: writing.nonce, certificate: der }
  }

  /** The writing, while the order is at it and this page has the lease. */
  async function atKey(request: FastifyRequest, no: string, held: Lease) {
    const own = await ownWritingAtKey(app, request, no)
    await mustBeInUse(app.db, own)
    if (!(await keepLease(app.db, own.order.id, held))) throw new Problem('keyInUseElsewhere')
    if (!isToBeWritten(own.order, own)) throw new Problem('wrongState')
    return own
  }

  app.post(
    '/:no/tickets',
    {
      schema: {
        summary:
          'A ticket for what is to be done at the key of this order now, and what it signs to log in or to finish',
        params: orderNumber,
        body: agentGreeting,
        response: { 200: z.object({ ticket: z.string(), nonce: z.string() }) },
      },
      config: limits.ticket,
    },
    async (request) => {
      const { order, writing } = await ownWriting(app, request, request.params.no)
      const { tokenSerial } = writing
      const { agentNonce } = request.body
      const ticket = { agentNonce, operations: operations(stepOf(writing)), tokenSerial, orderNo: order.no }
      return { ticket: issueTicket(ticket), nonce: newNonce(request.session) }
    },
  )

  app.post(
    '/:no/login',
    {
      schema: {
        summary: 'The key of this order is here again: what it signed for the purpose keyLogin',
        params: orderNumber,
        body: keyStatement.extend({ holder: z.uuid().describe('Made by the page') }),
        response: { 200: progress },
      },
      config: limits.guess,
    },
    async (request) => {
      const { no } = request.params
      const own = await ownWriting(app, request, no)
      const { order, writing, certificate, oldCertificateId } = own
      await mustBeInUse(app.db, own)
      const subject = { purpose: LOGIN_PURPOSE, orderNo: no }
      // The old one is revoked by now where a change was left unfinished.
      const signer = await checkKeyStatement(app, request, subject, request.body, { evenRevoked: true })
      if (![oldCertificateId, certificate?.id].includes(signer.id)) throw new Problem('statementInvalid')
      const { tokenSerial } = writing
      request.session.set('keyLogin', { tokenSerial, certificateId: signer.id, at: Date.now() })
      const lease = await takeLease(app.db, order.id, request.body.holder)
      if (!('fence' in lease))
        throw new Problem('keyInUseElsewhere', { retryAfterSeconds: lease.takenForSeconds })
      return answer(request, no, lease.fence)
    },
  )

  app.put(
    '/:no/lease',
    {
      schema: {
        summary: 'The page is still there; sent every 20 seconds',
        params: orderNumber,
        body: lease,
        response: { 200: progress },
      },
    },
    async (request) => {
      const { no } = request.params
      const { order } = await ownWriting(app, request, no)
      if (!(await keepLease(app.db, order.id, request.body))) throw new Problem('keyInUseElsewhere')
      return answer(request, no, request.body.fence)
    },
  )

  app.post(
    '/:no/lease/release',
    {
      schema: {
        summary: 'The page is left: another one can take over at once',
        params: orderNumber,
        body: lease,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { order } = await ownWriting(app, request, request.params.no)
      if (!(await releaseLease(app.db, order.id, request.body))) throw new Problem('keyInUseElsewhere')
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/:no/pair',
    {
      schema: {
        summary: 'The key has made its pair for this order; the certificate is issued for it',
        params: orderNumber,
        body: lease.extend({
          spki: base64,
          signature: base64.describe('By the new pair'),
          attributes: z.record(z.string(), z.boolean()).describe('That it was made on the key'),
        }),
        response: { 200: progress },
      },
      config: limits.guess,
    },
    async (request) => {
      const { no } = request.params
      const { body } = request
      const { order, writing } = await atKey(request, no, body)
      const keyId = await keepPair(app.db, checkMadePair(order, writing, body))
      if (!keyId) throw new Problem('anotherPair')
      await tellWorkflow(app.temporal, order.id, keyGenerated, { keyId })
      await noteGenerated(app.db, order.id, keyId)
      return answer(request, no, body.fence)
    },
  )

  app.post(
    '/:no/written',
    {
      schema: {
        summary: 'The certificate is in the key, and its pair signs',
        params: orderNumber,
        body: lease.extend({ signature: base64.describe('By the new pair') }),
        response: { 200: progress },
      },
      config: limits.guess,
    },
    async (request) => {
      const { no } = request.params
      const { signature, fence } = request.body
      const { order, writing, certificate } = await atKey(request, no, request.body)
      if (!certificate?.der) throw new Problem('wrongState')
      const { spki } = (await readPair(app.db, certificate.keyId))!
      checkWritten(no, writing, { spki, der: certificate.der, signature })
      await tellWorkflow(app.temporal, order.id, certificateWritten)
      return answer(request, no, fence)
    },
  )

  app.post(
    '/:no/finished',
    {
      schema: {
        summary:
          'The new pair is the one in use: what it signed for the purpose finishWriting; the page gives its lease back',
        params: orderNumber,
        body: lease.extend(keyStatement.shape),
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { no } = request.params
      const { order, writing, certificate } = await ownWritingAtKey(app, request, no)
      // Sent twice because the first answer was lost: it is as it was.
      if (!writing.finishedAt) {
        await atKey(request, no, request.body)
        const subject = { purpose: FINISH_PURPOSE, orderNo: no }
        const signer = await checkKeyStatement(app, request, subject, request.body)
        if (signer.id !== certificate?.id) throw new Problem('statementInvalid')
        if (order.state === 'writing') await tellWorkflow(app.temporal, order.id, writingFinished)
        await noteFinished(app.db, order.id)
        await releaseLease(app.db, order.id, request.body)
      }
      return answerOrder(request, no)
    },
  )
}
