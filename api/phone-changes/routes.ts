import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { beginWithHosted } from '../hosted-certificates/begin.ts'
import { bindingRoutes } from '../hosted-certificates/binding.ts'
import { withContact } from '../key-sessions/save-holder-data.ts'
import { orderView } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'

/** 更换签署手机 of a hosted certificate. The old phone agrees by /api/orders/{no}/consent. */
export const phoneChangeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to change the signer’s phone, or go on where it was left. By /api/holder/codes',
        body: z.object({ certificateId: z.uuid(), phone: z.string().trim().max(60) }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { certificateId, phone } = request.body
      const no = await beginWithHosted(request, 'phoneChange', certificateId, (known) =>
        withContact(known, { phone }),
      )
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  await app.register(bindingRoutes, { event: 'phoneBound' })
}
