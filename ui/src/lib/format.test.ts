import { expect, it } from 'vitest'
import { clock, countdown, dateTime, day, secondsUntil, yuan } from './format.ts'

it('times are Beijing times', () => {
  expect(dateTime('2026-11-24T16:05:00Z', 'zh-CN')).toBe('2026年11月25日 00:05')
  expect(day('2026-11-24T15:59:59Z', 'zh-CN')).toBe('2026年11月24日')
  expect(clock('2026-11-24T02:30:00Z', 'zh-CN')).toBe('10:30')
})

it('amounts have two decimals', () => {
  expect(yuan(40000)).toBe('400.00')
  expect(yuan(5)).toBe('0.05')
})

it('a countdown ends at zero', () => {
  const now = Date.parse('2026-11-24T00:00:00Z')
  expect(secondsUntil('2026-11-24T00:00:59.001Z', now)).toBe(60)
  expect(secondsUntil('2026-11-23T00:00:00Z', now)).toBe(0)
})

it('time left reads like a clock', () => {
  expect(countdown(5)).toBe('0:05')
  expect(countdown(125)).toBe('2:05')
  expect(countdown(3725)).toBe('1:02:05')
})
