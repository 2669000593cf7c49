import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isRouteKnown, shipmentOf } from '../../db/shipments.ts'
import { routeReported } from '../../workflows/new-application.ts'
import { signalIfOpen } from '../plugins/temporal.ts'

const route = z.looseObject({
  mailno: z.string().max(40),
  opCode: z.string().max(10),
  acceptTime: z.string().max(30),
})
const push = z.object({ Body: z.object({ WaybillRoute: z.array(route).max(100) }) })

/** The order whose parcel has come further than we know; undefined for what is known, delivered or not ours. */
async function orderOfNews(
  { db }: FastifyInstance,
  pushed: z.infer<typeof route>,
): Promise<string | undefined> {
  const shipment = await shipmentOf(db, pushed.mailno)
  if (!shipment || shipment.state === 'delivered') return undefined
  const at = new Date(`${pushed.acceptTime.replace(' ', 'T')}+08:00`)
  const known = !Number.isNaN(at.getTime()) && (await isRouteKnown(db, shipment.id, { ...pushed, at }))
  return known ? undefined : shipment.orderId
}

/**
 * SF's route push. The platform does not sign it, so it proves nothing: it only makes the workflow ask the courier
 * now, over its own authenticated call. A route that is known already wakes nobody.
 */
export const courierCallback: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/sf',
    {
      schema: {
        summary: 'SF Express’s push of routes',
        body: push,
        response: { 200: z.object({ return_code: z.string(), return_msg: z.string() }) },
      },
    },
    async (request) => {
      const told = new Set<string>()
      for (const pushed of request.body.Body.WaybillRoute) {
        const { mailno: waybillNo } = pushed
        const orderId = told.has(waybillNo) ? undefined : await orderOfNews(app, pushed)
        if (!orderId) continue
        told.add(waybillNo)
        await signalIfOpen(app.temporal.workflow.getHandle(orderId).signal(routeReported, { waybillNo }))
      }
      // The same for waybills that are not ours: the caller learns nothing about them.
      return { return_code: '0000', return_msg: '成功' }
    },
  )
}
