import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isRevokedByUs } from '../../db/revocations.ts'
import { makeKey } from '../../workflows/new-application.ts'
import { orderNumber } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { findOrder, mustAllow } from '../orders/own-order.ts'
import { Problem } from '../problems.ts'
import { keyStation, viewKeyStations } from './key-station-view.ts'

export const keyStationRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/key-stations',
    {
      config: { may: 'makeKeys' },
      schema: {
        summary: 'Key stations and the orders whose key is to be made',
        response: { 200: z.array(keyStation) },
      },
    },
    async () => viewKeyStations(app.db),
  )

  app.post(
    '/orders/:no/key',
    {
      config: { may: 'makeKeys' },
      schema: {
        summary: 'Make the key of an order with a blank token; progress comes through events',
        params: orderNumber,
        body: z.object({ stationId: z.string().max(64), tokenSerial: z.string().max(64) }),
        response: { 202: z.object({ makingId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const order = await findOrder(app, request.params.no)
      mustAllow(order, 'keyMade')
      if (order.kind === 'replacement' && (await isRevokedByUs(app.db, order.certificateId!)))
        throw new Problem('certificateNotInUse')
      const making = { ...request.body, makingId: randomUUID(), madeBy: request.staff.username }
      await tellWorkflow(app.temporal, order.id, makeKey, making)
      return reply.code(202).send({ makingId: making.makingId })
    },
  )
}
