import {
  condition,
  defineSignal,
  defineUpdate,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  startChild,
} from '@temporalio/workflow'
import type { CertificateActivities } from '../../activities/ca/certificate.ts'
import type { CourierActivities } from '../../activities/courier/shipment.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
import { revocationList } from '../revocation-list.ts'
import type { Order } from './order.ts'

/** The courier pushed something. A hint: the route counts as the courier tells it when asked. */
export const routeReported = defineSignal<[{ waybillNo: string }]>('routeReported')
/** Support has it from the courier that the parcel is gone. */
export const reportLoss = defineUpdate<void, []>('reportLoss')
/** The key that came back goes out again, to the address as it is now. */
export const reship = defineUpdate<void, []>('reship')

const { createWaybill, readRoute } = proxyActivities<CourierActivities>(activityClasses.provider)
const { loseParcel } = proxyActivities<CourierActivities>(activityClasses.record)
const { activateCertificate, retireToken } = proxyActivities<MakingActivities>(activityClasses.record)
const { openTask } = proxyActivities<TaskActivities>(activityClasses.record)
const { revokeUndelivered } = proxyActivities<CertificateActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * 第四步 接收证书产品: the key goes out by courier and is in use once it is delivered. A parcel that comes back waits for
 * an address; one that is lost gives its certificate up at once, and the order another key (`lost`).
 */
export async function deliverKey(
  order: Order,
  { tokenSerial }: { tokenSerial: string },
): Promise<'delivered' | 'lost' | 'givenUp'> {
  const { orderId, no } = order
  let attempt = 1
  let reported = false
  let overdueTold = false
  setHandler(routeReported, () => void (reported = true))

  const send = () => createWaybill({ orderId, no, tokenSerial, attempt })
  let { shipmentId } = await send()
  let until = Date.now() + deadlines.deliveryDays * DAY

  order.onUpdate(reportLoss, 'parcelLost', async () => {
    await loseParcel({ shipmentId })
    await retireToken({ tokenSerial, state: 'permLost' })
    await revoke('keyCompromise')
    await order.move('parcelLost')
    reported = true
  })
  order.onUpdate(reship, 'reshipped', async () => {
    attempt++
    ;({ shipmentId } = await send())
    until = Date.now() + deadlines.deliveryDays * DAY
    await order.move('reshipped', until)
    reported = true
  })

  /** Nobody may use this certificate any more, and the list says so at once. */
  async function revoke(reason: 'keyCompromise' | 'cessationOfOperation') {
    await revokeUndelivered({ orderId, reason })
    await startChild(revocationList, {
      workflowId: `revocationList/${no}/${tokenSerial}`,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: 'publishes the revocation',
    })
  }

  await order.move('keyMade', until)
  for (;;) {
    if (order.state === 'making') return 'lost'
    if (order.state === 'shipping') {
      const { state } = await readRoute({ shipmentId })
      await order.exclusively(async () => {
        if (order.state !== 'shipping') return
        if (state === 'delivered') {
          await activateCertificate({ orderId })
          await order.move('delivered')
        } else if (state === 'returned') {
          until = Date.now() + deadlines.returnedParcelDays * DAY
          await order.move('parcelReturned', until)
          await openTask({ orderId, kind: 'parcelReturned', subject: shipmentId })
        } else if (!overdueTold && Date.now() >= until) {
          overdueTold = true
          await openTask({ orderId, kind: 'deliveryOverdue', subject: shipmentId })
        }
      })
      if (order.is('completed')) return 'delivered'
    }
    if (order.state === 'returned' && Date.now() >= until) {
      await order.exclusively(async () => {
        if (order.state !== 'returned') return
        await retireToken({ tokenSerial, state: 'terminated' })
        await revoke('cessationOfOperation')
        await order.move('givenUp')
      })
      if (order.is('undelivered')) return 'givenUp'
    }
    const poll = deadlines.routePollHours * HOUR
    const wait = order.state === 'returned' ? until - Date.now() : poll
    await condition(() => reported || order.state === 'making', Math.max(wait, 1), {
      summary:
        order.state === 'returned'
          ? 'waits for a good address'
          : 'asks the courier again, in case a push was lost',
    })
    reported = false
  }
}
