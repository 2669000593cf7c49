import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepQueried, mayOpen, openOrders, openQueried } from './session.ts'

type Session = Parameters<typeof mayOpen>[0]

const kept = new Map<string, unknown>()
const session = {
  get: (name: string) => kept.get(name),
  set: (name: string, value: unknown) => void kept.set(name, value),
} as unknown as Session

beforeEach(() => {
  kept.clear()
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T01:00:00Z') })
})
afterEach(() => vi.useRealTimers())

const MINUTE = 60_000
const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE)

it('what a query opened closes after 15 minutes, what was begun here stays', () => {
  openOrders(session, ['begun'])
  openQueried(session, ['found'])
  expect(mayOpen(session)).toEqual(['begun', 'found'])
  later(15)
  expect(mayOpen(session)).toEqual(['begun'])
})

it('whoever works on it may go on; what has closed stays closed', () => {
  openQueried(session, ['found'])
  later(14)
  keepQueried(session)
  later(14)
  expect(mayOpen(session)).toEqual(['found'])
  later(1)
  keepQueried(session)
  expect(mayOpen(session)).toEqual([])
})

it('another query takes the place of the last one', () => {
  openQueried(session, ['found'])
  openQueried(session, ['other'])
  expect(mayOpen(session)).toEqual(['other'])
})
