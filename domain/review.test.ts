import { expect, it } from 'vitest'
import { decisionStands, mayClaim, reviewChecks } from './review.ts'

const now = new Date('2026-11-24T02:00:00Z')
const later = new Date('2026-11-24T02:10:00Z')

it('an approval needs every check', () => {
  expect(decisionStands({ decision: 'approved', checks: [...reviewChecks] })).toBe(true)
  for (const left of reviewChecks) {
    expect(
      decisionStands({ decision: 'approved', checks: reviewChecks.filter((check) => check !== left) }),
    ).toBe(false)
  }
})

it('a rejection needs words besides the reason', () => {
  expect(decisionStands({ decision: 'rejected', reason: 'other', words: ' ' })).toBe(false)
  expect(decisionStands({ decision: 'rejected', reason: 'other', words: '印章模糊' })).toBe(true)
})

it('a claimed order is another reviewer’s until the claim runs out', () => {
  expect(mayClaim({ claimedBy: 'a', claimedUntil: later }, 'b', now)).toBe(false)
  expect(mayClaim({ claimedBy: 'a', claimedUntil: later }, 'a', now)).toBe(true)
  expect(mayClaim({ claimedBy: 'a', claimedUntil: now }, 'b', now)).toBe(true)
  expect(mayClaim({ claimedBy: null, claimedUntil: null }, 'b', now)).toBe(true)
})
