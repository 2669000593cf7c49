import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  defineUpdate,
  proxyActivities,
} from '@temporalio/workflow'
import type { CertificateActivities } from '../../activities/ca/certificate.ts'
import type { SoPinActivities } from '../../activities/ca/so-pin.ts'
import type { TokenActivities } from '../../activities/key-station/token.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
import { refusal, type Order } from './order.ts'
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

const { beginMaking, noteMakingStep, failMaking } = proxyActivities<MakingActivities>(activityClasses.record)
const { sealSoPin } = proxyActivities<SoPinActivities>({ ...activityClasses.ca, taskQueue: taskQueues.ca })
const { issueCertificate, revokeUndelivered } = proxyActivities<CertificateActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

/**
 * 证书制作: key pair made on the token, certificate issued and written, read back and test-signed. A key that fails
 * is damaged: its certificate is revoked before anybody could use it, and the order waits for another key.
 */
export async function produceKey(order: Order, passwordId: string): Promise<{ tokenSerial: string }> {
  const { orderId } = order
  let making: KeyMaking | undefined
  order.onUpdate(makeKey, 'keyMade', async (request) => {
    // The same click twice is one; another key has to wait for what becomes of this one.
    if (making?.tokenSerial === request.tokenSerial) return
    if (making) throw refusal('WrongState')
    await beginMaking({ orderId, ...request })
    making = request
  })

  for (;;) {
    await condition(() => making !== undefined)
    const { makingId, stationId, tokenSerial } = making!
    const station = proxyActivities<TokenActivities>({
      ...activityClasses.token,
      taskQueue: taskQueues.keyStation(stationId),
    })
    const step = (name: 'formatting' | 'generatingKey' | 'issuing' | 'writing' | 'verified') =>
      noteMakingStep({ makingId, step: name })
    try {
      const { soPinId } = await sealSoPin({ orderId, makingId, stationId, tokenSerial })
      await station.formatToken({ makingId, tokenSerial, soPinId, passwordId })
      await step('generatingKey')
      const { keyId } = await station.generateTokenKey({ orderId, tokenSerial, soPinId, passwordId })
      await step('issuing')
      const { certificateId } = await issueCertificate({ orderId, keyId })
      await step('writing')
      await station.writeCertificate({ tokenSerial, certificateId, passwordId })
      await step('verified')
      return { tokenSerial }
    } catch (error) {
      await failMaking({ makingId, failure: failureType(error) })
      await revokeUndelivered({ orderId })
      await publish(order)
      await order.move('keyDamaged')
      making = undefined
    }
  }
}

function failureType(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error
  return cause instanceof ApplicationFailure ? (cause.type ?? 'unknown') : 'stationUnreachable'
}
