import { expect, it } from 'vitest'
import { crlIsLate } from './crl.ts'

it('a CRL of the issuing CA is late from two hours before its end', () => {
  const nextUpdate = new Date('2026-12-02T18:00:00Z')
  expect(crlIsLate('issuing', nextUpdate, new Date('2026-12-02T15:59:59Z'))).toBe(false)
  expect(crlIsLate('issuing', nextUpdate, new Date('2026-12-02T16:00:00Z'))).toBe(true)
  expect(crlIsLate('issuing', nextUpdate, new Date('2026-12-03T00:00:00Z'))).toBe(true)
})

it('that of the root is late from thirty days before its end: people have to meet for the next one', () => {
  const nextUpdate = new Date('2026-12-31T00:00:00Z')
  expect(crlIsLate('root', nextUpdate, new Date('2026-11-30T23:59:59Z'))).toBe(false)
  expect(crlIsLate('root', nextUpdate, new Date('2026-12-01T00:00:00Z'))).toBe(true)
})
