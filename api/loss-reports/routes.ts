import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { chooseRevocation, lift, liftByCode, requestLiftCode } from '../../workflows/loss-report.ts'
import { findCertificate } from '../../db/certificates.ts'
import { holderCertificates, onTheSameKeys } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { newNonce } from '../key-agent/nonces.ts'
import { agentGreeting, checkKeyStatement, keyNonce, keyStatement } from '../key-agent/statements.ts'
import { proofTicket } from '../key-agent/tickets.ts'
import { orderNumber, orderSummary, orderView } from '../orders/order-schema.ts'
import { listOrders } from '../orders/order-view.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, mustAllow } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { beginLossReport } from './begin.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'
import { ownLossReport, ownLostKey } from './own-loss-report.ts'

const MOST_AT_ONCE = 10
/** What a found key signs (pki/agent-protocol.ts, `auth`). */
const LIFT = 'liftHold'

/** 挂失: certificates go on hold at once; whoever finds the key lifts it by the key itself. */
export const lossReportRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Loss and replacement'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Report keys lost; their certificates go on hold',
        body: z.object({ certificateIds: z.array(z.uuid()).min(1, 'required').max(MOST_AT_ONCE) }),
        response: { 201: z.array(orderSummary) },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const holderNumber = provenHolder(request)
      const mine = await holderCertificates(app.db, holderNumber, new Date())
      const chosen = request.body.certificateIds.map((id) => {
        const certificate = mine.find((known) => known.id === id)
        if (!certificate?.mayReport && !certificate?.lossReportNo) throw new Problem('certificateNotInUse')
        return certificate
      })
      const numbers: string[] = []
      for (const { id, holderName } of onTheSameKeys(mine, chosen)) {
        numbers.push(await beginLossReport(request, id, { holderNumber, holderName }))
      }
      return reply.code(201).send(await listOrders(app.db, numbers))
    },
  )

  app.post(
    '/:no/tickets',
    {
      schema: {
        summary: 'A ticket by which the found key can sign that it is found',
        params: orderNumber,
        body: agentGreeting,
        response: { 200: z.object({ ticket: z.string() }) },
      },
      config: limits.ticket,
    },
    async (request) => {
      const { no, tokenSerial } = await ownLostKey(request, request.params.no)
      return proofTicket(request.body.agentNonce, no, tokenSerial)
    },
  )

  app.post(
    '/:no/nonce',
    {
      schema: { summary: 'What the key signs', params: orderNumber, response: { 200: keyNonce } },
      config: limits.ticket,
    },
    async (request) => {
      const { no } = await ownLostKey(request, request.params.no)
      return { nonce: newNonce(request.session), purpose: LIFT, orderNo: no }
    },
  )

  app.post(
    '/:no/lifting',
    {
      schema: {
        summary: '解除挂失: the key signs, so key and PIN are there. An open replacement is cancelled by it',
        params: orderNumber,
        body: keyStatement,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id, no, tokenSerial } = await ownLostKey(request, request.params.no)
      const subject = { purpose: LIFT, orderNo: no }
      // Of two certificates on a key one signs; either says that the key is found.
      const signer = await checkKeyStatement(app, request, subject, request.body, { evenRevoked: true })
      if ((await findCertificate(app.db, signer.id))?.tokenSerial !== tokenSerial)
        throw new Problem('statementInvalid')
      await tellWorkflow(app.temporal, id, lift)
      return answerOrder(request, no)
    },
  )

  app.post(
    '/:no/lifting-codes',
    {
      schema: {
        summary: '发送验证码: to the signer of a hosted certificate that is on hold',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownLossReport(request, request.params.no)
      mustAllow(order, 'lifted')
      await tellWorkflow(app.temporal, order.id, requestLiftCode)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/lifting-by-code',
    {
      schema: {
        summary:
          '解除挂失 of a hosted certificate by its signer’s code. An open replacement is cancelled by it',
        params: orderNumber,
        body: sealedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownLossReport(request, request.params.no)
      mustAllow(order, 'lifted')
      const typed = await acceptSealed(app.db, order.id, request)
      await tellWorkflow(app.temporal, order.id, liftByCode, typed)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/revocation',
    {
      schema: {
        summary: 'Give the certificate up: it is revoked and cannot come back',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id, no } = await ownLossReport(request, request.params.no)
      await tellWorkflow(app.temporal, id, chooseRevocation)
      return answerOrder(request, no)
    },
  )
}
