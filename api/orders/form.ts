import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { saveForm } from '../../workflows/new-application.ts'
import { orderNumber, orderView, typedForm } from './order-schema.ts'
import { tellWorkflow } from './order-workflow.ts'
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
      const { id, no } = await ownOrder(request, request.params.no)
      const saved = await saveTypedForm(app.db, id, request.body, request.language)
      await tellWorkflow(app.temporal, id, saveForm, saved)
      return answerOrder(request, no)
    },
  )
}
