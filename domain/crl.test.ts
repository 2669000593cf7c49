import { expect, it } from 'vitest'
import { crlIsLate } from './crl.ts'

it('a CRL is late from two hours before its end', () => {
  const nextUpdate = new Date('2026-12-02T18:00:00Z')
  expect(crlIsLate(nextUpdate, new Date('2026-12-02T15:59:59Z'))).toBe(false)
  expect(crlIsLate(nextUpdate, new Date('2026-12-02T16:00:00Z'))).toBe(true)
  expect(crlIsLate(nextUpdate, new Date('2026-12-03T00:00:00Z'))).toBe(true)
})
