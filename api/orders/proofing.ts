import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isOnKey } from '../../domain/order-states.ts'
import { confirm, proveByCode, requestProofingCode, returnToModify } from '../../workflows/new-application.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { chosenWay, proveInWay } from './chosen-proofing.ts'
import { completeForm } from './form-check.ts'
import { orderNumber, orderView, typedCode } from './order-schema.ts'
import { tellWorkflow } from './order-workflow.ts'
import { answerOrder, ownOrder } from './own-order.ts'
import { acceptCode } from './typed-code.ts'

export const proofingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/:no/proofing-codes',
    {
      schema: {
        summary: 'Check the identity, then send a code to the legal representative',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await completeForm(app.db, order)
      await tellWorkflow(app.temporal, order.id, requestProofingCode)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/holder-proofing-codes',
    {
      schema: {
        summary: 'The old phone is gone: check the identity in the chosen way, then send a code',
        params: orderNumber,
        body: chosenWay,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      if (!isOnKey(order)) throw new Problem('wrongState')
      await proveInWay(app, order.id, request.body)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/proofing',
    {
      schema: {
        summary: 'Prove the identity by the code that the legal representative got',
        params: orderNumber,
        body: typedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      const { form, proofedFacts } = await completeForm(app.db, order)
      const codeId = await acceptCode(app.db, {
        workflowId: order.id,
        purpose: form.proofing.method === 'microDeposit' ? 'deposit' : 'proofing',
        subject: proofedFacts,
        typed: request.body.code,
        now: new Date(),
      })
      await tellWorkflow(app.temporal, order.id, proveByCode, { codeId })
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/confirmation',
    {
      schema: {
        summary: '确认订单: the data is right',
        params: orderNumber,
        body: z.object({ revision: z.number().int().describe('The revision that the applicant saw') }),
        response: { 200: orderView },
      },
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      const { revision, complete, proofedFacts } = await completeForm(app.db, order)
      if (request.body.revision !== order.revision) throw new Problem('formChanged')
      await tellWorkflow(app.temporal, order.id, confirm, { revision, complete, proofedFacts })
      return answerOrder(request, order.no)
    },
  )

  app.delete(
    '/:no/confirmation',
    { schema: { summary: '返回修改: back to the form', params: orderNumber, response: { 200: orderView } } },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await tellWorkflow(app.temporal, order.id, returnToModify)
      return answerOrder(request, order.no)
    },
  )
}
