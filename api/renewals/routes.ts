import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { beginWithKey } from '../key-sessions/begin.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { confirmContactData, contactData } from './confirm-contact-data.ts'

/** Procedure 2, 单位证书更新, with the key that this browser has logged in with. Code, payment, cancelling are an order's. */
export const renewalRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Renewal'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to renew the certificate of this key, or go on where it was left',
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const no = await beginWithKey(request, 'renewal')
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.post(
    '/:no/confirmation',
    {
      schema: {
        summary:
          '核对信息: correct the contact data and confirm; a code goes to the operator, and to the old phone where that changes',
        params: orderNumber,
        body: contactData,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await confirmContactData(app, order, request.body)
      return answerOrder(request, order.no)
    },
  )
}
