import { expect, it } from 'vitest'
import type { ApplicationForm } from './application-form.ts'
import {
  cameAgain,
  checksOf,
  decisionStands,
  mayApproveSecond,
  mayClaim,
  needsFourEyes,
  reviewChecks,
} from './review.ts'

const now = new Date('2026-11-24T02:00:00Z')
const later = new Date('2026-11-24T02:10:00Z')

const organisationPapers = ['businessLicence', 'legalRepId', 'authorisation'] as const
const personPapers = ['idCardPortrait', 'idCardEmblem'] as const

it.each([[organisationPapers], [personPapers], [[...personPapers, 'sealSample'] as const]])(
  'an approval needs each check of what was shown, and no other: %j',
  (shown) => {
    const checks = checksOf(shown)
    expect(decisionStands({ decision: 'approved', checks: [...checks] }, shown)).toBe(true)
    for (const left of checks) {
      const others = reviewChecks.filter((check) => check !== left)
      expect(decisionStands({ decision: 'approved', checks: others }, shown)).toBe(false)
    }
  },
)

it('a document came again when it is newer than the question; only one that is not needed may be taken back', () => {
  expect(cameAgain([{ kind: 'legalRepId', createdAt: later }], 'legalRepId', now)).toBe(true)
  expect(cameAgain([{ kind: 'legalRepId', createdAt: now }], 'legalRepId', now)).toBe(false)
  expect(cameAgain([{ kind: 'sealSample', createdAt: now }], 'sealSample', now)).toBe(false)
  expect(cameAgain([], 'legalRepId', now)).toBe(false)
  expect(cameAgain([], 'sealSample', now)).toBe(true)
})

it('a rejection needs words besides the reason', () => {
  expect(decisionStands({ decision: 'rejected', reason: 'other', words: ' ' }, organisationPapers)).toBe(
    false,
  )
  expect(
    decisionStands({ decision: 'rejected', reason: 'other', words: '印章模糊' }, organisationPapers),
  ).toBe(true)
})

it('a claimed order is another reviewer’s until the claim runs out', () => {
  expect(mayClaim({ claimedBy: 'a', claimedUntil: later }, 'b', now)).toBe(false)
  expect(mayClaim({ claimedBy: 'a', claimedUntil: later }, 'a', now)).toBe(true)
  expect(mayClaim({ claimedBy: 'a', claimedUntil: now }, 'b', now)).toBe(true)
  expect(mayClaim({ claimedBy: null, claimedUntil: null }, 'b', now)).toBe(true)
})

it('a return names each document once', () => {
  const item = { item: 'legalRepId', reason: 'illegible', words: '' } as const
  expect(decisionStands({ decision: 'returned', items: [] }, organisationPapers)).toBe(false)
  expect(decisionStands({ decision: 'returned', items: [item] }, organisationPapers)).toBe(true)
  expect(decisionStands({ decision: 'returned', items: [item, item] }, organisationPapers)).toBe(false)
})

const person = { name: '王建国', idNumber: '11010519491231002X', phone: '13800000001' }
const form = {
  organisation: { name: '示例科技', uscc: '91350100M000100Y43' },
  legalRepresentative: { ...person, idType: 'residentId' },
  operator: { ...person, idNumber: '110105194912310021', phone: '13800000002' },
} as ApplicationForm
const none = new Set<string>()

it.each([
  ['nothing is weak', form, 0, []],
  [
    'the code fails its check',
    { ...form, organisation: { ...form.organisation, uscc: '91350100M000100Y44' } },
    0,
    ['usccDoubtful'],
  ],
  [
    'the operator has the legal representative’s phone',
    { ...form, operator: { ...form.operator, phone: person.phone } },
    0,
    ['operatorIsLegalRep'],
  ],
  [
    'the legal representative has a passport',
    { ...form, legalRepresentative: { ...form.legalRepresentative, idType: 'passport' } },
    0,
    ['foreignLegalRep'],
  ],
  ['checks failed twice', form, 2, ['severalMismatches']],
] as [string, ApplicationForm, number, string[]][])('four eyes: %s', (_, given, mismatches, rules) => {
  expect(needsFourEyes({ form: given, mismatches }, none)).toEqual(rules)
  expect(needsFourEyes({ form: given, mismatches }, new Set(rules))).toEqual([])
})

it('the second approval is by somebody who never had the order in hands', () => {
  const review = { firstApprovedBy: 'a', claimants: ['a', 'b'] }
  expect(['a', 'b', 'c'].filter((who) => mayApproveSecond(review, who))).toEqual(['c'])
})
