import type { Database } from '../db/database.ts'
import type { DocumentStore } from '../db/document-store.ts'
import { depositActivities } from './bank/deposit.ts'
import { receiptActivities } from './bank/receipts.ts'
import { remittanceActivities } from './bank/remittance.ts'
import { returnActivities } from './bank/returns.ts'
import { courierActivities } from './courier/shipment.ts'
import { evidenceActivities } from './evidence/bundle.ts'
import { trailActivities } from './evidence/trail.ts'
import { proofingActivities } from './identity/proofing.ts'
import { expiryActivities } from './notices/expiry.ts'
import { noticeActivities } from './notices/notices.ts'
import { usesMailActivities } from './notices/uses-mail.ts'
import { confirmationActivities } from './orders/confirmation.ts'
import { foundKeyActivities } from './orders/found-key.ts'
import { lostKeyActivities } from './orders/lost-key.ts'
import { makingActivities } from './orders/making.ts'
import { openSigningActivities } from './orders/open-signings.ts'
import { recordActivities } from './orders/record.ts'
import { revocationOrderActivities } from './orders/revocation.ts'
import { sealActivities } from './orders/seal.ts'
import { unlockActivities } from './orders/unlock.ts'
import { writingActivities } from './orders/writing.ts'
import { paymentActivities } from './payment/payment.ts'
import { refundActivities } from './payment/refunds.ts'
import { runActivities } from './runs/runs.ts'
import { reviewActivities } from './review/review.ts'
import { passwordActivities } from './sms/certificate-password.ts'
import { webhookActivities } from './webhooks/deliver.ts'
import { signingPartActivities } from './signing-requests/parts.ts'
import { codeActivities } from './sms/verification-code.ts'
import { auditWatchActivities } from './staff/audit-watch.ts'
import { authorityWatchActivities } from './staff/authority-watch.ts'
import { taskActivities } from './staff/tasks.ts'
import { invoiceActivities } from './tax/invoice.ts'

/** Every activity of the task queue `business`. */
export function businessActivities(deps: { db: Database; documentStore: DocumentStore }) {
  return {
    ...recordActivities(deps),
    ...proofingActivities(deps),
    ...codeActivities(deps),
    ...passwordActivities(deps),
    ...noticeActivities(deps),
    ...expiryActivities(deps),
    ...usesMailActivities(deps),
    ...paymentActivities(deps),
    ...refundActivities(deps),
    ...runActivities(deps),
    ...evidenceActivities(deps),
    ...trailActivities(deps),
    ...depositActivities(deps),
    ...receiptActivities(deps),
    ...remittanceActivities(deps),
    ...returnActivities(deps),
    ...foundKeyActivities(deps),
    ...lostKeyActivities(deps),
    ...confirmationActivities(deps),
    ...taskActivities(deps),
    ...auditWatchActivities(deps),
    ...authorityWatchActivities(deps),
    ...invoiceActivities(deps),
    ...reviewActivities(deps),
    ...makingActivities(deps),
    ...sealActivities(deps),
    ...courierActivities(deps),
    ...unlockActivities(deps),
    ...writingActivities(deps),
    ...revocationOrderActivities(deps),
    ...signingPartActivities(deps),
    ...openSigningActivities(deps),
    ...webhookActivities(deps),
  }
}
