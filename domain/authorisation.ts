import canonicalize from 'canonicalize'
import { beijingDate } from './working-days.ts'
import { codeRules, restingPhone, type SendRefusal } from './verification-codes.ts'

// Rules of the codes by which a hosted key is used (Electronic Signature Law art. 13; CSC's SCAL2): each is for one
// signer, one certificate and exactly the documents that were listed, once, for a few minutes.

/**
 * `activation`: a new certificate is put to use. `consent`: its signer agrees to what an order makes of it. `binding`: of
 * the phone that takes the place of the signer's. `lifting`: the phone is found, the hold is taken back. `hashSigning`:
 * hashes of another system are signed. `proofing`: whoever has it proves their identity by it.
 */
export const authorisationPurposes = [
  'activation',
  'signing',
  'consent',
  'binding',
  'lifting',
  'hashSigning',
  'proofing',
] as const
export type AuthorisationPurpose = (typeof authorisationPurposes)[number]

export const authorisationRules = {
  digits: codeRules.digits,
  lifeSeconds: codeRules.lifeSeconds,
  tries: codeRules.tries,
  resendAfterSeconds: codeRules.resendAfterSeconds,
  /** People sign more often than they log in. */
  perPhonePerDay: 50,
  /** Documents by one code, so that a person can read their list. */
  documents: 20,
  /** Of a name that stands in the SMS, in characters. */
  nameInSms: 20,
} as const

/** Where the seal stands on a page as it is seen, from its left upper corner, in points (1/72 inch). */
export interface SealPlace {
  /** 0 is the first. */
  page: number
  x: number
  y: number
  width: number
  height: number
  /** 骑缝章: only a strip of the picture, of as many of one width; 0 is the left one. */
  strip?: { index: number; of: number }
}

/** Seals on one document, those across its pages aside. */
export const mostSeals = 20

/** How far a signer may go. Null: as far as the certificate does. */
export interface SignerLimits {
  /** Last Beijing day on which this signer signs, YYYY-MM-DD. */
  until: string | null
  /** Documents that this signer signs in 24 hours. */
  documentsPerDay: number | null
}

export const signerRules = {
  /** Of one certificate. */
  most: 20,
  documentsPerDay: 1000,
} as const

/** Whether a signer may sign so many documents now, who has signed so many in the last 24 hours. */
export function isWithin(
  { until, documentsPerDay }: SignerLimits,
  { signed, documents, at }: { signed: number; documents: number; at: Date },
): boolean {
  if (until !== null && beijingDate(at) > until) return false
  return documentsPerDay === null || signed + documents <= documentsPerDay
}

/** Of the first signer, who stands for the holder. */
export const noLimits: SignerLimits = { until: null, documentsPerDay: null }

/** What a code authorises. Whoever changes any of it needs another code. */
export interface Authorised {
  id: string
  purpose: AuthorisationPurpose
  certificateId: string
  phone: string
  /** Epoch ms. */
  expiresAt: number
  documents: readonly { id: string; sha256: string; places: readonly SealPlace[] }[]
  /** Of the picture of the seal; null where there is none. */
  sealSha256: string | null
  /** Of the order's form, where its signer agrees to that; the facts that are proved, as their fingerprint. */
  formSha256: string | null
}

/** The same as one text (RFC 8785): the code is made over it. */
export function authorisedText({ documents, ...more }: Authorised): string {
  const listed = documents.map(({ id, sha256, places }) => ({ id, sha256, places }))
  return canonicalize({ ...more, documents: listed })!
}

/** May another code go to this phone now? Takes when those of the last 24 hours were sent to it. */
export function mayAuthorise(sentAt: readonly Date[], now: Date): SendRefusal | undefined {
  if (sentAt.length >= authorisationRules.perPhonePerDay) return { reason: 'dailyLimit' }
  return restingPhone(sentAt, now)
}

/** What the SMS says of the documents: the first names, and how many there are. */
export function namesInSms(names: readonly string[]): string {
  const [first = '', second] = names.map((name) =>
    name.length > authorisationRules.nameInSms ? `${name.slice(0, authorisationRules.nameInSms)}…` : name,
  )
  return [first, ...(second ? [second] : [])].join('、')
}
