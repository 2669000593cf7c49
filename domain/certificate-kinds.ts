// What certificates, keys and signatures are told apart by. What each means in practice is a row of pki/algorithms.ts
// and pki/issuers.ts.

/** Algorithms that keys sign with. */
export type AlgorithmId = 'rsaSha256'

/** Our certification authorities whose keys daily work has at hand, and all of them. */
export const dailyIssuerIds = ['issuing'] as const
export type DailyIssuerId = (typeof dailyIssuerIds)[number]
export const issuerIds = ['root', ...dailyIssuerIds] as const
export type IssuerId = (typeof issuerIds)[number]

/** What a holder's certificate is for. An order yields at most one usable certificate a purpose and algorithm. */
export type CertificatePurpose = 'signing'

/** What carries a key pair: a token in its holder's hands, or the HSM, which signs for them. */
export const keyCarriers = ['token', 'hsm'] as const
export type KeyCarrier = (typeof keyCarriers)[number]

/** Where a key pair was made. */
export type KeyOrigin = 'token' | 'hsm'

/** Whom certificates name. */
export const subjects = ['organisation', 'person'] as const
export type Subject = (typeof subjects)[number]
