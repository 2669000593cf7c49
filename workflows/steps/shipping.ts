import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow'
import type { CourierActivities } from '../../activities/courier/shipment.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import type { Order } from './order.ts'

/** The courier pushed something. A hint: the route counts as the courier tells it when asked. */
export const routeReported = defineSignal<[{ waybillNo: string }]>('routeReported')

const { createWaybill, readRoute } = proxyActivities<CourierActivities>(activityClasses.provider)

const HOUR = 3_600_000

/** Asks the courier for a waybill. */
export async function shipKey(order: Order, tokenSerial: string): Promise<{ shipmentId: string }> {
  return createWaybill({ orderId: order.orderId, no: order.no, tokenSerial })
}

/** 第四步 接收证书产品: waits until the courier says delivered. */
export async function awaitDelivery(shipmentId: string): Promise<void> {
  let reported = false
  setHandler(routeReported, () => void (reported = true))
  while (!(await readRoute({ shipmentId })).delivered) {
    await condition(() => reported, deadlines.routePollHours * HOUR, {
      summary: 'asks the courier again, in case a push was lost',
    })
    reported = false
  }
}
