import { expect, it } from 'vitest'
import { signersDue } from './signing-request.ts'

it('in order only the first of those who have not signed is asked, at once all of them', () => {
  expect(signersDue(['a', 'b'], true)).toEqual(['a'])
  expect(signersDue(['a', 'b'], false)).toEqual(['a', 'b'])
  expect(signersDue([], true)).toEqual([])
})
