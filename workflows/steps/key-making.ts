import {
  condition,
  defineUpdate,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow'
import type { CertificateActivities } from '../../activities/ca/certificate.ts'
import type { SoPinActivities } from '../../activities/ca/so-pin.ts'
import type { TokenActivities } from '../../activities/key-station/token.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { PasswordActivities } from '../../activities/sms/certificate-password.ts'
import type { ReviewActivities } from '../../activities/review/review.ts'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, localActivity, taskQueues } from '../../temporal.config.ts'
import { failureType } from './failure-type.ts'
import { refusal, type Order, type Step } from './order.ts'
import { publish } from './revocation.ts'

export interface KeyMaking {
  makingId: string
  stationId: string
  tokenSerial: string
  /** Staff username of the key-station operator. */
  madeBy: string
}

/** The operator of a key station takes this order for a blank key that is plugged in. */
export const makeKey = defineUpdate<void, [KeyMaking]>('makeKey')

const { beginMaking, failMaking } = proxyLocalActivities<MakingActivities>(localActivity)
const { sealCertificatePassword } = proxyLocalActivities<PasswordActivities>(localActivity)
const { dueInWorkingDays } = proxyLocalActivities<ReviewActivities>(localActivity)
const { openTask } = proxyLocalActivities<TaskActivities>(localActivity)
const { sealSoPin } = proxyActivities<SoPinActivities>({ ...activityClasses.ca, taskQueue: taskQueues.ca })
const { issueCertificate, revokeUndelivered } = proxyActivities<CertificateActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

/**
 * 证书制作: key pair made on the token, certificate issued and written, read back and test-signed. A key that fails, or
 * whose station goes dark in the middle, is damaged: its certificate is revoked before anybody could use it, and the
 * order waits for another key. Support is told of an order that still waits when its key is due, and again after that.
 */
export async function produceKey(order: Order, passwordId: string): Promise<{ tokenSerial: string }> {
  return order.step(async (step) => {
    let making: KeyMaking | undefined
    step.onUpdate(makeKey, 'keyMade', async (request) => {
      // The same click twice is one; another key has to wait for what becomes of this one.
      if (making?.tokenSerial === request.tokenSerial) return
      if (making) throw refusal('WrongState')
      await beginMaking({ orderId: order.orderId, ...request })
      making = request
    })
    const watched = tellOverdue(order, step, passwordId)

    while (!step.isOver) {
      // Bounded by the watch above, which tells somebody.
      await condition(() => making !== undefined)
      if (await makeOn(order, passwordId, making!)) step.end({ tokenSerial: making!.tokenSerial })
      making = undefined
    }
    await watched
  })
}

async function tellOverdue(order: Order, step: Step<unknown>, passwordId: string): Promise<void> {
  const { orderId } = order
  let dueAt = order.waitsUntil ?? (await makingDue())
  for (let told = 1; !(await step.wait(dueAt, 'the key should be made by then')); told++) {
    await openTask({ orderId, kind: 'makingOverdue', subject: `${passwordId}/${told}` })
    dueAt = await makingDue()
  }
}

/** Until when (epoch ms) a key should be made that is asked for now. */
export async function makingDue(): Promise<number> {
  const { dueAt } = await dueInWorkingDays({ days: deadlines.makingWorkingDays })
  return dueAt
}

/** Gives whether this key is made; one that is not, and its certificate, are out of use by then. */
async function makeOn(order: Order, passwordId: string, making: KeyMaking): Promise<boolean> {
  const { orderId } = order
  const { makingId, stationId, tokenSerial } = making
  const station = proxyActivities<TokenActivities>({
    ...activityClasses.token,
    taskQueue: taskQueues.keyStation(stationId),
  })
  try {
    const { soPinId } = await sealSoPin({ orderId, makingId, stationId, tokenSerial })
    const { userPinId } = await sealCertificatePassword({ orderId, passwordId, ...making })
    const { keyId } = await station.prepareToken({ orderId, makingId, tokenSerial, soPinId, userPinId })
    const { certificateId } = await issueCertificate({ orderId, keyId })
    await station.writeCertificate({ makingId, tokenSerial, certificateId, userPinId })
    return true
  } catch (error) {
    if (isCancellation(error)) throw error
    await failMaking({ makingId, failure: failureType(error) ?? 'stationUnreachable' })
    await revokeUndelivered({ orderId })
    await publish(order)
    await order.exclusively(() => order.move('keyDamaged', order.waitsUntil))
    return false
  }
}
