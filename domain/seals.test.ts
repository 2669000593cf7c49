import { expect, it } from 'vitest'
import { sealState } from './seals.ts'

const now = new Date('2026-11-30T00:00:00Z')
const [before, after] = [new Date('2026-11-29T00:00:00Z'), new Date('2026-12-01T00:00:00Z')]

it.each([
  ['is being made until its maker has signed it', null, 'issued', after, 'making'],
  ['is good with a certificate that waits for its holder', before, 'issued', after, 'good'],
  ['is good with one in use', before, 'active', after, 'good'],
  ['is on hold with it', before, 'held', after, 'held'],
  ['ends when it is revoked, made or not', null, 'revoked', after, 'ended'],
  ['ends when it is revoked', before, 'revoked', after, 'ended'],
  ['ends with its time', before, 'active', before, 'ended'],
] as const)('a seal %s', (_, madeAt, state, notAfter, expected) => {
  expect(sealState({ madeAt, replacedAt: null, certificate: { state, notAfter } }, now)).toBe(expected)
})

it('a seal ends when its certificate gets another one', () => {
  const certificate = { state: 'active', notAfter: after } as const
  expect(sealState({ madeAt: before, replacedAt: now, certificate }, now)).toBe('ended')
})
