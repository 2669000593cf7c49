import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { beginWithKey } from '../key-sessions/begin.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { proposal, propose } from './propose.ts'

/** Procedure 7, 单位证书信息变更, with the key that this browser has logged in with. Papers, cancelling are an order's. */
export const informationChangeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Information change'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to change the information of this key’s certificate, or go on where it was left',
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const no = await beginWithKey(request, 'informationChange')
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.post(
    '/:no/proposal',
    {
      schema: {
        summary: 'What is to be changed; codes go out, or papers are asked for',
        params: orderNumber,
        body: proposal,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await propose(app, order, request.body)
      return answerOrder(request, order.no)
    },
  )
}
