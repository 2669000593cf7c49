import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { cancel, requestConfirmationCode, submit } from '../../workflows/new-application.ts'
import { limits } from '../plugins/rate-limit.ts'
import { orderNumber, orderView, typedCode } from './order-schema.ts'
import { tellWorkflow } from './order-workflow.ts'
import { answerOrder, currentForm, ownOrder } from './own-order.ts'
import { mustStand } from '../replacements/must-stand.ts'
import { acceptCode } from './typed-code.ts'

export const submissionRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/:no/submission-codes',
    {
      schema: {
        summary: 'Send the operator another code',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await tellWorkflow(app.temporal, order.id, requestConfirmationCode)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/submission',
    {
      schema: {
        summary: '提交订单 with the operator’s code',
        params: orderNumber,
        body: typedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await mustStand(app.db, order)
      const form = await currentForm(app, order)
      const codeId = await acceptCode(app.db, {
        workflowId: order.id,
        purpose: 'confirmOrder',
        subject: form?.digest ?? '',
        typed: request.body.code,
        now: new Date(),
      })
      await tellWorkflow(app.temporal, order.id, submit, { codeId })
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/cancellation',
    { schema: { summary: '取消订单', params: orderNumber, response: { 200: orderView } } },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await tellWorkflow(app.temporal, order.id, cancel)
      return answerOrder(request, order.no)
    },
  )
}
