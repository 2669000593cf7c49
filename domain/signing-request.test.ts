import { expect, it } from 'vitest'
import { nextUrge, signersDue } from './signing-request.ts'

it('in order only the first of those who have not signed is asked, at once all of them', () => {
  expect(signersDue(['a', 'b'], true)).toEqual(['a'])
  expect(signersDue(['a', 'b'], false)).toEqual(['a', 'b'])
  expect(signersDue([], true)).toEqual([])
})

it('a sender reminds a signer once an hour, three times a day', () => {
  const hours = (...of: number[]) => of.map((hour) => hour * 3_600_000)
  const next = (...urged: number[]) => nextUrge(hours(...urged)) / 3_600_000
  expect(next()).toBe(0)
  expect(next(10)).toBe(11)
  expect(next(10, 12)).toBe(13)
  expect(next(10, 12, 14)).toBe(34)
  expect(next(10, 12, 14, 34)).toBe(36)
  expect(next(10, 40, 70)).toBe(71)
})
