import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { orderNumber, orderView, typedForm } from './order-schema.ts'
import { answerOrder, ownOrder } from './own-order.ts'
import { saveTypedForm } from './save-form.ts'

export const formRoutes: FastifyPluginAsyncZod = async (app) => {
  app.put(
    '/:no/form',
    {
      schema: {
        summary: 'Save the form as it stands, complete or not',
        params: orderNumber,
        querystring: z.object({
          revision: z.coerce
            .number()
            .int()
            .describe('The one that this form was made from; 409 where it is not the last'),
        }),
        body: typedForm,
        response: { 200: orderView },
      },
      bodyLimit: 64 * 1024,
      config: { rateLimit: { max: 120, timeWindow: 60_000 } },
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await saveTypedForm(app.db, order, request.body, request)
      return answerOrder(request, order.no)
    },
  )
}
