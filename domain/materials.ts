/** What can be uploaded: scans of licence and legal representative's ID, stamped letter, voucher of a transfer. */
export const materialKinds = ['businessLicence', 'legalRepId', 'authorisation', 'paymentVoucher'] as const
export type MaterialKind = (typeof materialKinds)[number]
