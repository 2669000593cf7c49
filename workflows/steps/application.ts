import { condition, defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { RecordActivities } from '../../activities/orders/record.ts'
import type { CodeActivities } from '../../activities/sms/verification-code.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { refusal, type Order } from './order.ts'
import { offerProofing, type SavedForm } from './proofing.ts'

export const saveForm = defineUpdate<void, [SavedForm]>('saveForm')
export const confirm = defineUpdate<void, [{ revision: number }]>('confirm')
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

const { missingMaterials, wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)
const { sendVerificationCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

const DAY = 86_400_000

/**
 * 第一步 提交订单: the form, identity proofing, 确认订单 (or 返回修改), uploads, the operator's SMS code.
 * Ends when the order is submitted; a form nobody touches for 30 days is closed and its personal data wiped.
 */
export async function submitApplication(
  order: Order,
  { payDays = deadlines.paymentDays }: { payDays?: number } = {},
): Promise<void> {
  const { orderId } = order
  let form: SavedForm = { revision: 0, complete: false, proofedFacts: '' }
  let touched = Date.now()

  const idleUntil = () => touched + deadlines.draftIdleDays * DAY
  const touch = () => {
    touched = Date.now()
    return idleUntil()
  }

  order.onUpdate(saveForm, 'formSaved', async (saved) => {
    if (saved.revision <= form.revision) return
    // The first save is an event of the order's timeline, autosaves after it are not.
    if (form.revision === 0) await order.move('formSaved', touch())
    form = saved
    touch()
    proof.formSaved()
  })

  const proof = offerProofing(order, { form: () => form, touch })

  order.onUpdate(confirm, 'confirmed', async ({ revision }) => {
    if (revision !== form.revision) throw refusal('FormChanged')
    if (!form.complete) throw refusal('FormIncomplete')
    if (!proof.holds()) throw refusal('NotProofed')
    await order.move('confirmed', touch())
  })

  order.onUpdate(returnToModify, 'returnedToModify', () => order.move('returnedToModify', touch()))

  order.onUpdate(completeMaterials, 'materialsUploaded', async () => {
    const missing = await missingMaterials({ orderId })
    if (missing.length > 0) throw refusal('MaterialsMissing', missing)
    await order.move('materialsUploaded', touch())
    await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'confirmOrder' })
  })

  order.onUpdate(requestConfirmationCode, 'submitted', async () => {
    await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'confirmOrder' })
    touch()
  })

  order.onUpdate<[Submission]>(submit, 'submitted', () => order.move('submitted', Date.now() + payDays * DAY))
  order.onUpdate(cancel, 'cancelled', () => order.move('cancelled'))

  const filling = () =>
    order.state === 'draft' || order.state === 'confirmed' || order.state === 'materialsUploaded'
  while (filling()) {
    const left = idleUntil() - Date.now()
    if (left > 0) {
      await condition(() => !filling(), left, { summary: 'applicant fills in the form; closed when idle' })
    } else {
      await order.exclusively(() => (filling() ? order.move('abandoned') : Promise.resolve()))
    }
  }
  if (order.state !== 'awaitingPayment') await wipePersonalData({ orderId })
  order.mustGoOn()
}
