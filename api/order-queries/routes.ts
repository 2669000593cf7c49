import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { operatorFingerprint } from '../../db/operators.ts'
import { openedOrders } from '../../db/queried-orders.ts'
import { codeAsked, orderSummary, queryNumber, typedCode } from '../orders/order-schema.ts'
import { viewSummary } from '../orders/order-view.ts'
import { limits } from '../plugins/rate-limit.ts'
import { openQueried } from '../plugins/session.ts'
import { anotherCode, askForCode, openByCode, question } from './by-code.ts'

/** Procedure 8, 订单查询. Nobody learns here whether an organisation or a person is known. */
export const orderQueryRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Order query'] }
  })

  app.post(
    '',
    {
      schema: {
        summary:
          'Send a code to the operator of the latest order, its legal representative or its proved account',
        body: question,
        response: { 202: codeAsked },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { holder, identifier: typed, to } = request.body
      const by = holder === 'person' ? { operator: operatorFingerprint(typed) } : { holderNumber: typed }
      return reply.code(202).send(await askForCode(request, { purpose: 'orderQuery', by, receiver: to }))
    },
  )

  await app.register(anotherCode, { purpose: 'orderQuery' })

  app.post(
    '/:id',
    {
      schema: {
        summary: 'Open the orders by the code, for 15 minutes after the last act on one of them',
        params: queryNumber,
        body: typedCode,
        response: { 200: z.array(orderSummary) },
      },
      config: limits.guess,
    },
    async (request) => {
      const typed = { ...request.params, ...request.body }
      const { by, receiver, codeId } = await openByCode(request, 'orderQuery', typed)
      const rows = await openedOrders(app.db, by, receiver, codeId)
      openQueried(
        request,
        rows.map((row) => row.no),
      )
      return rows.map(viewSummary)
    },
  )
}
