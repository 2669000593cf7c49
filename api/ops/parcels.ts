import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { reportLoss, reship } from '../../workflows/new-application.ts'
import { orderNumber } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { findOrder, mustAllow } from '../orders/own-order.ts'
import { opsOrder, viewOpsOrder } from './ops-order.ts'

const acts = {
  'parcel-loss': {
    may: 'handleParcels',
    event: 'parcelLost',
    update: reportLoss,
    summary: 'The courier has lost the parcel',
  },
  reshipment: {
    may: 'makeKeys',
    event: 'reshipped',
    update: reship,
    summary: 'Send a key that came back once more',
  },
} as const

/** What becomes of a parcel that did not arrive. */
export const parcelRoutes: FastifyPluginAsyncZod = async (app) => {
  for (const [name, { may, event, update, summary }] of Object.entries(acts)) {
    app.post(
      `/orders/:no/${name}`,
      { config: { may }, schema: { summary, params: orderNumber, response: { 200: opsOrder } } },
      async ({ params: { no }, staff, language }) => {
        const order = await findOrder(app, no)
        mustAllow(order, event)
        await tellWorkflow(app.temporal, order.id, update, { staff: staff.username })
        return viewOpsOrder(app.db, no, staff, language)
      },
    )
  }
}
