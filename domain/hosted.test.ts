import { describe, expect, it } from 'vitest'
import { hostedRefusal } from './hosted.ts'

const DAY = 86_400_000
const now = new Date('2026-11-30T04:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * DAY)
const good = { state: 'active', superseded: false } as const

describe('a hosted certificate', () => {
  it.each([
    [90, 'tooEarly'],
    [89, undefined],
    [0, undefined],
    [-365, undefined],
    [-366, 'tooLate'],
  ])('with %s days left is renewed as one in a key is', (days, refusal) =>
    expect(hostedRefusal({ ...good, notAfter: inDays(days) }, 'hostedRenewal', now)).toBe(refusal),
  )

  it.each(['phoneChange', 'hostedChange'] as const)('that has ended is renewed before %s', (process) => {
    expect(hostedRefusal({ ...good, notAfter: inDays(1) }, process, now)).toBeUndefined()
    expect(hostedRefusal({ ...good, notAfter: inDays(-1) }, process, now)).toBe('expired')
  })

  it.each(['phoneChange', 'hostedRenewal', 'hostedChange'] as const)(
    'gets no %s while it is held, not activated, revoked, or another took its place',
    (process) => {
      const notAfter = inDays(30)
      for (const state of ['held', 'issued', 'revoked'] as const)
        expect(hostedRefusal({ ...good, state, notAfter }, process, now)).toBeDefined()
      expect(hostedRefusal({ ...good, superseded: true, notAfter }, process, now)).toBe('alreadyRenewed')
    },
  )
})
