import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
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
        body: typedForm,
        response: { 200: orderView },
      },
      bodyLimit: 64 * 1024,
      config: { rateLimit: { max: 120, timeWindow: 60_000 } },
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await saveTypedForm(app.db, order, request.body, request.language)
      return answerOrder(request, order.no)
    },
  )
}
