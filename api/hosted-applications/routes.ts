import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { activate, requestActivationCode } from '../../workflows/hosted-application.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, mustAllow, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'

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
        body: sealedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      mustAllow(order, 'activated')
      await tellWorkflow(app.temporal, order.id, activate, await acceptSealed(app.db, order.id, request))
      return answerOrder(request, order.no)
    },
  )
}
