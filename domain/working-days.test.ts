import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  beijingDate,
  isWorkingDay,
  workingDaysBefore,
  workingDaysLeft,
  type WorkingCalendar,
} from './working-days.ts'

const published = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'),
) as { holidays: Record<string, string>; workdays: Record<string, string> }
const calendar: WorkingCalendar = {
  exceptions: new Map([
    ...Object.keys(published.holidays).map((date) => [date, false] as const),
    ...Object.keys(published.workdays).map((date) => [date, true] as const),
  ]),
  knownYears: new Set([2025, 2026]),
}
const noon = (date: string) => new Date(`${date}T12:00:00+08:00`)

describe('review periods in the Chinese calendar', () => {
  it.each([
    ['2026-02-13', 3, '2026-02-25'], // Spring Festival between
    ['2026-04-30', 3, '2026-05-08'],
    ['2026-09-30', 3, '2026-10-10'], // a make-up Saturday is a working day
    ['2026-09-30', 5, '2026-10-13'],
    ['2026-11-20', 3, '2026-11-25'],
  ])('%s and %i working days end on %s', (from, days, until) => {
    const { dueAt, provisional } = addWorkingDays(noon(from), days, calendar)
    expect(beijingDate(dueAt)).toBe(until)
    expect(dueAt.toISOString()).toBe(`${until}T15:59:59.000Z`)
    expect(provisional).toBe(false)
  })

  it('a day begins at midnight in Beijing', () => {
    expect(beijingDate(addWorkingDays(new Date('2026-11-20T15:59:59Z'), 1, calendar).dueAt)).toBe(
      '2026-11-23',
    )
    expect(beijingDate(addWorkingDays(new Date('2026-11-22T16:00:00Z'), 1, calendar).dueAt)).toBe(
      '2026-11-24',
    )
  })

  it('a year that is not announced makes the date provisional, its statutory days still hold', () => {
    const due = addWorkingDays(noon('2026-12-31'), 3, calendar)
    expect(due.provisional).toBe(true)
    expect(isWorkingDay('2027-01-01', calendar)).toBe(false)
    expect(isWorkingDay('2027-10-01', calendar)).toBe(false)
    expect(beijingDate(due.dueAt)).toBe('2027-01-06')
  })
})

describe('a pause', () => {
  it.each([
    ['2026-11-20', '2026-11-25', 3],
    ['2026-11-24', '2026-11-25', 1],
    ['2026-11-25', '2026-11-25', 0],
    ['2026-12-05', '2026-11-25', 0],
    ['2026-09-30', '2026-10-10', 3],
  ])('on %s of a period until %s gives %i working days back', (at, dueAt, left) => {
    expect(workingDaysLeft(noon(at), noon(dueAt), calendar)).toBe(left)
  })
})

it('the reminder comes on the morning of the working day before', () => {
  expect(workingDaysBefore(noon('2026-10-10'), 1, calendar).toISOString()).toBe('2026-10-09T01:00:00.000Z')
  expect(workingDaysBefore(noon('2026-10-08'), 1, calendar).toISOString()).toBe('2026-09-30T01:00:00.000Z')
})

const anyInstant = fc.date({
  min: new Date('2025-01-01T00:00:00Z'),
  max: new Date('2027-12-01T00:00:00Z'),
  noInvalidDate: true,
})

it('whatever the instant, a period ends on a working day, and so many of them lie in it', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 20 }), (from, days) => {
      const { dueAt } = addWorkingDays(from, days, calendar)
      expect(isWorkingDay(beijingDate(dueAt), calendar)).toBe(true)
      expect(workingDaysLeft(from, dueAt, calendar)).toBe(days)
    }),
  )
})

it('a pause of any length takes no working day away', () => {
  fc.assert(
    fc.property(
      anyInstant,
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 40 }),
      (from, days, before, pause) => {
        const { dueAt } = addWorkingDays(from, days, calendar)
        const stopped = new Date(Math.min(from.getTime() + before * 86_400_000, dueAt.getTime()))
        const left = workingDaysLeft(stopped, dueAt, calendar)
        const goesOn = new Date(stopped.getTime() + pause * 86_400_000)
        if (left === 0) return
        const { dueAt: later } = addWorkingDays(goesOn, left, calendar)
        expect(workingDaysLeft(goesOn, later, calendar)).toBe(left)
        expect(later.getTime()).toBeGreaterThanOrEqual(dueAt.getTime())
      },
    ),
  )
})
