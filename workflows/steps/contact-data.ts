import { defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { ProofingActivities } from '../../activities/identity/proofing.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { cancel, requestConfirmationCode, returnToModify, submit, type Submission } from './application.ts'
import { openFilling } from './filling.ts'
import { refusal, type Order } from './order.ts'
import type { SavedForm } from './proofing.ts'
import { offerReservedPhone } from './reserved-phone.ts'

/** The data that stand in the order were looked at, corrected and confirmed. `newPhone`: the reserved one is another. */
export const confirmData = defineUpdate<void, [SavedForm & { newPhone?: boolean }]>('confirmData')

const { checkRegister } = proxyActivities<ProofingActivities>(activityClasses.interactive)

const DAY = 86_400_000

/**
 * 核对信息: contact data are corrected, the registry still knows the organisation as its certificate says, and the
 * operator types the code. One that nobody touches is closed.
 */
export async function confirmContactData(order: Order): Promise<'submitted' | 'cancelled' | 'abandoned'> {
  const { orderId } = order
  return order.step(async (step) => {
    let revision = 0
    let newPhone: boolean | undefined
    const { touch, closes } = openFilling(order, deadlines.draftIdleDays)
    const phone = offerReservedPhone(order, step, {
      isNew: () => newPhone === true,
      // Only what was built upon the data that were judged here: another tab may have saved since.
      chosen: (form) => {
        if (form.revision === revision + 1) ({ revision } = form)
      },
      touch,
    })

    step.onUpdate<[SavedForm & { newPhone?: boolean }]>(confirmData, 'confirmed', async (saved) => {
      touch()
      ;({ revision, newPhone } = saved)
      phone.proposed()
      const { result, inconsistent } = await checkRegister({ orderId })
      if (result === 'mismatched') throw refusal('OrganisationChanged', inconsistent)
      await order.move('confirmed', touch())
      await phone.sendCodes()
    })
    step.onUpdate(requestConfirmationCode, 'submitted', async () => {
      await phone.sendCodes()
      touch()
    })
    step.onUpdate(returnToModify, 'returnedToModify', () => order.move('returnedToModify', touch()))
    step.onUpdate<[Submission]>(submit, 'submitted', async (sent) => {
      // What the code confirms is what was looked at here, not what another tab has saved since.
      if (sent.revision !== undefined && sent.revision !== revision) throw refusal('FormChanged')
      phone.mustBeProved()
      await order.move('submitted', Date.now() + deadlines.paymentDays * DAY)
      step.end('submitted')
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    await closes(step, 'applicant checks the data; closed when idle')
  })
}
