import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { bind, requestBindingCode } from '../../workflows/phone-change.ts'
import { beginWithHosted } from '../hosted-certificates/begin.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, mustAllow, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'

/** 更换签署手机 of a hosted certificate. The old phone agrees by /api/orders/{no}/consent. */
export const phoneChangeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to change the signer’s phone, or go on where it was left. By /api/holder/codes',
        body: z.object({ certificateId: z.uuid(), phone: z.string().trim().max(60) }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { certificateId, phone } = request.body
      const no = await beginWithHosted(request, 'phoneChange', certificateId, (known) => ({
        ...known,
        operator: { ...known.operator, phone },
      }))
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.post(
    '/:no/binding-codes',
    {
      schema: { summary: '发送验证码: to the new phone', params: orderNumber, response: { 200: orderView } },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      mustAllow(order, 'phoneBound')
      await tellWorkflow(app.temporal, order.id, requestBindingCode)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/binding',
    {
      schema: {
        summary: 'The new phone is the signer’s by its code',
        params: orderNumber,
        body: sealedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      mustAllow(order, 'phoneBound')
      await tellWorkflow(app.temporal, order.id, bind, await acceptSealed(app.db, order.id, request.body))
      return answerOrder(request, order.no)
    },
  )
}
