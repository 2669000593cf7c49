import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { madeSeal } from '../../db/seals.ts'
import { Problem } from '../problems.ts'
import { fileAnswer } from './file-answer.ts'
import { orderNumber } from './order-schema.ts'
import { ownOrder } from './own-order.ts'

const sealId = orderNumber.extend({ id: z.uuid() })

/** 签章: what the holder may look at and take along. */
export const sealRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/:no/seals/:id/picture.png',
    {
      schema: {
        summary: 'The picture of the seal, transparent, 600 dots an inch',
        params: sealId,
        produces: ['image/png'],
        response: { 200: fileAnswer('image/png') },
      },
    },
    async (request, reply) => {
      const { no, id } = request.params
      const order = await ownOrder(request, no)
      const seal = await madeSeal(app.db, { id, orderId: order.id })
      if (!seal) throw new Problem('notFound')
      reply.header('content-disposition', `inline; filename="seal-${no}.png"`)
      return reply.type('image/png').send(Buffer.from(seal.picture))
    },
  )

  app.get(
    '/:no/seals/:id/data',
    {
      schema: {
        summary: 'The seal as signed data (SESeal of GB/T 38540-2020, DER)',
        params: sealId,
        produces: ['application/octet-stream'],
        response: { 200: fileAnswer('application/octet-stream') },
      },
    },
    async (request, reply) => {
      const { no, id } = request.params
      const order = await ownOrder(request, no)
      const seal = await madeSeal(app.db, { id, orderId: order.id })
      if (!seal) throw new Problem('notFound')
      reply.header('content-disposition', `attachment; filename="seal-${no}.esl"`)
      return reply.type('application/octet-stream').send(Buffer.from(seal.der))
    },
  )
}
