import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { orderView } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import { cookieOrNone } from '../plugins/openapi.ts'
import { limits } from '../plugins/rate-limit.ts'
import { beginUnlock } from './begin.ts'
import { newPinRoutes } from './new-pin.ts'
import { verificationRoutes } from './verification.ts'

const readKey = z.object({
  tokenSerial: z.string().min(1).max(64),
  certificates: z.array(z.base64().max(16_384)).min(1).max(8).describe('DER'),
})

/** Procedure 4, 单位证书解锁. The PIN is forgotten, so a key is known here by its serial number and certificate. */
export const unlockRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { tags: ['Unlock'], security: [{ applicantCookie: [] }], ...route.schema }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to unlock the key that was read, or go on where somebody else began',
        security: cookieOrNone,
        body: readKey,
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const no = await beginUnlock(request, request.body)
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  await app.register(verificationRoutes)
  await app.register(newPinRoutes)
}
