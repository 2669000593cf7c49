import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { OrderRow } from '../../db/orders.ts'
import { kinds } from '../../domain/kinds/kinds.ts'
import { giveConsent, requestConsentCode } from '../../workflows/phone-change.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'

/** @throws Problem wrongState where the signer of a hosted certificate has nothing to agree to now. */
function mustAwaitConsent({ kind, state }: OrderRow): void {
  if (!kinds[kind].followsHosted || state !== 'confirming') throw new Problem('wrongState')
}

/** The signer of a hosted certificate agrees, by a code, to what an order makes of it. */
export const hostedCertificateRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '/:no/consent-codes',
    {
      schema: {
        summary: '发送验证码: to the signer, for what the order says',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      mustAwaitConsent(order)
      await tellWorkflow(app.temporal, order.id, requestConsentCode)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/consent',
    {
      schema: {
        summary: 'Agree by the code: only the worker that holds the keys can read it',
        params: orderNumber,
        body: sealedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      mustAwaitConsent(order)
      const typed = await acceptSealed(app.db, order.id, request)
      await tellWorkflow(app.temporal, order.id, giveConsent, typed)
      return answerOrder(request, order.no)
    },
  )
}
