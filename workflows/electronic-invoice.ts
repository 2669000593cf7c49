import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow'
import type { TaskActivities } from '../activities/staff/tasks.ts'
import type { InvoiceActivities } from '../activities/tax/invoice.ts'
import { deadlines } from '../domain/deadlines.ts'
import { activityClasses, localActivity } from '../temporal.config.ts'

const { requestInvoice, fetchInvoice, retryInvoice, mailInvoice } = proxyActivities<InvoiceActivities>(
  activityClasses.provider,
)
const { withdraw } = proxyActivities<InvoiceActivities>(activityClasses.record)
const { openTask } = proxyLocalActivities<TaskActivities>(localActivity)

/** The order came to nothing: an invoice that is not issued yet need not be. */
export const withdrawInvoice = defineSignal('withdrawInvoice')

const SECOND = 1000
const HOUR = 3600 * SECOND

export interface ElectronicInvoiceInput {
  orderId: string
  no: string
  colour: 'blue' | 'red'
}

/**
 * 电子发票: asked of the tax platform, fetched when it is issued, mailed to the address of the order. One that fails is
 * asked for again; after a day finance is told. A red-letter invoice reverses the blue one after a refund.
 */
export async function electronicInvoice({ orderId, no, colour }: ElectronicInvoiceInput) {
  let withdrawn = false
  setHandler(withdrawInvoice, () => void (withdrawn = true))
  const taskAt = Date.now() + deadlines.invoiceHours * HOUR
  const { invoiceId } = await requestInvoice({ orderId, no, colour })
  let wait: number = deadlines.invoicePollSeconds * SECOND
  let told = false
  for (;;) {
    const { state } = await fetchInvoice({ invoiceId })
    if (state === 'issued') break
    if (state === 'failed') {
      if (withdrawn) {
        await withdraw({ invoiceId })
        return { state: 'withdrawn' as const }
      }
      if (!told && Date.now() >= taskAt) {
        told = true
        await openTask({ orderId, kind: 'invoiceFailed', subject: `${no}-${colour}` })
      }
    }
    await condition(() => withdrawn && state === 'failed', wait, {
      summary:
        state === 'failed' ? 'invoice failed, is asked for again' : 'tax platform is issuing the invoice',
    })
    wait = Math.min(wait * 2, HOUR)
    if (state === 'failed' && !withdrawn) await retryInvoice({ invoiceId })
  }
  await mailInvoice({ invoiceId })
  return { state: 'issued' as const }
}
