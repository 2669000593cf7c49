import { describe, expect, it } from 'vitest'
import {
  allowedEvents,
  firstStates,
  isFinal,
  moves,
  stateAfter,
  waitsFor,
  type OrderKind,
  type OrderState,
} from './order-states.ts'

const kinds = Object.keys(moves) as OrderKind[]

/** The states that an order of this kind can come to. */
function statesOf(kind: OrderKind): OrderState[] {
  const reached = new Set<OrderState>([firstStates[kind]])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const move of moves[kind]) {
      if (move.to && move.from.some((from) => reached.has(from))) reached.add(move.to)
    }
  }
  return [...reached]
}

describe.each(kinds)('%s', (kind) => {
  it('exactly the final states have no way on', () => {
    for (const state of statesOf(kind))
      expect([state, allowedEvents(kind, state).length === 0]).toEqual([state, isFinal(state)])
  })

  it('an event has one meaning in each state', () => {
    for (const state of statesOf(kind)) {
      const events = allowedEvents(kind, state)
      expect(new Set(events).size).toBe(events.length)
    }
  })

  it('no move begins in a state that cannot be reached', () => {
    const reached = new Set(statesOf(kind))
    const stray = moves[kind].filter(({ from }) => !from.some((state) => reached.has(state)))
    expect(stray).toEqual([])
  })
})

it('every state belongs to some kind', () => {
  const reached = new Set(kinds.flatMap(statesOf))
  expect([...reached].sort()).toEqual((Object.keys(waitsFor) as OrderState[]).sort())
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
