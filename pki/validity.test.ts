import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newSerial } from './serial.ts'
import { endOfValidity, startOfValidity } from './validity.ts'

const utc = (text: string) => new Date(text)

describe('the end of a one-year certificate', () => {
  it.each([
    ['2026-11-24T02:00:00Z', '2027-11-24T15:59:59.000Z'],
    ['2026-11-24T15:59:59Z', '2027-11-24T15:59:59.000Z'], // still the 24th in Beijing
    ['2026-11-24T16:00:00Z', '2027-11-25T15:59:59.000Z'], // midnight in Beijing
    ['2028-02-29T02:00:00Z', '2029-02-28T15:59:59.000Z'], // no matching day: end of the month
    ['2026-12-31T16:00:00Z', '2028-01-01T15:59:59.000Z'],
  ])('issued at %s is %s', (issued, end) => expect(endOfValidity(utc(issued), 1).toISOString()).toBe(end))

  it('counts from the old certificate’s end while that is in the future, else from issue', () => {
    const issued = utc('2026-11-24T02:00:00Z')
    expect(endOfValidity(issued, 1, utc('2027-01-15T15:59:59Z')).toISOString()).toBe(
      '2028-01-15T15:59:59.000Z',
    )
    expect(endOfValidity(issued, 1, utc('2026-01-15T15:59:59Z')).toISOString()).toBe(
      '2027-11-24T15:59:59.000Z',
    )
  })

  it('is the last second of a Beijing day, always', () => {
    const date = fc.date({
      min: utc('2020-01-01T00:00:00Z'),
      max: utc('2090-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, (issued) => endOfValidity(issued, 1).toISOString().endsWith('T15:59:59.000Z')),
    )
  })
})

it('validity begins on a whole second', () => {
  expect(startOfValidity(utc('2026-11-24T02:00:00.789Z')).toISOString()).toBe('2026-11-24T02:00:00.000Z')
})

it('serial numbers are positive, 16 octets, and do not repeat', () => {
  const serials = Array.from({ length: 1000 }, newSerial)
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/)
  expect(new Set(serials).size).toBe(1000)
})
