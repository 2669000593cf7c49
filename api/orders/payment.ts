import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { renewQr } from '../../workflows/new-application.ts'
import { limits } from '../plugins/rate-limit.ts'
import { orderNumber, orderView } from './order-schema.ts'
import { tellWorkflow } from './order-workflow.ts'
import { answerOrder, ownOrder } from './own-order.ts'

export const paymentRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/:no/payment-qr',
    {
      schema: {
        summary: 'A new QR code after the old one ran out',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await tellWorkflow(app.temporal, order.id, renewQr)
      return answerOrder(request, order.no)
    },
  )
}
