import { describe, expect, it } from 'vitest'
import { renewalRules, wasGivenUp } from './renewal.ts'
import { isToBeWritten, keepsKey, stepOf, type WritingTimes } from './token-writing.ts'

const now = new Date('2026-11-29T00:00:00Z')
const times = (generated: boolean, written: boolean, finished: boolean): WritingTimes => ({
  generatedAt: generated ? now : null,
  writtenAt: written ? now : null,
  finishedAt: finished ? now : null,
})
const written = times(true, true, false)
const finished = times(true, true, true)

describe('a certificate that goes into a key in its holder’s hands', () => {
  it('is at one step after the other', () => {
    const steps = [times(false, false, false), times(true, false, false), written, finished].map(stepOf)
    expect(steps).toEqual(['generate', 'write', 'finish', 'done'])
  })

  it('is to be finished though its order is complete, unless it is on hold itself', () => {
    const active = { state: 'active' } as const
    expect(isToBeWritten({ state: 'completed' }, { writing: written, certificate: active })).toBe(true)
    expect(isToBeWritten({ state: 'completed' }, { writing: finished, certificate: active })).toBe(false)
    const held = { state: 'held' } as const
    expect(isToBeWritten({ state: 'completed' }, { writing: written, certificate: held })).toBe(false)
    expect(isToBeWritten({ state: 'cancelled' }, { writing: written, certificate: active })).toBe(false)
  })
})

describe('a key is in an order', () => {
  const complete = { state: 'completed', endedAt: now, certificateId: 'old' } as const

  it('that is open, whatever it is about', () => {
    expect(keepsKey({ ...complete, state: 'writing', endedAt: null }, null, 'other')).toBe(true)
  })

  it('that is complete, as long as the old certificate was never taken away', () => {
    expect(keepsKey(complete, written, 'old')).toBe(true)
    expect(keepsKey(complete, finished, 'old')).toBe(false)
    expect(keepsKey(complete, written, 'new')).toBe(false)
    expect(keepsKey({ ...complete, state: 'cancelled' }, written, 'old')).toBe(false)
  })
})

it('a renewal is given up when its pair was made, for a year', () => {
  const day = 86_400_000
  const ended = (days: number) => ({
    kind: 'renewal' as const,
    state: 'cancelled' as const,
    endedAt: new Date(now.getTime() - days * day),
  })
  expect(wasGivenUp(ended(renewalRules.mostDaysPast - 1), true, now)).toBe(true)
  expect(wasGivenUp(ended(renewalRules.mostDaysPast), true, now)).toBe(false)
  expect(wasGivenUp(ended(1), false, now)).toBe(false)
  expect(wasGivenUp({ ...ended(1), state: 'completed' }, true, now)).toBe(false)
  expect(wasGivenUp({ ...ended(1), kind: 'informationChange' }, true, now)).toBe(false)
})
