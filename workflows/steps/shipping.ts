import { defineSignal, defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { CertificateActivities } from '../../activities/ca/certificate.ts'
import type { CourierActivities } from '../../activities/courier/shipment.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, localActivity, promptActivity, taskQueues } from '../../temporal.config.ts'
import { makingDue } from './key-making.ts'
import type { Order } from './order.ts'
import { publish } from './revocation.ts'

/** The courier pushed something. A hint: the route counts as the courier tells it when asked. */
export const routeReported = defineSignal<[{ waybillNo: string }]>('routeReported')
/** User name of the member of staff who acts. */
interface ParcelAct {
  staff: string
}

/** Support has it from the courier that the parcel is gone. */
export const reportLoss = defineUpdate<void, [ParcelAct]>('reportLoss')
/** The key that came back goes out again, to the address as it is now. */
export const reship = defineUpdate<void, [ParcelAct]>('reship')

const { createWaybill } = proxyActivities<CourierActivities>(activityClasses.provider)
const promptly = proxyLocalActivities<CourierActivities>(promptActivity)
const { loseParcel } = proxyLocalActivities<CourierActivities>(localActivity)
// Its money is earned once however it goes on.
const { activateCertificate } = proxyLocalActivities<MakingActivities>(localActivity)
const { retireToken } = proxyActivities<MakingActivities>(activityClasses.record)
const { openTask } = proxyLocalActivities<TaskActivities>(localActivity)
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
  return order.step<'delivered' | 'lost' | 'givenUp'>(async (step) => {
    let attempt = 1
    let overdueTold = false
    const parcel = () => ({ orderId, no, tokenSerial, attempt })
    let { shipmentId } = await promptly.createWaybill(parcel())
    let until = Date.now() + deadlines.deliveryDays * DAY

    step.onSignal(routeReported, step.stir)
    step.onUpdate(reportLoss, 'parcelLost', async ({ staff }) => {
      await loseParcel({ shipmentId })
      await retireToken({ tokenSerial, state: 'permLost' })
      await revoke('keyCompromise')
      await order.move('parcelLost', await makingDue(), { staff })
      step.end('lost')
    })
    step.onUpdate(reship, 'reshipped', async ({ staff }) => {
      attempt++
      // Not promptly: that it is asked for has to stand in history before the courier comes.
      ;({ shipmentId } = await createWaybill(parcel()))
      until = Date.now() + deadlines.deliveryDays * DAY
      await order.move('reshipped', until, { staff })
      step.stir()
    })

    /** Nobody may use this certificate any more, and the list says so at once. */
    async function revoke(reason: 'keyCompromise' | 'cessationOfOperation') {
      await revokeUndelivered({ orderId, reason })
      await publish(order)
    }

    async function look(state: 'delivered' | 'returned' | string): Promise<void> {
      if (!order.is('shipping')) return
      if (state === 'delivered') {
        await activateCertificate({ orderId })
        await order.move('delivered')
        step.end('delivered')
      } else if (state === 'returned') {
        until = Date.now() + deadlines.returnedParcelDays * DAY
        await order.move('parcelReturned', until)
        await openTask({ orderId, kind: 'parcelReturned', subject: shipmentId })
      } else if (!overdueTold && Date.now() >= until) {
        overdueTold = true
        await openTask({ orderId, kind: 'deliveryOverdue', subject: shipmentId })
      }
    }

    async function giveUp(): Promise<void> {
      if (!order.is('returned') || Date.now() < until) return
      await retireToken({ tokenSerial, state: 'terminated' })
      await revoke('cessationOfOperation')
      await order.move('givenUp')
      step.end('givenUp')
    }

    await order.exclusively(() => order.move('keyMade', until))
    for (;;) {
      if (order.is('returned')) await step.wait(until, 'waits for a good address')
      else {
        const poll = Date.now() + deadlines.routePollHours * HOUR
        await step.wait(poll, 'asks the courier again, in case a push was lost')
      }
      if (order.is('shipping')) {
        const { state } = await promptly.readRoute({ shipmentId })
        await order.exclusively(() => look(state))
      }
      await order.exclusively(giveUp)
      if (step.isOver) return
    }
  })
}
