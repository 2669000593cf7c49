import { describe, expect, it } from 'vitest'
import { daysUntil, reminderDue } from './expiry.ts'

// 2027-03-01 23:59:59 in Beijing.
const certificate = {
  notBefore: new Date('2026-03-02T04:00:00Z'),
  notAfter: new Date('2027-03-01T15:59:59Z'),
}

describe('days until the end are those of Beijing', () => {
  it.each([
    ['2027-02-28T15:59:59Z', 1],
    ['2027-02-28T16:00:00Z', 0],
    ['2027-03-01T15:59:59Z', 0],
    ['2027-03-01T16:00:00Z', -1],
    ['2026-12-01T00:00:00Z', 90],
  ])('at %s there are %i', (now, days) => {
    expect(daysUntil(new Date(now), certificate.notAfter)).toBe(days)
  })
})

describe('the reminder that is due', () => {
  it.each([
    ['none before the 90th day', '2026-11-30T15:59:59Z', undefined],
    ['90 from its midnight on', '2026-11-30T16:00:00Z', 90],
    ['still 90 on the day before the 30th', '2027-01-29T15:59:59Z', 90],
    ['30', '2027-01-29T16:00:00Z', 30],
    ['7', '2027-02-21T16:00:00Z', 7],
    ['the last day', '2027-02-28T16:00:00Z', 0],
    ['none once it is over', '2027-03-01T16:00:00Z', undefined],
  ])('%s', (_, now, due) => {
    expect(reminderDue(certificate, new Date(now))).toBe(due)
  })

  it('is none for a day before the certificate began: a replacement keeps the end of the old one', () => {
    const late = { ...certificate, notBefore: new Date('2026-12-20T04:00:00Z') }
    expect(reminderDue(late, new Date('2026-12-21T01:00:00Z'))).toBeUndefined()
    expect(reminderDue(late, new Date('2027-01-30T01:00:00Z'))).toBe(30)
  })
})
