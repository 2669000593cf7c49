import type { PaymentMode } from './payment.ts'

/** What an organisation uploads (manual 1, 第一步): scans of licence and legal representative's ID, stamped letter. */
export const requiredMaterials = ['businessLicence', 'legalRepId', 'authorisation'] as const

/** Whoever pays by transfer shows the voucher besides (manual 6, 第二步): a hint, it closes nothing. */
export const materialKinds = [...requiredMaterials, 'paymentVoucher'] as const
export type MaterialKind = (typeof materialKinds)[number]

/** What an order that is paid this way needs. */
export function materialsOf(payBy: PaymentMode): readonly MaterialKind[] {
  return payBy === 'remittance' ? materialKinds : requiredMaterials
}
