import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { ProofingActivities } from '../../activities/identity/proofing.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { deadlines } from '../../domain/deadlines.ts'
import type { Change } from '../../domain/information-change.ts'
import { activityClasses, localActivity } from '../../temporal.config.ts'
import {
  cancel,
  completeMaterials,
  requestConfirmationCode,
  returnToModify,
  submit,
  type Submission,
} from './application.ts'
import { openFilling } from './filling.ts'
import { refusal, type Order } from './order.ts'
import type { SavedForm } from './proofing.ts'
import { offerReservedPhone } from './reserved-phone.ts'
import { writingUntil } from './token-writing.ts'

/** What is to be changed was typed in, and what that means for the certificate. */
export const proposeChange = defineUpdate<void, [SavedForm & { change: Change }]>('proposeChange')

const { checkRegister } = proxyActivities<ProofingActivities>(activityClasses.interactive)
const { missingMaterials } = proxyLocalActivities<RecordActivities>(localActivity)

/**
 * 变更信息: what stands in the certificate is compared with the company registry; where that says otherwise, papers are
 * uploaded. Codes go to the operator, and to the old phone where that changes; without that phone the identity is proved
 * anew. Contact data are changed by it.
 */
export async function collectChange(
  order: Order,
): Promise<'contactChanged' | 'submitted' | 'submittedForReview' | 'cancelled' | 'abandoned'> {
  const { orderId } = order
  return order.step(async (step) => {
    let change: Change | undefined
    let revision = 0
    let matched = false
    const { touch, closes } = openFilling(order, deadlines.draftIdleDays)
    const phone = offerReservedPhone(order, step, {
      isNew: () => change?.newPhone === true,
      // Only what was built upon the data that were judged here: another tab may have saved since.
      chosen: (form) => {
        if (form.revision === revision + 1) ({ revision } = form)
      },
      touch,
    })

    step.onUpdate<[SavedForm & { change: Change }]>(proposeChange, 'confirmed', async (proposed) => {
      touch()
      phone.proposed()
      ;({ revision, change } = proposed)
      const { result, inconsistent } = change.registered
        ? await checkRegister({ orderId })
        : ({ result: 'matched', inconsistent: [] } as const)
      matched = result === 'matched'
      // Papers are examined for what a certificate will say; who represents the organisation is the registry's to say.
      if (!matched && change.class === 'contact') throw refusal('ProofingMismatch', inconsistent)
      await order.move(matched ? 'confirmed' : 'changeUnmatched', touch())
      if (matched) await phone.sendCodes()
    })
    step.onUpdate(completeMaterials, 'materialsUploaded', async () => {
      const missing = await missingMaterials({ orderId })
      if (missing.length > 0) throw refusal('MaterialsMissing', missing)
      await order.move('materialsUploaded', touch())
      await phone.sendCodes()
    })
    step.onUpdate(requestConfirmationCode, 'submitted', async () => {
      await phone.sendCodes()
      touch()
    })
    step.onUpdate(returnToModify, 'returnedToModify', () => order.move('returnedToModify', touch()))
    step.onUpdate<[Submission]>(submit, 'submitted', async (sent) => {
      // What the code confirms is what was judged here, not what another tab has saved since.
      if (sent.revision !== undefined && sent.revision !== revision) throw refusal('FormChanged')
      phone.mustBeProved()
      const decided =
        change?.class === 'contact' ? 'contactChanged' : matched ? 'submitted' : 'submittedForReview'
      await order.move(decided, decided === 'submitted' ? writingUntil() : undefined)
      step.end(decided)
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    await closes(step, 'applicant changes the data; closed when idle')
  })
}
