// Rules of review (manual 1, 第三步; E-Sign Law art. 20: identity is verified and material is examined).

/** What a reviewer has to confirm before an approval. */
export const reviewChecks = [
  'licenceMatches',
  'legalRepIdMatches',
  'authorisationStamped',
  'picturesLegible',
] as const
export type ReviewCheck = (typeof reviewChecks)[number]

/** Reasons a rejection is made with; the reviewer adds words, both reach the applicant. */
export const rejectionReasons = [
  'licenceMismatch',
  'legalRepIdMismatch',
  'authorisationMissingStamp',
  'pictureIllegible',
  'organisationNotActive',
  'suspectedImpersonation',
  'other',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]

/** How long a claim holds an order for one reviewer, in minutes. */
export const claimMinutes = 15

export type ReviewDecision =
  | { decision: 'approved'; checks: ReviewCheck[] }
  | { decision: 'rejected'; reason: RejectionReason; words: string }

/** True when a decision may stand: every check for an approval, words for a rejection. */
export function decisionStands(decision: ReviewDecision): boolean {
  return decision.decision === 'approved'
    ? reviewChecks.every((check) => decision.checks.includes(check))
    : decision.words.trim().length >= 2
}

/** A claim is exclusive while it lasts; the holder may renew it. */
export function mayClaim(
  claim: { claimedBy: string | null; claimedUntil: Date | null },
  reviewerId: string,
  now: Date,
): boolean {
  return (
    !claim.claimedBy || claim.claimedBy === reviewerId || !claim.claimedUntil || claim.claimedUntil <= now
  )
}
