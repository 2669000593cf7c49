import { describe, expect, it } from 'vitest'
import { codeRules, judgeCode, maySend } from './verification-codes.ts'

const now = new Date('2026-11-24T02:00:00Z')
const seconds = (n: number) => new Date(now.getTime() + n * 1000)
const live = { expiresAt: seconds(300), tries: 0, consumedAt: null, voidedAt: null }

describe('a verification code', () => {
  it('is good once, in time, within five tries', () => expect(judgeCode(live, true, now)).toBe('ok'))
  it('is refused when it does not match', () => expect(judgeCode(live, false, now)).toBe('wrong'))
  it('ends after five minutes to the second', () => {
    expect(judgeCode(live, true, seconds(299))).toBe('ok')
    expect(judgeCode(live, true, seconds(300))).toBe('expired')
  })
  it('is dead after five tries, even when the sixth is right', () =>
    expect(judgeCode({ ...live, tries: codeRules.tries }, true, now)).toBe('triesOut'))
  it('is used up by success and by a changed form', () => {
    expect(judgeCode({ ...live, consumedAt: now }, true, now)).toBe('used')
    expect(judgeCode({ ...live, voidedAt: now }, true, now)).toBe('used')
  })
})

describe('sending codes', () => {
  it('waits sixty seconds between two', () => {
    const sent = (at: Date) => [{ purpose: 'orderQuery', createdAt: at } as const]
    expect(maySend(sent(seconds(-59)), 'holder', now)).toEqual({ reason: 'tooSoon', waitSeconds: 1 })
    expect(maySend(sent(seconds(-60)), 'holder', now)).toBeUndefined()
  })
  it.each([
    ['orderQuery', 'an order', 'proofing'],
    ['orderQuery', 'an emergency', 'holder'],
    ['holder', 'an order', 'confirmOrder'],
    ['proofing', 'an emergency', 'revocation'],
  ] as const)('for %s stops at the daily limit of a phone, for %s it does not', (purpose, _, other) => {
    const sent = Array.from({ length: codeRules.perPhonePerDay }, (_, i) => ({
      purpose,
      createdAt: seconds(-3600 - i),
    }))
    expect(maySend(sent, purpose, now)).toEqual({ reason: 'dailyLimit' })
    expect(maySend(sent, other, now)).toBeUndefined()
  })
})
