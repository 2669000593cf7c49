import { condition, defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { ProofingActivities } from '../../activities/identity/proofing.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses } from '../../temporal.config.ts'
import { cancel, requestConfirmationCode, returnToModify, submit, type Submission } from './application.ts'
import { refusal, type Order } from './order.ts'
import type { SavedForm } from './proofing.ts'
import { offerReservedPhone } from './reserved-phone.ts'

/** The data that stand in the order were looked at, corrected and confirmed. `newPhone`: the reserved one is another. */
export const confirmData = defineUpdate<void, [SavedForm & { newPhone?: boolean }]>('confirmData')

const { checkOrganisation } = proxyActivities<ProofingActivities>(activityClasses.interactive)
const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)

const DAY = 86_400_000

/**
 * 核对信息: contact data are corrected, the registry still knows the organisation as its certificate says, and the
 * operator types the code. Ends when the order is submitted; one that nobody touches is closed.
 */
export async function confirmContactData(order: Order): Promise<void> {
  const { orderId } = order
  let revision = 0
  let newPhone: boolean | undefined
  let touched = Date.now()
  const idleUntil = () => touched + deadlines.draftIdleDays * DAY
  const touch = () => {
    touched = Date.now()
    return idleUntil()
  }
  const phone = offerReservedPhone(order, {
    isNew: () => newPhone === true,
    // Only what was built upon the data that were judged here: another tab may have saved since.
    chosen: (form) => {
      if (form.revision === revision + 1) ({ revision } = form)
    },
    touch,
  })

  order.onUpdate<[SavedForm & { newPhone?: boolean }]>(confirmData, 'confirmed', async (saved) => {
    touch()
    ;({ revision, newPhone } = saved)
    phone.proposed()
    const { result, inconsistent } = await checkOrganisation({ orderId })
    if (result === 'mismatched') throw refusal('OrganisationChanged', inconsistent)
    await order.move('confirmed', touch())
    await phone.sendCodes()
  })
  order.onUpdate(requestConfirmationCode, 'submitted', async () => {
    await phone.sendCodes()
    touch()
  })
  order.onUpdate(returnToModify, 'returnedToModify', () => order.move('returnedToModify', touch()))
  order.onUpdate<[Submission]>(submit, 'submitted', async (sent) => {
    // What the code confirms is what was looked at here, not what another tab has saved since.
    if (sent.revision !== undefined && sent.revision !== revision) throw refusal('FormChanged')
    phone.mustBeProved()
    await order.move('submitted', Date.now() + deadlines.paymentDays * DAY)
  })
  order.onUpdate(cancel, 'cancelled', () => order.move('cancelled'))

  const filling = () => order.is('draft', 'confirming')
  while (filling()) {
    const left = idleUntil() - Date.now()
    if (left > 0) {
      await condition(() => !filling(), left, { summary: 'applicant checks the data; closed when idle' })
    } else {
      await order.exclusively(() => (filling() ? order.move('abandoned') : Promise.resolve()))
    }
  }
  if (!order.is('awaitingPayment')) await wipePersonalData({ orderId })
  order.mustGoOn()
}
