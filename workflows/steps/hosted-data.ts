import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { ProofingActivities } from '../../activities/identity/proofing.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { deadlines } from '../../domain/deadlines.ts'
import type { Change } from '../../domain/information-change.ts'
import { activityClasses, localActivity } from '../../temporal.config.ts'
import { cancel, completeMaterials, returnToModify } from './application.ts'
import { sendAuthorisation } from './authorisation.ts'
import { openFilling } from './filling.ts'
import { offerConsent } from './hosted-consent.ts'
import { refusal, type Order } from './order.ts'
import type { SavedForm } from './proofing.ts'

/** What the order's form makes of the holder's data. */
export type HostedData = SavedForm & { change: Pick<Change, 'class' | 'registered'> }

/** The holder's data were looked at, and corrected. */
export const confirmHostedData = defineUpdate<void, [HostedData]>('confirmHostedData')

const { checkRegister } = proxyActivities<ProofingActivities>(activityClasses.interactive)
const { missingMaterials } = proxyLocalActivities<RecordActivities>(localActivity)

/**
 * 核对信息, 变更信息 of a hosted certificate: compared with the company registry and agreed to by the signer's code. Where
 * the registry says otherwise of what is to stand in the certificate, papers are uploaded first. `contactOnly`: what it
 * comes to where the certificate says the same as before; `mismatch`: what is refused then.
 */
export async function agreeOnData(
  order: Order,
  {
    contactOnly,
    mismatch,
    waitsThen,
  }: {
    contactOnly: 'submitted' | 'contactChanged'
    mismatch: 'OrganisationChanged' | 'ProofingMismatch'
    waitsThen?: () => number
  },
): Promise<'submitted' | 'submittedForReview' | 'contactChanged' | 'cancelled' | 'abandoned'> {
  const { orderId } = order
  return order.step(async (step) => {
    let change: HostedData['change'] | undefined
    let matched = false
    const { touch, closes } = openFilling(order, deadlines.draftIdleDays)
    const sendCode = () => sendAuthorisation({ orderId, purpose: 'consent' })

    step.onUpdate(confirmHostedData, 'confirmed', async (saved) => {
      touch()
      ;({ change } = saved)
      const { result, inconsistent } = change.registered
        ? await checkRegister({ orderId })
        : ({ result: 'matched', inconsistent: [] } as const)
      matched = result === 'matched'
      if (!matched && change.class === 'contact') throw refusal(mismatch, inconsistent)
      await order.move(matched ? 'confirmed' : 'changeUnmatched', touch())
      if (matched) await sendCode()
    })
    step.onUpdate(completeMaterials, 'materialsUploaded', async () => {
      const missing = await missingMaterials({ orderId })
      if (missing.length > 0) throw refusal('MaterialsMissing', missing)
      await order.move('materialsUploaded', touch())
      await sendCode()
    })
    step.onUpdate(returnToModify, 'returnedToModify', () => order.move('returnedToModify', touch()))
    offerConsent(order, step, 'submitted', async () => {
      const decided = change?.class === 'contact' ? contactOnly : matched ? 'submitted' : 'submittedForReview'
      await order.move(decided, decided === 'submitted' ? waitsThen?.() : undefined)
      step.end(decided)
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    await closes(step, 'the holder checks the data; closed when idle')
  })
}
