import { createPublicKey, verify } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { config } from '../../config.ts'
import { certificateWritings, tokenKeys } from '../../db/schema/certificates.ts'
import { fingerprint, statementBytes, type AgentOperation } from '../../pki/agent-protocol.ts'
import { isProtected } from '../../pki/key-evidence.ts'
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
import { keepLease, releaseLease, takeLease } from './lease.ts'
import {
  isToBeWritten,
  mustBeInUse,
  ownWriting,
  ownWritingAtKey,
  stepOf,
  type WritingStep,
} from './own-writing.ts'

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
  async function atKey(request: FastifyRequest, no: string, held: z.infer<typeof lease>) {
    const own = await ownWritingAtKey(app, request, no)
    await mustBeInUse(app.db, own)
    await keepLease(app.db, own.order.id, held)
    if (!isToBeWritten(own.order, own)) throw new Problem('wrongState')
    return own
  }

  const origin = () => new URL(config('site').SITE_URL).origin

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
      return answer(request, no, await takeLease(app.db, order.id, request.body.holder))
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
      await keepLease(app.db, order.id, request.body)
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
      await releaseLease(app.db, order.id, request.body)
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
      const keyId = await keepPair(order, writing, body)
      await tellWorkflow(app.temporal, order.id, keyGenerated, { keyId })
      await app.db
        .update(certificateWritings)
        .set({ keyId, generatedAt: new Date() })
        .where(and(eq(certificateWritings.orderId, order.id), isNull(certificateWritings.generatedAt)))
      return answer(request, no, body.fence)
    },
  )

  /** Keeps the one pair of this order, if it signs for itself. @throws Problem statementInvalid, anotherPair. */
  async function keepPair(
    { id: orderId, no: orderNo }: { id: string; no: string },
    { tokenSerial, nonce }: { tokenSerial: string; nonce: string },
    made: { spki: string; signature: string; attributes: Record<string, boolean> },
  ): Promise<string> {
    const spki = new Uint8Array(Buffer.from(made.spki, 'base64'))
    const label = `order:${orderNo}`
    const statement = { kind: 'generated', origin: origin(), nonce, orderNo } as const
    const data = statementBytes({ ...statement, spkiSha256: fingerprint(spki) })
    const good = (() => {
      try {
        const key = createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' })
        return (
          key.asymmetricKeyType === 'rsa' &&
          verify('sha256', data, key, Buffer.from(made.signature, 'base64'))
        )
      } catch {
        return false
      }
    })()
    // As at the key station: a pair that the token does not protect is none.
    if (!good || !isProtected(made.attributes)) throw new Problem('statementInvalid')
    const elsewhere = and(eq(tokenKeys.spki, spki), ne(tokenKeys.orderId, orderId))
    const [known] = await app.db.select({ id: tokenKeys.id }).from(tokenKeys).where(elsewhere).limit(1)
    if (known) throw new Problem('anotherPair')
    const row = { orderId, tokenSerial, label, spki, evidence: made.attributes }
    await app.db.insert(tokenKeys).values(row).onConflictDoNothing()
    const [kept] = await app.db
      .select()
      .from(tokenKeys)
      .where(and(eq(tokenKeys.tokenSerial, tokenSerial), eq(tokenKeys.label, label)))
    if (!kept || Buffer.compare(kept.spki, spki) !== 0) throw new Problem('anotherPair')
    return kept.id
  }

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
      const [pair] = await app.db.select().from(tokenKeys).where(eq(tokenKeys.id, certificate.keyId))
      const data = statementBytes({
        kind: 'written',
        origin: origin(),
        nonce: writing.nonce,
        orderNo: no,
        certificateSha256: fingerprint(certificate.der),
      })
      const key = createPublicKey({ key: Buffer.from(pair!.spki), type: 'spki', format: 'der' })
      if (!verify('sha256', data, key, Buffer.from(signature, 'base64')))
        throw new Problem('statementInvalid')
      await tellWorkflow(app.temporal, order.id, certificateWritten)
      return answer(request, no, fence)
    },
  )

  app.post(
    '/:no/finished',
    {
      schema: {
        summary: 'The new pair is the one in use: what it signed for the purpose finishWriting',
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
        await app.db
          .update(certificateWritings)
          .set({ finishedAt: new Date() })
          .where(eq(certificateWritings.orderId, order.id))
      }
      return answerOrder(request, no)
    },
  )
}
