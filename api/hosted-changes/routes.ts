import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { beginWithHosted } from '../hosted-certificates/begin.ts'
import { orderView } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'

/** 托管证书信息变更: what is to change goes to /api/information-changes/{no}/proposal, as with one in a key. */
export const hostedChangeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary:
          'Begin to change the information of a hosted certificate, or go on where it was left. By /api/holder/codes',
        body: z.object({ certificateId: z.uuid() }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const no = await beginWithHosted(request, 'hostedChange', request.body.certificateId)
      return reply.code(201).send(await answerOrder(request, no))
    },
  )
}
