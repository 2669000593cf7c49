import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { CertificateActivities } from '../../activities/ca/certificate.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { WritingActivities } from '../../activities/orders/writing.ts'
import type { HostedKeyActivities } from '../../activities/signing/hosted-key.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, localActivity, taskQueues } from '../../temporal.config.ts'
import {
  adoptSigner,
  codeRefusal,
  sendAuthorisation,
  activateSigner,
  type TypedCode,
} from './authorisation.ts'
import { failureType } from './failure-type.ts'
import type { Order } from './order.ts'
import { tellOverdue } from './overdue.ts'
import { publish } from './revocation.ts'

/** 发送验证码: to the phone that is to use the certificate. */
export const requestActivationCode = defineUpdate<void, []>('requestActivationCode')
/** Its code was typed in: the certificate is in use. */
export const activate = defineUpdate<void, [TypedCode]>('activate')

const { makeHostedKey } = proxyActivities<HostedKeyActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.signing,
})
const { issueCertificate, revokeUndelivered } = proxyActivities<CertificateActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})
const { activateCertificate, earnPrice } = proxyLocalActivities<MakingActivities>(localActivity)
const { supersedeCertificate } = proxyLocalActivities<WritingActivities>(localActivity)

const DAY = 86_400_000

/** 签发: key pair in the HSM, certificate for it. Support is told when that takes long: the HSM or the CA is away. */
export async function issueHosted(order: Order): Promise<'issued'> {
  const { orderId } = order
  return order.step(async (step) => {
    const watched = tellOverdue(order, step)
    const { keyId } = await makeHostedKey({ orderId })
    await issueCertificate({ orderId, keyId })
    await order.exclusively(() =>
      order.move('certificateIssued', Date.now() + deadlines.activationDays * DAY),
    )
    step.end('issued')
    await watched
  })
}

/** 启用: the signer shows that the phone is theirs. A certificate that nobody activates is revoked. */
export async function activateHosted(order: Order): Promise<'activated' | 'lapsed'> {
  const { orderId } = order
  return order.step<'activated' | 'lapsed'>(async (step) => {
    step.onUpdate(requestActivationCode, 'activated', () =>
      sendAuthorisation({ orderId, purpose: 'activation' }),
    )
    step.onUpdate(activate, 'activated', async (typed) => {
      const redeemed = await activateSigner({ orderId, ...typed })
      if (redeemed.verdict !== 'ok') throw codeRefusal(redeemed)
      await activateCertificate({ orderId })
      await order.move('activated')
      step.end('activated')
    })
    const until = order.waitsUntil!
    const remindAt = Date.now() + deadlines.activationReminderDays * DAY
    if (!(await step.wait(remindAt, 'reminds of the activation'))) {
      await order.exclusively(async () => {
        if (!step.isOver) await order.move('activationReminded', until)
      })
    }
    while (!step.isOver) {
      if (await step.wait(until, 'revokes a certificate that nobody activates')) continue
      await order.exclusively(async () => {
        if (step.isOver) return
        await revokeUndelivered({ orderId, reason: 'cessationOfOperation' })
        await earnPrice({ orderId })
        await order.move('activationLapsed')
        step.end('lapsed')
        await publish(order)
      })
    }
  })
}

/** What may have become of the old certificate, or its signer, since the signer agreed. */
const over = ['CertificateNotInUse', 'SignerUnknown', 'writing.certificateExpired']

/**
 * 签发新证书, in use at once for the phone whose signer has agreed to it; the old one gives way. Where that was held,
 * revoked or is another's by now, nothing that was issued stays good.
 */
export async function issueSuccessor(
  order: Order,
): Promise<{ end: 'issued'; oldCertificateId: string } | { end: 'lapsed' }> {
  const { orderId } = order
  return order.step<{ end: 'issued'; oldCertificateId: string } | { end: 'lapsed' }>(async (step) => {
    const watched = tellOverdue(order, step)
    try {
      const { keyId } = await makeHostedKey({ orderId })
      await issueCertificate({ orderId, keyId })
      await adoptSigner({ orderId })
      await activateCertificate({ orderId })
      const { oldCertificateId } = await supersedeCertificate({ orderId })
      await order.exclusively(() => order.move('certificateIssued'))
      step.end({ end: 'issued', oldCertificateId })
    } catch (error) {
      if (!over.includes(failureType(error) ?? '')) throw error
      await revokeUndelivered({ orderId, reason: 'cessationOfOperation' })
      await order.exclusively(() => order.move('certificateEnded'))
      step.end({ end: 'lapsed' })
    }
    await watched
  })
}
