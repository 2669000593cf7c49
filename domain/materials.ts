/**
 * What can be uploaded: scans of licence and legal representative's ID, stamped letter, voucher of a transfer, the
 * imprint of a seal.
 */
export const materialKinds = [
  'businessLicence',
  'legalRepId',
  'authorisation',
  'paymentVoucher',
  'sealSample',
] as const
export type MaterialKind = (typeof materialKinds)[number]

/** Whether an order goes on without it: whoever shows an imprint gets that as seal, others a generated one. */
export const isOptional = (kind: MaterialKind): boolean => kind === 'sealSample'
