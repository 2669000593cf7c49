import { describe, expect, it } from 'vitest'
import {
  certificateInUse,
  judgeUnlock,
  keyRefusal,
  mayUnlockFrom,
  soPinChange,
  unlockRules,
} from './unlock.ts'

const now = new Date('2026-11-25T08:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
const usable = { certificate: 'active', token: 'active', soPinKnown: true } as const
interface Past {
  /** Days since instructions went out. */
  instructed?: readonly number[]
  unlockedBefore?: boolean
  newPhone?: number
}
const judge = ({ instructed = [], unlockedBefore = instructed.length > 0, newPhone }: Past) =>
  judgeUnlock(
    {
      ...usable,
      instructed: instructed.map(ago),
      unlockedBefore,
      newPhoneSince: newPhone === undefined ? null : ago(newPhone),
    },
    now,
  )

describe('an unlock goes by the certificate in use', () => {
  const on = (state: Parameters<typeof keyRefusal>[0]['certificate'], days: number) => ({
    state,
    notBefore: ago(days),
  })

  it.each([
    ['while a renewal has written the next one', [on('issued', 0), on('active', 300)], 1],
    ['reported lost all the same', [on('held', 300), on('issued', 0)], 0],
    ['which is the newer of two', [on('active', 300), on('active', 0)], 1],
    ['else by one that is not revoked', [on('revoked', 0), on('prepared', 300)], 1],
    ['else by the last that was', [on('revoked', 300), on('revoked', 0)], 1],
  ] as const)('%s', (_, onKey, index) => {
    expect(certificateInUse(onKey)).toBe(onKey[index])
  })

  it('and by none where there is none', () => expect(certificateInUse([])).toBeUndefined())
})

describe('a key is not unlocked', () => {
  it.each([
    ['revoked', 'active', 'certificateRevoked'],
    ['revoked', 'permLost', 'certificateRevoked'],
    ['held', 'active', 'certificateHeld'],
    ['held', 'suspended', 'certificateHeld'],
    ['active', 'suspended', 'certificateHeld'],
    ['active', 'permLost', 'keyOutOfUse'],
    ['active', 'damaged', 'keyOutOfUse'],
    ['active', 'terminated', 'keyOutOfUse'],
    ['issued', 'formatted', 'keyNotInUse'],
    ['prepared', 'formatting', 'keyNotInUse'],
    ['active', 'formatted', 'keyNotInUse'],
  ] as const)('with a certificate %s on a token %s', (certificate, token, reason) => {
    expect(keyRefusal({ certificate, token })).toBe(reason)
    expect(
      judgeUnlock(
        { ...usable, certificate, token, instructed: [], unlockedBefore: false, newPhoneSince: null },
        now,
      ),
    ).toEqual({
      refused: reason,
    })
  })

  it('whose SO PIN an earlier system set: nobody here can make it', () => {
    const key = { ...usable, soPinKnown: false, instructed: [], unlockedBefore: false, newPhoneSince: null }
    expect(judgeUnlock(key, now)).toEqual({ refused: 'soPinUnknown' })
  })

  it('a fourth time within a day', () => {
    expect(judge({ instructed: [0.1, 0.2, 0.3] })).toEqual({ refused: 'tooManyToday' })
    expect(judge({ instructed: [0.1, 0.2, 1] })).not.toHaveProperty('refused')
  })

  it('before the first of the last three is a day old', () => {
    expect(mayUnlockFrom([0.9, 0.1, 0.5, 0.4, -2].map(ago), now)).toEqual(ago(0.5 - 1))
    expect(mayUnlockFrom([0.1, 0.2].map(ago), now)).toEqual(now)
  })
})

describe('a key is unlocked', () => {
  const bySms = { ways: ['sms', 'proofing'], review: false }
  const byProofing = { ways: ['proofing'], review: false }
  const afterReview = { ways: ['proofing'], review: true }

  it.each([
    ['the first time by identity proofing', {}, byProofing],
    [
      'by proofing again after a first time of which nobody knows the end',
      { instructed: [5], unlockedBefore: false },
      byProofing,
    ],
    ['later by the reserved phone, or by proofing where that is not at hand', { instructed: [5] }, bySms],
    [
      'by proofing for 72 hours after the reserved phone was changed',
      { instructed: [100], newPhone: 2.9 },
      byProofing,
    ],
    ['by the new phone after 72 hours', { instructed: [100], newPhone: 3 }, bySms],
    ['a third time within 30 days like the second', { instructed: [1, 29] }, bySms],
    [
      'a fourth time within 30 days after a person has looked, and by proofing',
      { instructed: [1, 10, 29.9] },
      afterReview,
    ],
    ['a fourth time on the 30th day like before', { instructed: [1, 10, 30] }, bySms],
  ] as [string, Past, object][])('%s', (_, past, verdict) => {
    expect(judge(past)).toEqual(verdict)
  })
})

describe('the SO PIN that an unlock sets', () => {
  const given = (...all: [orderId: string, toGeneration: number][]) =>
    all.map(([orderId, toGeneration]) => ({ orderId, toGeneration }))

  it.each([
    ['is the next one', 1, given(), { from: 1, possible: [], to: 2 }],
    [
      'forgets those of before the present one',
      3,
      given(['x', 2], ['y', 3]),
      { from: 3, possible: [], to: 4 },
    ],
    ['is the same for each try of one order', 1, given(['a', 2], ['a', 2]), { from: 1, possible: [], to: 2 }],
    ['is none that another order was given', 1, given(['x', 2]), { from: 1, possible: [2], to: 3 }],
    [
      'stays that of the order after others',
      1,
      given(['x', 2], ['x', 2], ['a', 3]),
      { from: 1, possible: [2], to: 3 },
    ],
    ['is new after each of them', 1, given(['x', 2], ['y', 3]), { from: 1, possible: [2, 3], to: 4 }],
  ])('%s', (_, present, before, change) => {
    expect(soPinChange(present, before, 'a')).toEqual(change)
  })

  it('is one of five that are tried, however many unlocks were never confirmed', () => {
    const before: { orderId: string; toGeneration: number }[] = []
    for (let round = 0; round < 20; round++) {
      const orderId = `order ${round}`
      const { possible, to } = soPinChange(1, before, orderId)
      expect(possible.length + 2).toBeLessThanOrEqual(unlockRules.unknownEnds + 2)
      expect(possible).not.toContain(to)
      before.push({ orderId, toGeneration: to })
    }
  })
})
