import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allowedEvents,
  firstStates,
  isFinal,
  moves,
  stateAfter,
  waitsFor,
  type OrderEvent,
  type OrderKind,
  type OrderState,
} from './order-states.ts'

const states = Object.keys(waitsFor) as OrderState[]
const kinds = Object.keys(moves) as OrderKind[]

/** The states that an order of this kind can come to. */
function reachedBy(kind: OrderKind): Set<OrderState> {
  const reached = new Set([firstStates[kind]])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const move of moves[kind]) {
      if (move.to && move.from.some((from) => reached.has(from))) reached.add(move.to)
    }
  }
  return reached
}

describe('every kind of order', () => {
  it('together they use every state', () => {
    const used = new Set(kinds.flatMap((kind) => [...reachedBy(kind)]))
    expect([...used].sort()).toEqual([...states].sort())
  })

  it.each(kinds)('%s: exactly the final states have no way on', (kind) => {
    for (const state of reachedBy(kind))
      expect([state, allowedEvents(kind, state).length === 0]).toEqual([state, isFinal(state)])
  })

  it.each(kinds)('%s: no move stands in a state that it never comes to', (kind) => {
    const reached = reachedBy(kind)
    expect(moves[kind].flatMap(({ from }) => from).filter((state) => !reached.has(state))).toEqual([])
  })

  it.each(kinds)('%s: an event has one meaning in each state', (kind) => {
    for (const state of states) {
      const events = allowedEvents(kind, state)
      expect(new Set(events).size).toBe(events.length)
    }
  })
})

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

describe('unlock', () => {
  it('a new PIN is set only after the holder was verified', () => {
    expect(stateAfter('unlock', 'verifying', 'unlockIssued')).toBeUndefined()
    expect(stateAfter('unlock', 'riskReview', 'proofed')).toBeUndefined()
    expect(stateAfter('unlock', 'authorised', 'unlocked')).toBe('completed')
  })
})

describe('replacement', () => {
  it('a key that was found ends it, with the money going back once it was paid, until the new one is made', () => {
    expect(stateAfter('replacement', 'draft', 'keyFound')).toBe('cancelled')
    expect(stateAfter('replacement', 'awaitingPayment', 'keyFound')).toBe('cancelled')
    expect(stateAfter('replacement', 'inReview', 'keyFound')).toBe('refunding')
    for (const state of ['making', 'shipping', 'completed'] as const) {
      expect(stateAfter('replacement', state, 'keyFound')).toBeUndefined()
    }
  })
})
