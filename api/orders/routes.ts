import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cookieOrNone } from '../plugins/openapi.ts'
import { mayOpen } from '../plugins/session.ts'
import { deliveryRoutes } from './delivery.ts'
import { eventStream } from './file-answer.ts'
import { formRoutes } from './form.ts'
import { invoiceRoutes } from './invoices.ts'
import { materialRoutes } from './materials.ts'
import { orderNumber, orderSummary, orderView } from './order-schema.ts'
import { listOrders } from './order-view.ts'
import { ownOrder, showOrder } from './own-order.ts'
import { ownCertificateRoutes } from './own-certificate.ts'
import { paymentRoutes } from './payment.ts'
import { proofingRoutes } from './proofing.ts'
import { sealRoutes } from './seals.ts'
import { submissionRoutes } from './submission.ts'

/** The applicant's own orders. Every route begins with `ownOrder` or `showOrder`. */
export const orderRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { tags: ['Orders'], security: [{ applicantCookie: [] }], ...route.schema }
  })

  app.get(
    '',
    {
      schema: {
        summary: 'The orders this browser may open',
        security: cookieOrNone,
        response: { 200: z.array(orderSummary) },
      },
    },
    async (request) => listOrders(app.db, mayOpen(request)),
  )

  app.get(
    '/:no',
    { schema: { summary: 'Everything about an order', params: orderNumber, response: { 200: orderView } } },
    async (request) => showOrder(request, request.params.no),
  )

  app.get(
    '/:no/events',
    {
      sse: 'only',
      config: { rateLimit: false },
      schema: {
        summary: 'Server-sent events: `changed` whenever the order changed',
        params: orderNumber,
        response: { 200: eventStream },
      },
    },
    async (request, reply) => {
      const order = await ownOrder(request, request.params.no)
      await app.streamChanges(reply, order.no)
    },
  )

  await app.register(formRoutes)
  await app.register(proofingRoutes)
  await app.register(ownCertificateRoutes)
  await app.register(materialRoutes)
  await app.register(sealRoutes)
  await app.register(submissionRoutes)
  await app.register(paymentRoutes)
  await app.register(invoiceRoutes)
  await app.register(deliveryRoutes)
}
