import { proxyActivities, sleep } from '@temporalio/workflow'
import type { InvoiceActivities } from '../activities/tax/invoice.ts'
import { deadlines } from '../domain/deadlines.ts'
import { activityClasses } from '../temporal.config.ts'

const { requestInvoice, fetchInvoice, mailInvoice } = proxyActivities<InvoiceActivities>(
  activityClasses.provider,
)

const HOUR_SECONDS = 3600

export interface ElectronicInvoiceInput {
  orderId: string
  no: string
  colour: 'blue' | 'red'
}

/**
 * 电子发票: asked of the tax platform, fetched when it is issued, mailed to the address of the order.
 * A red-letter invoice reverses the blue one after a refund.
 */
export async function electronicInvoice({ orderId, no, colour }: ElectronicInvoiceInput): Promise<void> {
  const { invoiceId } = await requestInvoice({ orderId, no, colour })
  let wait: number = deadlines.invoicePollSeconds
  while ((await fetchInvoice({ invoiceId })).state === 'issuing') {
    await sleep(wait * 1000, { summary: 'tax platform is issuing the invoice' })
    wait = Math.min(wait * 2, HOUR_SECONDS)
  }
  await mailInvoice({ invoiceId })
}
