import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { currentForm } from '../../db/forms.ts'
import { checkApplicationForm, holderName } from '../../domain/application-form.ts'
import { products } from '../../domain/products.ts'
import { drawSeal } from '../../signing/seal-picture.ts'
import { loggedIn } from '../key-sessions/key-login.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { beginSealOrder } from './begin.ts'

/** 签章制作 for a certificate that is there already. Its imprint, code, payment and cancelling are an order's. */
export const sealOrderRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Seals'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary:
          'Begin to order a seal, or go on where it was left: for a hosted certificate by /api/holder/codes, for one in a key by logging in with that',
        body: z.object({
          certificateId: z.uuid().optional().describe('Left out: that of the key that is logged in'),
        }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const certificateId = request.body.certificateId ?? loggedIn(request).certificateId
      const no = await beginSealOrder(request, certificateId)
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.get(
    '/:no/preview.png',
    {
      schema: {
        summary: 'The seal as it is drawn where no imprint is uploaded',
        params: orderNumber,
        produces: ['image/png'],
        response: { 200: fileAnswer('image/png') },
      },
    },
    async (request, reply) => {
      const order = await ownOrder(request, request.params.no)
      const check = checkApplicationForm((await currentForm(app.db, order))?.typed, order.product)
      if (order.kind !== 'sealOrder' || !check.complete) throw new Problem('orderNotFound')
      const { png } = await drawSeal({
        shape: products[order.product].subject,
        name: holderName(check.form).normalize('NFC'),
      })
      return reply.type('image/png').send(Buffer.from(png))
    },
  )
}
