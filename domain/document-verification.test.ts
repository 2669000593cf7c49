import { describe, expect, it } from 'vitest'
import { standingAt, verdictOf } from './document-verification.ts'

const good = {
  kind: 'signature',
  fault: null,
  after: 'signatures',
  isOurs: true,
  stampedAt: '2026-11-30T00:00:00Z',
  then: 'valid',
} as const
const stamp = { ...good, kind: 'timestamp' } as const

it.each([
  ['genuine', [good, stamp]],
  ['genuine', [{ ...good, after: 'nothing' }]],
  ['foreign', [good, { ...good, isOurs: false, stampedAt: null, then: 'unknown' }]],
  ['doubtful', [{ ...good, stampedAt: null }]],
  ['doubtful', [good, { ...good, then: 'revoked' }]],
  ['genuine', [{ ...good, after: 'marks' }, good]],
  [
    'doubtful',
    [
      { ...good, after: 'marks' },
      { ...good, isOurs: false },
    ],
  ],
  ['foreign', [{ ...good, after: 'marks', isOurs: false }, good]],
  ['unverifiable', [good, { ...good, fault: 'unknownAlgorithm', isOurs: false }]],
  ['changed', [good, { ...good, after: 'changes' }]],
  ['changed', [{ ...good, fault: 'malformed' }, good]],
  ['changed', [good, { ...stamp, fault: 'broken' }]],
  ['unsigned', [stamp]],
  ['unsigned', []],
] as const)('a document is %s by the worst of its signatures', (verdict, found) => {
  expect(verdictOf(found)).toBe(verdict)
})

describe('how a certificate stood', () => {
  const day = (date: number) => new Date(Date.UTC(2026, 10, date))
  const row = { notBefore: day(1), notAfter: day(20), revokedAt: null, invalidityDate: null }
  it.each([
    ['valid', 'active', day(5), {}],
    ['notYet', 'active', new Date(0), {}],
    ['valid', 'active', new Date(day(20).getTime() + 999), {}],
    ['expired', 'active', new Date(day(20).getTime() + 1000), {}],
    ['valid', 'revoked', day(9), { revokedAt: day(10) }],
    ['revoked', 'revoked', day(10), { revokedAt: day(10) }],
    // Its key may have been in other hands since then (RFC 5280, 5.3.2).
    ['revoked', 'revoked', day(9), { revokedAt: day(10), invalidityDate: day(8) }],
    ['held', 'held', day(11), { revokedAt: day(10) }],
  ] as const)('%s: %s', (standing, state, at, ended) => {
    expect(standingAt({ ...row, state, ...ended }, at)).toBe(standing)
  })
})
