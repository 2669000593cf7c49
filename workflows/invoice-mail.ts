import { proxyActivities } from '@temporalio/workflow'
import type { InvoiceActivities } from '../activities/tax/invoice.ts'
import { activityClasses } from '../temporal.config.ts'

const { mailInvoice } = proxyActivities<InvoiceActivities>(activityClasses.provider)

/** 电子发票重新获取: the applicant has an issued invoice mailed once more. */
export async function invoiceMail({ invoiceId }: { invoiceId: string }): Promise<void> {
  await mailInvoice({ invoiceId })
}
