import { describe, expect, it } from 'vitest'
import { daysLeft, renewalRefusal, renewalRules, renewalWindow, type RenewalStanding } from './renewal.ts'

/** A certificate ends at 23:59:59 Beijing, which is 15:59:59Z. */
const notAfter = new Date('2026-06-30T15:59:59Z')
const DAY = 86_400_000
const standing = (change: Partial<RenewalStanding> = {}): RenewalStanding => ({
  certificate: 'active',
  token: 'active',
  notAfter,
  superseded: false,
  givenUp: 0,
  ...change,
})
/** The first and the last second of the Beijing day on which so many days are left. */
const firstSecond = (left: number) => new Date(notAfter.getTime() - left * DAY - DAY + 1000)
const lastSecond = (left: number) => new Date(notAfter.getTime() - left * DAY)

describe('days left', () => {
  it.each([90, 89, 1, 0, -1, -365, -366])('%i on the whole Beijing day', (left) => {
    expect([daysLeft(notAfter, firstSecond(left)), daysLeft(notAfter, lastSecond(left))]).toEqual([
      left,
      left,
    ])
  })

  it('change at midnight in Beijing, not in Greenwich', () => {
    expect(daysLeft(notAfter, new Date('2026-06-30T15:59:59.999Z'))).toBe(0)
    expect(daysLeft(notAfter, new Date('2026-06-30T16:00:00Z'))).toBe(-1)
    expect(daysLeft(notAfter, new Date('2026-06-30T00:00:00Z'))).toBe(0)
  })
})

it('the window that a holder is told is the one that the rules keep', () => {
  const { from, until } = renewalWindow(notAfter)
  for (const day of [from, until]) expect(renewalRefusal(standing(), day)).toBeUndefined()
  expect(renewalRefusal(standing(), new Date(from.getTime() - DAY))).toBe('tooEarly')
  expect(renewalRefusal(standing(), new Date(until.getTime() + DAY))).toBe('tooLate')
})

describe('a renewal', () => {
  it.each([
    [90, 'tooEarly'],
    [89, undefined],
    [0, undefined],
    [-1, undefined],
    [-365, undefined],
    [-366, 'tooLate'],
  ])('with %i days left: %s, from the first second of the day to the last', (left, refused) => {
    expect(renewalRefusal(standing(), firstSecond(left))).toBe(refused)
    expect(renewalRefusal(standing(), lastSecond(left))).toBe(refused)
  })

  it('is refused for a certificate that is not in its holder’s hands, whatever its days', () => {
    const today = lastSecond(0)
    expect(renewalRefusal(standing({ certificate: 'revoked' }), today)).toBe('certificateRevoked')
    expect(renewalRefusal(standing({ certificate: 'held' }), today)).toBe('certificateHeld')
    expect(renewalRefusal(standing({ certificate: 'issued', token: 'formatted' }), today)).toBe('keyNotInUse')
    expect(renewalRefusal(standing({ token: 'terminated' }), today)).toBe('keyOutOfUse')
  })

  it('is refused where it was given up too often though its certificate was there', () => {
    const givenUp = renewalRules.mostGivenUp
    expect(renewalRefusal(standing({ givenUp: givenUp - 1 }), lastSecond(0))).toBeUndefined()
    expect(renewalRefusal(standing({ givenUp }), lastSecond(0))).toBe('givenUpTooOften')
  })

  it('is refused for one that was renewed already', () => {
    expect(renewalRefusal(standing({ superseded: true }), lastSecond(0))).toBe('alreadyRenewed')
  })
})
