import { and, eq, isNotNull } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { invoices } from '../../db/schema/money.ts'
import { documents } from '../../db/schema/orders.ts'
import { renewQr } from '../../workflows/new-application.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { fileAnswer } from './file-answer.ts'
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

  app.get(
    '/:no/invoices/:id.pdf',
    {
      schema: {
        summary: '电子发票',
        params: orderNumber.extend({ id: z.uuid() }),
        response: { 200: fileAnswer('application/pdf') },
      },
    },
    async (request, reply) => {
      const order = await ownOrder(request, request.params.no)
      const [row] = await app.db
        .select({ number: invoices.number, storageKey: documents.storageKey })
        .from(invoices)
        .innerJoin(documents, eq(documents.id, invoices.pdfId))
        .where(
          and(eq(invoices.id, request.params.id), eq(invoices.orderId, order.id), isNotNull(invoices.number)),
        )
      if (!row) throw new Problem('notFound')
      reply.header('content-disposition', `inline; filename="invoice-${row.number}.pdf"`)
      return reply.type('application/pdf').send(await app.documents.read(row.storageKey))
    },
  )
}
