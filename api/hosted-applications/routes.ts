import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { activationSubject } from '../../db/hosted-certificates.ts'
import { allowedEvents } from '../../domain/order-states.ts'
import { activate, requestActivationCode } from '../../workflows/hosted-application.ts'
import { orderNumber, orderView, typedCode } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { acceptCode } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'

/** 启用托管证书: by a code to the phone that is to use it. */
export const hostedApplicationRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Orders'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '/:no/activation-codes',
    {
      schema: { summary: '发送验证码: to the signer', params: orderNumber, response: { 200: orderView } },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await tellWorkflow(app.temporal, order.id, requestActivationCode)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/activation',
    {
      schema: {
        summary: 'Activate the hosted certificate by the signer’s code',
        params: orderNumber,
        body: typedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id, no, kind, state } = await ownOrder(request, request.params.no)
      if (!allowedEvents(kind, state).includes('activated')) throw new Problem('wrongState')
      await acceptCode(app.db, {
        workflowId: id,
        purpose: 'activation',
        subject: activationSubject(id),
        typed: request.body.code,
        now: new Date(),
      })
      await tellWorkflow(app.temporal, id, activate)
      return answerOrder(request, no)
    },
  )
}
