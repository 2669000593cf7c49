import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { currentForm } from '../../db/forms.ts'
import { countMailing, invoiceFile } from '../../db/invoices.ts'
import { taskQueues } from '../../temporal.config.ts'
import { invoiceMail } from '../../workflows/invoice-mail.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { amendForm } from './amend-form.ts'
import { fileAnswer } from './file-answer.ts'
import { orderNumber, orderView, type TypedForm } from './order-schema.ts'
import { answerOrder, ownOrder } from './own-order.ts'

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
      const row = await invoiceFile(app.db, { id, orderId: order.id, format: wanted })
      if (!row) throw new Problem('notFound')
      const shown = wanted === 'pdf' ? 'inline' : 'attachment'
      reply.header('content-disposition', `${shown}; filename="invoice-${row.number}.${wanted}"`)
      return reply.type(formats[wanted]).send(await app.documents.read(row.file))
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
        const form = (await currentForm(app.db, order))?.typed as TypedForm | undefined
        if (form?.invoice?.email !== email)
          await amendForm(app.db, order.id, { invoice: { ...form?.invoice, email } })
      }
      const mailings = await countMailing(app.db, { id, orderId: order.id })
      if (mailings === undefined) throw new Problem('wrongState')
      if (mailings > MOST_MAILINGS) throw new Problem('dailyLimit', { retryAfterSeconds: 86_400 })
      await app.temporal.workflow.start(invoiceMail, {
        workflowId: `invoiceMail/${id}/${mailings}`,
        taskQueue: taskQueues.business,
        args: [{ invoiceId: id }],
        staticSummary: `电子发票重新获取 ${no}`,
      })
      return answerOrder(request, no)
    },
  )
}
