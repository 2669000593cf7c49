import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { revocationSubject } from '../../db/revocations.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { askableReasons } from '../../domain/revocation.ts'
import { confirmRevocation, requestRevocationCode, withdrawRevocation } from '../../workflows/revocation.ts'
import { holderCertificates } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { orderNumber, orderSummary, orderView, typedCode } from '../orders/order-schema.ts'
import { listOrders } from '../orders/order-view.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { acceptCode } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { openOrder } from '../plugins/session.ts'
import { Problem } from '../problems.ts'
import { beginRevocation } from './begin.ts'

/** A revocation of the holder's own that this browser may open. @throws Problem orderNotFound. */
async function ownRevocation(request: FastifyRequest, no: string) {
  const order = await ownOrder(request, no)
  if (order.kind !== 'revocation') throw new Problem('orderNotFound')
  return order
}

/** 吊销 by the holder: on hold at once, revoked when the operator's code confirms it, taken back until then. */
export const revocationRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Certificates'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary:
          'Have a certificate revoked; it goes on hold at once. The holder was proved by /api/holder/codes',
        body: z.object({ certificateId: z.uuid(), reason: z.enum(askableReasons.holder) }),
        response: { 201: orderSummary },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { certificateId, reason } = request.body
      const mine = await holderCertificates(app.db, provenHolder(request), new Date())
      if (!mine.some(({ id }) => id === certificateId)) throw new Problem('certificateUnknown')
      const no = await beginRevocation(app, certificateId, { origin: 'holder', reason }, request.language)
      openOrder(request, no)
      const [summary] = await listOrders(app.db, [no])
      return reply.code(201).send(summary!)
    },
  )

  app.post(
    '/:no/codes',
    {
      schema: { summary: '发送验证码: to the operator', params: orderNumber, response: { 200: orderView } },
      config: limits.code,
    },
    async (request) => {
      const { id, no } = await ownRevocation(request, request.params.no)
      await tellWorkflow(app.temporal, id, requestRevocationCode)
      return answerOrder(request, no)
    },
  )

  app.post(
    '/:no/confirmation',
    {
      schema: {
        summary: 'Give the certificate up by the code: it is revoked and cannot come back',
        params: orderNumber,
        body: typedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id, no, state } = await ownRevocation(request, request.params.no)
      if (stateAfter('revocation', state, 'revocationConfirmed') === undefined)
        throw new Problem('wrongState')
      await acceptCode(app.db, {
        workflowId: id,
        purpose: 'revocation',
        subject: revocationSubject(id),
        typed: request.body.code,
        now: new Date(),
      })
      await tellWorkflow(app.temporal, id, confirmRevocation)
      return answerOrder(request, no)
    },
  )

  app.post(
    '/:no/withdrawal',
    {
      schema: {
        summary: 'Take the request back: the hold is lifted, unless something else holds the certificate',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id, no, state } = await ownRevocation(request, request.params.no)
      // What staff asked for is not the holder's to take back.
      if (stateAfter('revocation', state, 'revocationWithdrawn') === undefined)
        throw new Problem('wrongState')
      await tellWorkflow(app.temporal, id, withdrawRevocation)
      return answerOrder(request, no)
    },
  )
}
