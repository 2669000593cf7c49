import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepQueried, mayOpen, openOrder, openQueried } from './session.ts'

const kept = new Map<string, unknown>()
const browser = {
  begun: [] as string[],
  session: {
    get: (name: string) => kept.get(name),
    set: (name: string, value: unknown) => void kept.set(name, value),
  },
} as unknown as Parameters<typeof mayOpen>[0]

beforeEach(() => {
  kept.clear()
  browser.begun.length = 0
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T01:00:00Z') })
})
afterEach(() => vi.useRealTimers())

const MINUTE = 60_000
const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE)

it('what a query opened closes after 15 minutes, what was begun here stays', () => {
  openOrder(browser, 'begun')
  openQueried(browser, ['found'])
  expect(mayOpen(browser)).toEqual(['begun', 'found'])
  later(15)
  expect(mayOpen(browser)).toEqual(['begun'])
})

it('whoever works on it may go on; what has closed stays closed', () => {
  openQueried(browser, ['found'])
  later(14)
  keepQueried(browser)
  later(14)
  expect(mayOpen(browser)).toEqual(['found'])
  later(1)
  keepQueried(browser)
  expect(mayOpen(browser)).toEqual([])
})

it('another query takes the place of the last one', () => {
  openQueried(browser, ['found'])
  openQueried(browser, ['other'])
  expect(mayOpen(browser)).toEqual(['other'])
})
