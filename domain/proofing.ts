// Identity proofing (manual 1, 注): the ways, who may use which, and how the certificate password then arrives.

export const proofingMethods = [
  'legalRepPhone',
  'legalRepBankCard',
  'microDeposit',
  'ownPhone',
  'ownBankCard',
] as const
export type ProofingMethod = (typeof proofingMethods)[number]

/** Papers a legal representative may have. */
export const idTypes = [
  'residentId',
  'hkMacaoPermit',
  'taiwanPermit',
  'foreignResidentPermit',
  'passport',
] as const
export type IdType = (typeof idTypes)[number]

/** Ways that end at the phone of whoever is proved, and so does the certificate password. */
export const needsPhone: Record<ProofingMethod, boolean> = {
  legalRepPhone: true,
  legalRepBankCard: true,
  microDeposit: false,
  ownPhone: true,
  ownBankCard: true,
}

/** Ways that ask a bank about a card. */
export const needsCard: Record<ProofingMethod, boolean> = {
  legalRepPhone: false,
  legalRepBankCard: true,
  microDeposit: false,
  ownPhone: false,
  ownBankCard: true,
}

/**
 * Versions of the words by which the holder of a bank card consents to its use, the newest last: a card number is
 * sensitive personal information, and its consent stands by itself (PIPL art. 29). Each stays in the site's messages
 * as it was agreed to.
 */
export const cardConsents = ['1.0'] as const

/** Where the certificate password arrives: the way chosen fixes it (manual 1, 注). */
export type PasswordChannel = 'phone' | 'accountMemo'
export function passwordChannel(method: ProofingMethod): PasswordChannel {
  return needsPhone[method] ? 'phone' : 'accountMemo'
}

export const proofingRules = {
  /** Checks that failed, of one holder and way, in 24 hours; another way stays open. */
  mismatchesPerDay: 3,
  transfersPerDay: 3,
  transferFen: 1,
} as const
