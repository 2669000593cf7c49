import { WorkflowNotFoundError } from '@temporalio/client'
import { and, eq } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { shipmentRoutes, shipments } from '../../db/schema/shipping.ts'
import { routeReported } from '../../workflows/new-application.ts'

const push = z.object({
  Body: z.object({
    WaybillRoute: z
      .array(
        z.looseObject({
          mailno: z.string().max(40),
          opCode: z.string().max(10),
          acceptTime: z.string().max(30),
        }),
      )
      .max(100),
  }),
})

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
      const routes = request.body.Body.WaybillRoute
      const waybills = new Set<string>()
      for (const { mailno, opCode, acceptTime } of routes) {
        const [shipment] = await app.db.select().from(shipments).where(eq(shipments.waybillNo, mailno))
        if (!shipment || shipment.state === 'delivered' || waybills.has(mailno)) continue
        const at = new Date(`${acceptTime.replace(' ', 'T')}+08:00`)
        const known =
          !Number.isNaN(at.getTime()) &&
          (await app.db
            .select({ id: shipmentRoutes.id })
            .from(shipmentRoutes)
            .where(
              and(
                eq(shipmentRoutes.shipmentId, shipment.id),
                eq(shipmentRoutes.opCode, opCode),
                eq(shipmentRoutes.at, at),
              ),
            )
            .limit(1))
        if (known && known.length > 0) continue
        waybills.add(mailno)
        try {
          await app.temporal.workflow.getHandle(shipment.orderId).signal(routeReported, { waybillNo: mailno })
        } catch (error) {
          if (!(error instanceof WorkflowNotFoundError)) throw error
        }
      }
      // The same for waybills that are not ours: the caller learns nothing about them.
      return { return_code: '0000', return_msg: '成功' }
    },
  )
}
