import { standingOf, type CertificateState } from './certificate-states.ts'

// Identity proofing (manual 1, 注): the ways, who may use which, and how the certificate password then arrives.

export const proofingMethods = [
  'legalRepPhone',
  'legalRepBankCard',
  'microDeposit',
  'ownPhone',
  'ownBankCard',
  'ownCertificate',
] as const
export type ProofingMethod = (typeof proofingMethods)[number]

/** Ways that end with a code of ours; by a certificate of theirs a person proves themselves with its key. */
export const codeMethods = proofingMethods.filter((method) => method !== 'ownCertificate')
export type CodeMethod = (typeof codeMethods)[number]

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
  ownCertificate: true,
}

/** Ways that ask a bank about a card. */
export const needsCard: Record<ProofingMethod, boolean> = {
  legalRepPhone: false,
  legalRepBankCard: true,
  microDeposit: false,
  ownPhone: false,
  ownBankCard: true,
  ownCertificate: false,
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

/** What a certificate in hand says otherwise than the form, by the field at which a person is told; and what they are. */
export const certificateProblems = {
  'person.idNumber': 'certificateOfOther',
  'person.name': 'certificateNameOther',
  'person.phone': 'noCertificateOfPhone',
  'proofing.method': 'certificateNotInUse',
} as const
export type CertificateProblemField = keyof typeof certificateProblems

interface Standing {
  state: CertificateState
  notAfter: Date
  supersededBy: string | null
}

/** Whether a certificate is in force, and no other has taken its place. */
export const isInUse = (certificate: Standing, now: Date): boolean =>
  standingOf(certificate, now) === 'active' && certificate.supersededBy === null

/** Why a certificate does not prove that somebody is this person; undefined when it does. `subject`: whom it names. */
export function certificateProblem(
  certificate: Standing & { holderNumber: string; subject: string },
  person: { holderNumber: string; subject: string },
  now: Date,
): CertificateProblemField | undefined {
  if (certificate.holderNumber !== person.holderNumber) return 'person.idNumber'
  if (certificate.subject !== person.subject) return 'person.name'
  return isInUse(certificate, now) ? undefined : 'proofing.method'
}

/**
 * What a key signs by which its holder proves themselves: the purpose of an `auth` statement (pki/agent-protocol.ts), of
 * which agents take a hexadecimal digest. `facts`: their fingerprint, base64url.
 */
export const proofPurpose = (facts: string) =>
  `proveIdentity:${Buffer.from(facts, 'base64url').toString('hex')}`

/** What a hosted key signs for it, by the code with this number: one line a field. */
export const proofStatement = (proof: { no: string; facts: string; codeId: string }) =>
  ['yinxin-proofing-v1', proof.no, proof.facts, proof.codeId].join('\n')
