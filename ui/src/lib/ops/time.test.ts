import { expect, it } from 'vitest'
import { countdown, distance, shortTime, urgency } from './time.ts'

const noon = Date.parse('2026-11-24T04:00:00Z') // 12:00 in Beijing

it('a review is due today until midnight in Beijing, not in UTC', () => {
  expect(urgency('2026-11-24T15:59:59Z', noon)).toBe('today')
  expect(urgency('2026-11-24T16:00:00Z', noon)).toBe('later')
})

it('a review is overdue as soon as its time has passed, on the same day too', () => {
  expect(urgency('2026-11-24T03:59:59Z', noon)).toBe('overdue')
  expect(urgency('2026-11-24T04:00:00Z', noon)).toBe('today')
})

it('a distance is told in its largest whole unit', () => {
  expect(distance('2026-11-26T16:00:00Z', noon, 'zh-CN')).toBe('2天后')
  expect(distance('2026-11-24T01:00:01Z', noon, 'zh-CN')).toBe('2小时前')
  expect(distance('2026-11-24T04:05:30Z', noon, 'en')).toBe('in 5 minutes')
})

it('a table shows Beijing time, and the year only when it is another one', () => {
  expect(shortTime('2026-11-24T16:05:00Z', noon, 'zh-CN')).toBe('11/25 00:05')
  expect(shortTime('2027-01-04T02:30:00Z', noon, 'zh-CN')).toBe('2027/01/04 10:30')
  expect(shortTime('2026-12-31T16:30:00Z', noon, 'zh-CN')).toBe('2027/01/01 00:30')
  expect(shortTime('2026-11-24T02:30:00Z', noon, 'en')).toBe('Nov 24, 10:30')
})

it('a countdown never goes below zero', () => {
  expect(countdown('2026-11-24T04:14:59.001Z', noon)).toBe('15:00')
  expect(countdown('2026-11-24T04:00:09Z', noon)).toBe('0:09')
  expect(countdown('2026-11-24T03:00:00Z', noon)).toBe('0:00')
})
