import { ParentClosePolicy, proxyActivities, proxyLocalActivities, startChild } from '@temporalio/workflow'
import type { DepositActivities } from '../../activities/bank/deposit.ts'
import type { PasswordActivities } from '../../activities/sms/certificate-password.ts'
import { activityClasses, localActivity, promptActivity } from '../../temporal.config.ts'
import { microDeposit } from '../micro-deposit.ts'
import type { Order } from './order.ts'

const { sendCertificatePassword } = proxyLocalActivities<PasswordActivities>(promptActivity)
const { transferDeposit } = proxyActivities<DepositActivities>(activityClasses.provider)
const { prepareDeposit } = proxyActivities<DepositActivities>(activityClasses.record)
const { createCertificatePassword, destroyCertificatePassword } =
  proxyLocalActivities<PasswordActivities>(localActivity)

/**
 * 证书密码: made for this key, delivered the way that identity proofing fixed: to the legal representative's phone, or
 * in the memo of a 1-cent transfer (the one of proofing, where it has not been used for a key yet).
 */
export async function preparePassword(order: Order) {
  const { orderId } = order
  const { passwordId, deliver } = await createCertificatePassword({ orderId, seq: order.seq })
  const delivered = deliverPassword()

  async function deliverPassword() {
    if (deliver === 'legalRepPhone') await sendCertificatePassword({ orderId, passwordId })
    if (deliver !== 'accountMemo') return
    const { transferId, reference } = await prepareDeposit({ orderId, purpose: 'password', passwordId })
    await transferDeposit({ transferId })
    await startChild(microDeposit, {
      workflowId: `microDeposit/${reference}`,
      args: [{ orderId, transferId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: 'watches the transfer that carries the certificate password',
    })
  }

  return {
    passwordId,
    /** Wipes it once it is delivered and in the key. */
    async destroy() {
      await delivered
      await destroyCertificatePassword({ passwordId })
    },
  }
}
