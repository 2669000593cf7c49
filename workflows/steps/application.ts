import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { UpdateDefinition } from '@temporalio/common'
import type { RecordActivities } from '../../activities/orders/record.ts'
import type { CodeActivities } from '../../activities/sms/verification-code.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, localActivity } from '../../temporal.config.ts'
import { openFilling } from './filling.ts'
import { refusal, type Order } from './order.ts'
import { offerProofing, type SavedForm } from './proofing.ts'

/** The form was saved for the first time; later savings tell nothing until it is confirmed. */
/** The form is right, as it was saved then. */
export const confirm = defineUpdate<void, [SavedForm]>('confirm')
export const returnToModify = defineUpdate<void, []>('returnToModify')
export const completeMaterials = defineUpdate<void, []>('completeMaterials')
export const requestConfirmationCode = defineUpdate<void, []>('requestConfirmationCode')
/** Confirmed by the operator's code, or by a signature that is kept already. */
export interface Submission {
  codeId?: string
  /** Of the form that the code confirms. */
  revision?: number
}
export const submit = defineUpdate<void, [Submission]>('submit')
export const cancel = defineUpdate<void, []>('cancel')

const { formTouched, missingMaterials } = proxyLocalActivities<RecordActivities>(localActivity)
const { sendVerificationCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

const DAY = 86_400_000

/**
 * 第一步 提交订单: the form, identity proofing, 确认订单 (or 返回修改), uploads, the operator's SMS code. A form that nobody
 * touches for 30 days is closed. `keyFound`: ends it, too.
 */
export async function submitApplication(
  order: Order,
  {
    payDays = deadlines.paymentDays,
    keyFound,
  }: { payDays?: number; keyFound?: UpdateDefinition<void, []> } = {},
): Promise<'submitted' | 'cancelled' | 'abandoned'> {
  const { orderId } = order
  return order.step(async (step) => {
    const { touch, closes } = openFilling(order, deadlines.draftIdleDays, async () => {
      const { at } = await formTouched({ orderId })
      return at
    })
    const proof = offerProofing(order, step, { touch })

    step.onUpdate(confirm, 'confirmed', async ({ revision, complete, proofedFacts }) => {
      if (!complete) throw refusal('FormIncomplete')
      if (!proof.holds(proofedFacts)) throw refusal('NotProofed')
      await order.move('confirmed', touch(), { revision })
    })
    step.onUpdate(returnToModify, 'returnedToModify', () => order.move('returnedToModify', touch()))
    step.onUpdate(completeMaterials, 'materialsUploaded', async () => {
      const missing = await missingMaterials({ orderId })
      if (missing.length > 0) throw refusal('MaterialsMissing', missing)
      await order.move('materialsUploaded', touch())
      await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'confirmOrder' })
    })
    step.onUpdate(requestConfirmationCode, 'submitted', async () => {
      await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'confirmOrder' })
      touch()
    })
    step.onUpdate<[Submission]>(submit, 'submitted', async () => {
      await order.move('submitted', Date.now() + payDays * DAY)
      step.end('submitted')
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    if (keyFound) {
      step.onUpdate(keyFound, 'keyFound', async () => {
        await order.move('keyFound')
        step.end('cancelled')
      })
    }
    await order.exclusively(() => order.move('begun', touch()))
    await closes(step, 'applicant fills in the form; closed when idle')
  })
}
