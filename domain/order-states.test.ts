import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allowedEvents,
  isFinal,
  moves,
  stateAfter,
  waitsFor,
  type OrderEvent,
  type OrderState,
} from './order-states.ts'

const states = Object.keys(waitsFor) as OrderState[]

describe('new application', () => {
  it('the manual’s main way leads from the first form to completed', () => {
    const way = [
      'formSaved',
      'proofed',
      'confirmed',
      'materialsUploaded',
      'submitted',
      'paid',
      'approved',
      'keyMade',
      'delivered',
    ] as const
    const end = way.reduce<OrderState>(
      (state, event) => stateAfter('newApplication', state, event) ?? 'cancelled',
      'draft',
    )
    expect(end).toBe('completed')
  })

  it('every state can be reached from draft', () => {
    const reached = new Set<OrderState>(['draft'])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      for (const move of moves.newApplication) {
        if (move.to && move.from.some((from) => reached.has(from))) reached.add(move.to)
      }
    }
    expect([...reached].sort()).toEqual([...states].sort())
  })

  it('exactly the final states have no way on', () => {
    for (const state of states)
      expect([state, allowedEvents('newApplication', state).length === 0]).toEqual([state, isFinal(state)])
  })

  it('a paid order is never cancelled without its money going back', () => {
    for (const state of ['inReview', 'materialsWanted'] as const) {
      expect(stateAfter('newApplication', state, 'cancelled')).toBe('refunding')
    }
  })

  it('nothing is cancelled any more once the order is approved', () => {
    for (const state of ['making', 'shipping', 'returned'] as const) {
      for (const event of ['cancelled', 'cancellationAsked', 'cancellationAgreed'] as const) {
        expect(stateAfter('newApplication', state, event)).toBeUndefined()
      }
    }
  })

  it('an event has one meaning in each state', () => {
    for (const state of states) {
      const events = allowedEvents('newApplication', state)
      expect(new Set(events).size).toBe(events.length)
    }
  })

  /** Any way through the table, each number choosing among what is allowed. */
  const anyWay = fc.array(fc.nat(), { maxLength: 60 }).map((choices) => {
    const way: { event: OrderEvent; state: OrderState }[] = []
    let state: OrderState = 'draft'
    for (const choice of choices) {
      const events = allowedEvents('newApplication', state)
      if (events.length === 0) break
      const event = events[choice % events.length]!
      state = stateAfter('newApplication', state, event)!
      way.push({ event, state })
    }
    return way
  })
  const happened = (way: { event: OrderEvent }[], event: OrderEvent) =>
    way.some((move) => move.event === event)

  it('on any way, money that came in is earned by a key or given back', () => {
    fc.assert(
      fc.property(anyWay, (way) => {
        const end = way.at(-1)?.state
        if (!end || !isFinal(end) || !happened(way, 'paid')) return
        const earned = end === 'completed' || end === 'undelivered'
        expect(way.some(({ state }) => state === 'refunding')).toBe(!earned)
      }),
      { numRuns: 2000 },
    )
  })

  it('on any way, no key is made before submission, payment and approval', () => {
    fc.assert(
      fc.property(anyWay, (way) => {
        if (!happened(way, 'keyMade')) return
        const before = way.slice(
          0,
          way.findIndex(({ event }) => event === 'keyMade'),
        )
        for (const event of ['submitted', 'paid', 'approved'] as const)
          expect(happened(before, event)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
