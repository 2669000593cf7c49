/**
 * What can be uploaded: scans of licence and legal representative's ID, stamped letter; both sides of a person's ID card
 * (人像面, 国徽面); voucher of a transfer, the imprint of a seal.
 */
export const materialKinds = [
  'businessLicence',
  'legalRepId',
  'authorisation',
  'idCardPortrait',
  'idCardEmblem',
  'paymentVoucher',
  'sealSample',
] as const
export type MaterialKind = (typeof materialKinds)[number]

/** Whether an order goes on without it: whoever shows an imprint gets that as seal, others a generated one. */
export const isOptional = (kind: MaterialKind): boolean => kind === 'sealSample'
