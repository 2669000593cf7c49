// Who may take a review in hand, what they may decide, and what becomes of the review by it.
import type { MaterialKind } from './materials.ts'
import {
  claimMinutes,
  decisionStands,
  mayApproveSecond,
  mayClaim,
  type FourEyesRule,
  type RejectionReason,
  type ReturnedItem,
  type ReviewDecision,
} from './review.ts'

const MINUTE = 60_000

/** How a review stands; people by their ids. */
export interface ReviewStand {
  claimedBy: string | null
  claimedUntil: Date | null
  claimants: string[]
  fourEyes: readonly FourEyesRule[]
  firstApprovedBy: string | null
  firstApprovedAt: Date | null
  returned: ReturnedItem[] | null
  cancellationAskedAt: Date | null
  decision: 'approved' | 'rejected' | 'cancelled' | 'lapsed' | null
  reason: RejectionReason | null
  words: string | null
  decidedBy: string | null
}

/** Why a reviewer may not claim an order now; undefined when they may. */
export function claimRefusal(review: ReviewStand, reviewerId: string, now: Date) {
  if (review.decision) return 'alreadyDecided'
  if (review.returned) return 'wrongState'
  if (!mayClaim(review, reviewerId, now)) return 'claimedByOther'
  return review.firstApprovedAt && !mayApproveSecond(review, reviewerId) ? 'sameReviewer' : undefined
}

/** What a claim changes. Whoever had the order in hands before its first approval is remembered. */
export function afterClaim(review: ReviewStand, reviewerId: string, now: Date) {
  const { firstApprovedAt, claimants } = review
  return {
    claimedBy: reviewerId,
    claimedUntil: new Date(now.getTime() + claimMinutes * MINUTE),
    claimants: firstApprovedAt ? claimants : [...new Set([...claimants, reviewerId])],
  }
}

export const released = { claimedBy: null, claimedUntil: null }

/** Whether it is the same decision again, after an answer that was lost. */
export function isRepeat(review: ReviewStand, made: ReviewDecision, reviewerId: string): boolean {
  if (made.decision === 'returned') return sameItems(review.returned ?? [], made.items)
  if (made.decision === 'approved' && !review.decision) return review.firstApprovedBy === reviewerId
  if (review.decidedBy !== reviewerId || review.decision !== made.decision) return false
  return made.decision !== 'rejected' || (review.reason === made.reason && review.words === made.words)
}

function sameItems(asked: ReturnedItem[], again: ReturnedItem[]): boolean {
  const same = (a: ReturnedItem, b: ReturnedItem | undefined) =>
    a.item === b?.item && a.reason === b.reason && a.words === b.words
  return asked.length > 0 && asked.length === again.length && asked.every((item, at) => same(item, again[at]))
}

/** What a decision that may not stand lacks. */
const lacks = {
  approved: 'checksMissing',
  rejected: 'wordsMissing',
  returned: 'itemsMissing',
  cancelled: 'wrongState',
} as const satisfies Record<ReviewDecision['decision'], string>

/** Why a reviewer may not decide so; undefined when they may. */
export function verdictRefusal(
  review: ReviewStand,
  made: ReviewDecision,
  { reviewerId, shown, now }: { reviewerId: string; shown: readonly MaterialKind[]; now: Date },
) {
  if (review.decision) return 'alreadyDecided'
  const holds = review.claimedBy === reviewerId && review.claimedUntil && review.claimedUntil > now
  if (!holds) return 'notClaimed'
  if (!decisionStands(made, shown)) return lacks[made.decision]
  return made.decision === 'cancelled' && !review.cancellationAskedAt ? 'wrongState' : undefined
}

/** What a decision changes: an approval where two people have to look is the first half of one. */
export function afterVerdict(review: ReviewStand, made: ReviewDecision, reviewerId: string, now: Date) {
  if (made.decision === 'returned') {
    // What the first of two people approved is no longer what there is.
    const anew = { firstApprovedBy: null, firstApprovedAt: null, claimants: [] }
    return { ...released, ...anew, returned: made.items, returnedAt: now }
  }
  if (made.decision === 'approved' && review.fourEyes.length > 0 && !review.firstApprovedAt) {
    return { ...released, firstApprovedBy: reviewerId, firstApprovedAt: now }
  }
  return { ...made, decidedBy: reviewerId, decidedAt: now }
}
