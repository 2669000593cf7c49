import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Problem } from '../problems.ts'
import { amendForm } from './amend-form.ts'
import { orderNumber, orderView, typedDelivery } from './order-schema.ts'
import { answerOrder, ownOrder } from './own-order.ts'

export const deliveryRoutes: FastifyPluginAsyncZod = async (app) => {
  app.put(
    '/:no/delivery',
    {
      schema: {
        summary: 'Correct the address of a parcel that came back',
        params: orderNumber,
        body: typedDelivery,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      if (order.state !== 'returned') throw new Problem('wrongState')
      await amendForm(app.db, order.id, { delivery: request.body })
      return answerOrder(request, order.no)
    },
  )
}
