import { codeRules } from './verification-codes.ts'

// Rules of the codes by which a hosted key is used (Electronic Signature Law art. 13; CSC's SCAL2): each is for one
// signer, one certificate and exactly the documents that were listed, once, for a few minutes.

export const authorisationPurposes = ['activation', 'signing'] as const
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

/** Where the picture of a signature stands; as signing/pades.ts has it. */
export interface SealPlace {
  page: number
  x: number
  y: number
  width: number
  height: number
}

/** What a code authorises. Whoever changes any of it needs another code. */
export interface Authorised {
  id: string
  purpose: AuthorisationPurpose
  certificateId: string
  phone: string
  /** Epoch ms. */
  expiresAt: number
  documents: readonly { id: string; sha256: string; places: readonly SealPlace[] }[]
}

/** The same as one text: the code is made over it. */
export function authorisedText({
  id,
  purpose,
  certificateId,
  phone,
  expiresAt,
  documents,
}: Authorised): string {
  const listed = documents.map(({ id: document, sha256, places }) => [
    document,
    sha256,
    places.map(({ page, x, y, width, height }) => [page, x, y, width, height]),
  ])
  return JSON.stringify([id, purpose, certificateId, phone, expiresAt, listed])
}

/** What the SMS says of the documents: the first names, and how many there are. */
export function namesInSms(names: readonly string[]): string {
  const [first = '', second] = names.map((name) =>
    name.length > authorisationRules.nameInSms ? `${name.slice(0, authorisationRules.nameInSms)}…` : name,
  )
  return [first, ...(second ? [second] : [])].join('、')
}
