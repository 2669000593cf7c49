import { and, eq, sql } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { invoices } from '../../db/schema/money.ts'
import { documents } from '../../db/schema/orders.ts'
import { taskQueues } from '../../temporal.config.ts'
import { invoiceMail } from '../../workflows/invoice-mail.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { amendForm } from './amend-form.ts'
import { fileAnswer } from './file-answer.ts'
import { orderNumber, orderView, type TypedForm } from './order-schema.ts'
import { answerOrder, currentForm, ownOrder } from './own-order.ts'

const invoiceId = orderNumber.extend({ id: z.uuid() })
/** How often one invoice is mailed again. */
const MOST_MAILINGS = 5

const formats = { pdf: 'application/pdf', xml: 'application/xml', ofd: 'application/ofd' } as const
const format = z.enum(['pdf', 'xml', 'ofd'])

export const invoiceRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/:no/invoices/:id/:format',
    {
      schema: {
        summary: '电子发票, as PDF, XML or OFD',
        params: invoiceId.extend({ format }),
        response: {
          200: {
            ...fileAnswer('application/pdf'),
            content: Object.assign({}, ...Object.values(formats).map((type) => fileAnswer(type).content)),
          },
        },
      },
    },
    async (request, reply) => {
      const { no, id, format: wanted } = request.params
      const order = await ownOrder(request, no)
      const column = { pdf: invoices.pdfId, xml: invoices.xmlId, ofd: invoices.ofdId }[wanted]
      const [row] = await app.db
        .select({ number: invoices.number, storageKey: documents.storageKey })
        .from(invoices)
        .innerJoin(documents, eq(documents.id, column))
        .where(and(eq(invoices.id, id), eq(invoices.orderId, order.id)))
      if (!row) throw new Problem('notFound')
      const shown = wanted === 'pdf' ? 'inline' : 'attachment'
      reply.header('content-disposition', `${shown}; filename="invoice-${row.number}.${wanted}"`)
      return reply.type(formats[wanted]).send(await app.documents.read(row.storageKey))
    },
  )

  app.post(
    '/:no/invoices/:id/mailings',
    {
      schema: {
        summary: '电子发票重新获取: mail it again, to another address if one is given',
        params: invoiceId,
        body: z.object({ email: z.string().max(200).optional() }),
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const { no, id } = request.params
      const order = await ownOrder(request, no)
      const { email } = request.body
      if (email !== undefined) {
        const form = (await currentForm(app, order))?.typed as TypedForm | undefined
        if (form?.invoice?.email !== email)
          await amendForm(app.db, order.id, { invoice: { ...form?.invoice, email } })
      }
      const [invoice] = await app.db
        .update(invoices)
        .set({ mailings: sql`${invoices.mailings} + 1` })
        .where(and(eq(invoices.id, id), eq(invoices.orderId, order.id), sql`${invoices.pdfId} is not null`))
        .returning({ mailings: invoices.mailings })
      if (!invoice) throw new Problem('wrongState')
      if (invoice.mailings > MOST_MAILINGS) throw new Problem('dailyLimit', { retryAfterSeconds: 86_400 })
      await app.temporal.workflow.start(invoiceMail, {
        workflowId: `invoiceMail/${id}/${invoice.mailings}`,
        taskQueue: taskQueues.business,
        args: [{ invoiceId: id }],
        staticSummary: `电子发票重新获取 ${no}`,
      })
      return answerOrder(request, no)
    },
  )
}
