import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { formSaved } from '../../workflows/new-application.ts'
import { orderNumber, orderView, typedForm } from './order-schema.ts'
import { signalWorkflow } from './order-workflow.ts'
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
      const { isFirst } = await saveTypedForm(app.db, order, request.body, request.language)
      if (isFirst) await signalWorkflow(app.temporal, order.id, formSaved)
      return answerOrder(request, order.no)
    },
  )
}
