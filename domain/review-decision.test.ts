import { expect, it } from 'vitest'
import { afterClaim, afterVerdict, claimRefusal, isRepeat, verdictRefusal } from './review-decision.ts'
import { reviewChecks, type ReviewDecision } from './review.ts'

const now = new Date('2026-11-24T02:00:00Z')
const fresh = {
  claimedBy: null,
  claimedUntil: null,
  claimants: [],
  fourEyes: [],
  firstApprovedBy: null,
  firstApprovedAt: null,
  returned: null,
  cancellationAskedAt: null,
  decision: null,
  reason: null,
  words: null,
  decidedBy: null,
}
/** Of an organisation that shows no imprint of a seal. */
const materials = ['businessLicence', 'legalRepId', 'authorisation'] as const
const approved: ReviewDecision = { decision: 'approved', checks: [...reviewChecks] }
const returned = {
  decision: 'returned',
  items: [{ item: 'businessLicence', reason: 'illegible', words: '' }],
} satisfies ReviewDecision

it('only whoever holds the claim decides, while it lasts', () => {
  const claimed = { ...fresh, ...afterClaim(fresh, 'a', now) }
  expect(verdictRefusal(fresh, approved, { reviewerId: 'a', shown: materials, now: now })).toBe('notClaimed')
  expect(verdictRefusal(claimed, approved, { reviewerId: 'b', shown: materials, now: now })).toBe(
    'notClaimed',
  )
  expect(
    verdictRefusal(claimed, approved, { reviewerId: 'a', shown: materials, now: claimed.claimedUntil }),
  ).toBe('notClaimed')
  expect(verdictRefusal(claimed, approved, { reviewerId: 'a', shown: materials, now: now })).toBeUndefined()
  expect(
    verdictRefusal(claimed, { ...approved, checks: [] }, { reviewerId: 'a', shown: materials, now: now }),
  ).toBe('checksMissing')
})

it('a cancellation is agreed to only where one was asked for', () => {
  const claimed = { ...fresh, ...afterClaim(fresh, 'a', now) }
  expect(
    verdictRefusal(claimed, { decision: 'cancelled' }, { reviewerId: 'a', shown: materials, now: now }),
  ).toBe('wrongState')
  const asked = { ...claimed, cancellationAskedAt: now }
  expect(
    verdictRefusal(asked, { decision: 'cancelled' }, { reviewerId: 'a', shown: materials, now: now }),
  ).toBeUndefined()
})

it('two approve where proofing was weak, and whoever had it in hands before is not the second', () => {
  const weak = { ...fresh, fourEyes: ['usccDoubtful' as const] }
  const claimed = { ...weak, ...afterClaim(weak, 'a', now) }
  const first = { ...claimed, ...afterVerdict(claimed, approved, 'a', now) }
  expect(first).toMatchObject({ decision: null, firstApprovedBy: 'a', claimedBy: null })
  expect(claimRefusal(first, 'a', now)).toBe('sameReviewer')
  expect(claimRefusal(first, 'b', now)).toBeUndefined()
  expect(afterVerdict(first, approved, 'b', now)).toMatchObject({ decision: 'approved', decidedBy: 'b' })
})

it('the same decision again is known: whole, as the first of two, and of documents', () => {
  const whole = { ...fresh, ...afterVerdict(fresh, approved, 'a', now) }
  expect([isRepeat(whole, approved, 'a'), isRepeat(whole, approved, 'b')]).toEqual([true, false])
  const half = { ...fresh, firstApprovedBy: 'a', firstApprovedAt: now }
  expect([isRepeat(half, approved, 'a'), isRepeat(half, approved, 'b')]).toEqual([true, false])
  const sentBack = { ...fresh, ...afterVerdict(fresh, returned, 'a', now) }
  expect(isRepeat(sentBack, returned, 'a')).toBe(true)
  expect(isRepeat(sentBack, { ...returned, items: [] }, 'a')).toBe(false)
  expect(isRepeat(fresh, returned, 'a')).toBe(false)
})
