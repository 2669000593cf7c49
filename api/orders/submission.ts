import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { currentForm } from '../../db/forms.ts'
import { isOnKey } from '../../domain/order-states.ts'
import { cancel, requestConfirmationCode, submit } from '../../workflows/new-application.ts'
import { proveReservedPhone } from '../../workflows/renewal.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { orderNumber, orderView, typedCode } from './order-schema.ts'
import { tellWorkflow } from './order-workflow.ts'
import { answerOrder, ownOrder } from './own-order.ts'
import { mustStand } from './must-stand.ts'
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
        summary:
          '提交订单 with the operator’s code, and that of the old phone where the reserved one changes and the identity was not proved instead',
        params: orderNumber,
        body: typedCode.extend({ oldPhoneCode: typedCode.shape.code.optional() }),
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await mustStand(app.db, order)
      const { code, oldPhoneCode } = request.body
      const form = await currentForm(app.db, order)
      const accept = (purpose: 'confirmOrder' | 'reservedPhone', typed: string) =>
        acceptCode(app.db, {
          workflowId: order.id,
          purpose,
          subject: form?.digest ?? '',
          typed,
          now: new Date(),
        })
      if (isOnKey(order)) {
        if (order.state !== 'confirming') throw new Problem('wrongState')
        if (oldPhoneCode) {
          const codeId = await accept('reservedPhone', oldPhoneCode)
          await tellWorkflow(app.temporal, order.id, proveReservedPhone, { codeId })
        }
      }
      const codeId = await accept('confirmOrder', code)
      await tellWorkflow(app.temporal, order.id, submit, { codeId, revision: order.revision })
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
