// Rules of review (manual 1, 第三步; E-Sign Law art. 20: identity is verified and material is examined).
import { checkUscc } from './identifiers.ts'
import type { ApplicationForm } from './application-form.ts'
import { isOptional, type MaterialKind } from './materials.ts'

/** What a reviewer has to confirm before an approval, and the picture that shows it; null: each of them. */
const checkedOn = {
  licenceMatches: 'businessLicence',
  legalRepIdMatches: 'legalRepId',
  authorisationStamped: 'authorisation',
  idCardMatches: 'idCardPortrait',
  idCardInForce: 'idCardEmblem',
  picturesLegible: null,
  sealSampleMatches: 'sealSample',
} as const satisfies Record<string, MaterialKind | null>
export type ReviewCheck = keyof typeof checkedOn
export const reviewChecks = Object.keys(checkedOn) as [ReviewCheck, ...ReviewCheck[]]

/** The checks of an order with these pictures: what was not shown cannot be looked at. */
export const checksOf = (shown: readonly MaterialKind[]): readonly ReviewCheck[] =>
  reviewChecks.filter((check) => checkedOn[check] === null || shown.includes(checkedOn[check]))

/** Reasons a rejection is made with; the reviewer adds words, both reach the applicant. */
export const rejectionReasons = [
  'licenceMismatch',
  'legalRepIdMismatch',
  'authorisationMissingStamp',
  'idCardMismatch',
  'idCardExpired',
  'pictureIllegible',
  'organisationNotActive',
  'suspectedImpersonation',
  'other',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]

/** Reasons for asking for a document again. */
export const returnReasons = [
  'illegible',
  'incomplete',
  'wrongDocument',
  'expired',
  'stampMissing',
  'mismatch',
] as const
export type ReturnReason = (typeof returnReasons)[number]

/** Whether a document came again since it was asked for. One that an order needs not may be taken back instead. */
export function cameAgain(
  files: readonly { kind: string; createdAt: Date }[],
  item: MaterialKind,
  since: Date,
): boolean {
  const file = files.find(({ kind }) => kind === item)
  return file ? file.createdAt > since : isOptional(item)
}

/** One document that the applicant has to send again. */
export interface ReturnedItem {
  item: MaterialKind
  reason: ReturnReason
  /** What the reviewer says to it; may be empty. */
  words: string
}

/** How long a claim holds an order for one reviewer, in minutes. */
export const claimMinutes = 15

/** Working days before the due date on which reviewers are reminded. */
export const reminderWorkingDays = 1

export type ReviewDecision =
  | { decision: 'approved'; checks: ReviewCheck[] }
  | { decision: 'rejected'; reason: RejectionReason; words: string }
  | { decision: 'cancelled' }
  | { decision: 'returned'; items: ReturnedItem[] }

/**
 * True when a decision may stand: every check for an approval, words for a rejection, documents for a return. `shown`:
 * what was uploaded.
 */
export function decisionStands(made: ReviewDecision, shown: readonly MaterialKind[]): boolean {
  switch (made.decision) {
    case 'approved':
      return checksOf(shown).every((check) => made.checks.includes(check))
    case 'rejected':
      return made.words.trim().length >= 2
    case 'returned':
      return made.items.length > 0 && new Set(made.items.map(({ item }) => item)).size === made.items.length
    case 'cancelled':
      return true
  }
}

/** A claim is exclusive while it lasts; the holder may renew it. */
export function mayClaim(
  claim: { claimedBy: string | null; claimedUntil: Date | null },
  reviewerId: string,
  now: Date,
): boolean {
  return !isClaimed(claim, now) || claim.claimedBy === reviewerId
}

/** Whether somebody is examining the order now. */
export function isClaimed(
  claim: { claimedBy: string | null; claimedUntil: Date | null },
  now: Date,
): boolean {
  return claim.claimedBy !== null && claim.claimedUntil !== null && claim.claimedUntil > now
}

/** What is known of an order when it comes to review. */
export interface ReviewFacts {
  form: ApplicationForm
  /** Identity checks that failed before one succeeded. */
  mismatches: number
}

/**
 * Where proofing was weak, two people have to approve. The rules; an administrator can switch each off and on in the
 * console (table review_rules).
 */
export const fourEyesRules = {
  usccDoubtful: ({ form: { organisation } }) =>
    organisation !== undefined && checkUscc(organisation.uscc) !== 'valid',
  operatorIsLegalRep: ({ form: { organisation, operator, legalRepresentative: legal } }) =>
    organisation !== undefined && (operator.idNumber === legal.idNumber || operator.phone === legal.phone),
  foreignLegalRep: ({ form }) => form.legalRepresentative.idType !== 'residentId',
  severalMismatches: ({ mismatches }) => mismatches >= 2,
} as const satisfies Record<string, (facts: ReviewFacts) => boolean>

export type FourEyesRule = keyof typeof fourEyesRules
export const fourEyesRuleIds = Object.keys(fourEyesRules) as FourEyesRule[]

/** The rules in force that ask for a second approval of this order. */
export function needsFourEyes(facts: ReviewFacts, off: ReadonlySet<string>): FourEyesRule[] {
  return fourEyesRuleIds.filter((rule) => !off.has(rule) && fourEyesRules[rule](facts))
}

/** Whoever has had the order in hands before, or approved it first, is not the second pair of eyes. */
export function mayApproveSecond(
  review: { firstApprovedBy: string | null; claimants: readonly string[] },
  reviewerId: string,
): boolean {
  return review.firstApprovedBy !== reviewerId && !review.claimants.includes(reviewerId)
}
