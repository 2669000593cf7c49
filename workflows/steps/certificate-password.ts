import {
  condition,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  startChild,
} from '@temporalio/workflow'
import type { DepositActivities } from '../../activities/bank/deposit.ts'
import type { PasswordActivities } from '../../activities/sms/certificate-password.ts'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { activityClasses, localActivity, promptActivity } from '../../temporal.config.ts'
import { microDeposit } from '../micro-deposit.ts'
import { letPass } from './let-pass.ts'
import type { Order } from './order.ts'
import { taskDone } from './refund.ts'

const { sendCertificatePassword } = proxyLocalActivities<PasswordActivities>(promptActivity)
const { transferDeposit } = proxyActivities<DepositActivities>(activityClasses.provider)
const { prepareDeposit } = proxyActivities<DepositActivities>(activityClasses.record)
const { createCertificatePassword, destroyCertificatePassword } =
  proxyLocalActivities<PasswordActivities>(localActivity)
const { openTask } = proxyLocalActivities<TaskActivities>(localActivity)

/**
 * 证书密码: made for this key, delivered the way that identity proofing fixed: to the legal representative's phone, or
 * in the memo of a 1-cent transfer (the one of proofing, where it has not been used for a key yet).
 */
export async function preparePassword(order: Order) {
  const { orderId } = order
  const { passwordId, deliver } = await createCertificatePassword({ orderId, seq: order.seq })
  const delivered = deliverPassword()

  async function deliverPassword() {
    if (deliver === 'phone') await sendPassword()
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

  /** A phone that refuses it is a matter for support; it is sent again when they have dealt with it, and each day. */
  async function sendPassword() {
    let told = false
    setHandler(taskDone, () => void (told = true))
    for (let time = 1; !(await isTaken()); time++) {
      await openTask({ orderId, kind: 'passwordUndelivered', subject: `${passwordId}/${time}`, waits: true })
      await condition(() => told, '1 day', { summary: 'support looks why the password cannot be sent' })
      told = false
    }
    setHandler(taskDone, undefined)
  }

  async function isTaken(): Promise<boolean> {
    const sent = sendCertificatePassword({ orderId, passwordId }).then(() => true)
    return (await letPass('the SMS of a certificate password', sent)) ?? false
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
