import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import { bind, requestBindingCode } from '../../workflows/phone-change.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, mustAllow, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'

/** A phone that is to sign by a hosted certificate shows by a code that it is there. `event`: what that is of the order. */
export const bindingRoutes: FastifyPluginAsyncZod<{ event: OrderEvent }> = async (app, { event }) => {
  app.post(
    '/:no/binding-codes',
    {
      schema: { summary: '发送验证码: to the new phone', params: orderNumber, response: { 200: orderView } },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      mustAllow(order, event)
      await tellWorkflow(app.temporal, order.id, requestBindingCode)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/binding',
    {
      schema: {
        summary: 'The new phone signs from now on, by its code',
        params: orderNumber,
        body: sealedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      mustAllow(order, event)
      await tellWorkflow(app.temporal, order.id, bind, await acceptSealed(app.db, order.id, request))
      return answerOrder(request, order.no)
    },
  )
}
