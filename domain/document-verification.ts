import type { CertificateState } from './certificate-states.ts'

// What to make of the signatures in a document that somebody shows us.

/** Why a signature proves nothing. */
export const signatureFaults = [
  /** It does not say what it is about as a signature must, or says something else than what it is about. */
  'malformed',
  /** The document, or the signature, is not what was signed. */
  'broken',
  /** By an algorithm that we do not know, or that no longer proves anything. */
  'unknownAlgorithm',
] as const
export type SignatureFault = (typeof signatureFaults)[number]

/** ETSI EN 319 142-1: bare; with a time stamp; with what it takes to verify it; and all that under a time stamp. */
export const signatureLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
export type SignatureLevel = (typeof signatureLevels)[number]

/**
 * What came after a signature: nothing, only what belongs to signatures, such that are also seen on the pages, or something
 * else.
 */
export const laterChanges = ['nothing', 'signatures', 'marks', 'changes'] as const
export type LaterChange = (typeof laterChanges)[number]

/** How a certificate stood when something was signed by it; one of another CA is `unknown` to us. */
export const standingsThen = ['valid', 'notYet', 'expired', 'held', 'revoked', 'unknown'] as const
export type StandingThen = (typeof standingsThen)[number]

/** What our own records say of a certificate of ours at a time. Of a hold that was lifted since they tell nothing. */
export function standingAt(
  certificate: {
    state: CertificateState
    notBefore: Date
    notAfter: Date
    revokedAt: Date | null
    invalidityDate: Date | null
  },
  at: Date,
): StandingThen {
  const { state, notBefore, notAfter, revokedAt, invalidityDate } = certificate
  if (at < notBefore) return 'notYet'
  // RFC 5280, 4.1.2.5: its last second counts.
  if (at.getTime() >= notAfter.getTime() + 1000) return 'expired'
  const endedAt = invalidityDate ?? revokedAt
  if ((state === 'revoked' || state === 'held') && endedAt && at >= endedAt) return state
  return 'valid'
}

/**
 * Of ours and good; good, but not all of ours; good, but not provably made while the certificate was; by means that we
 * cannot check; not what was signed; nothing is signed.
 */
export const documentVerdicts = [
  'genuine',
  'foreign',
  'doubtful',
  'unverifiable',
  'changed',
  'unsigned',
] as const
export type DocumentVerdict = (typeof documentVerdicts)[number]

interface Judged {
  kind: 'signature' | 'timestamp'
  fault: SignatureFault | null
  after: LaterChange
  isOurs: boolean
  /** By a time stamp that we trust; null without one. */
  stampedAt: string | null
  then: StandingThen
}

/** Whether somebody whom we do not know has put a mark over what was signed before: it may show something else there. */
const isMarkedByStrangers = (found: readonly Judged[]) =>
  found.some(({ after }, index) => after === 'marks' && found.slice(index + 1).some(({ isOurs }) => !isOurs))

/** The verdict over a document: the worst that is true of one of its signatures, which are in the order of their making. */
export function verdictOf(found: readonly Judged[]): DocumentVerdict {
  if (found.some(({ fault, after }) => fault === 'broken' || fault === 'malformed' || after === 'changes'))
    return 'changed'
  const signatures = found.filter(({ kind }) => kind === 'signature')
  if (signatures.length === 0) return 'unsigned'
  if (signatures.some(({ fault }) => fault)) return 'unverifiable'
  // Without a time stamp nobody knows whether it was signed while the certificate was good.
  if (signatures.some(({ isOurs, stampedAt, then }) => isOurs && (!stampedAt || then !== 'valid')))
    return 'doubtful'
  if (isMarkedByStrangers(found)) return 'doubtful'
  return signatures.every(({ isOurs }) => isOurs) ? 'genuine' : 'foreign'
}
