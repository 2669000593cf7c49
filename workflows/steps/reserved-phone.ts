import { defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { CodeActivities } from '../../activities/sms/verification-code.ts'
import { activityClasses } from '../../temporal.config.ts'
import { refusal, type Order, type Taking } from './order.ts'
import { offerOtherWays, type SavedForm } from './proofing.ts'

/** The code of the phone that is reserved until now came back. */
export const proveReservedPhone = defineUpdate<void, [{ codeId: string }]>('proveReservedPhone')

const { sendVerificationCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

/**
 * Codes to the operator and, where another phone is to be the reserved one, to the old phone as well; without that the
 * identity is proved anew. `isNew`: whether the data as they stand name another phone. `chosen`: they were saved with a
 * way of proofing.
 */
export function offerReservedPhone(
  order: Order,
  step: Taking,
  on: { isNew: () => boolean; chosen: (form: SavedForm) => void; touch: () => number },
) {
  const { orderId } = order
  const { isNew, touch } = on
  let byCode = false
  let anew = false
  const isOpen = () => isNew() && !byCode && !anew

  step.onUpdate<[{ codeId: string }]>(proveReservedPhone, 'submitted', async () => {
    byCode = true
    await order.move('reservedPhoneProved', touch())
  })
  offerOtherWays(order, step, {
    mayChoose: () => {
      if (!isNew()) throw refusal('WrongState', order.state, 'proofingChosen')
    },
    chosen: (form) => {
      // What was proved in another way is not what stands in the form now.
      anew = false
      on.chosen(form)
    },
    touch,
    proved: () => {
      anew = true
      return touch()
    },
    provedOtherwise: () => byCode,
    takenBack: () => void (anew = false),
  })

  return {
    /** Other data were typed in: what was proved about the last ones says nothing of these. */
    proposed: () => void ([byCode, anew] = [false, false]),
    async sendCodes(): Promise<void> {
      await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'confirmOrder' })
      if (isOpen()) await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'reservedPhone' })
    },
    /** @throws ReservedPhoneOpen */
    mustBeProved() {
      if (isOpen()) throw refusal('ReservedPhoneOpen')
    },
  }
}
