import { describe, expect, it } from 'vitest'
import { allowedEvents, isFinal, moves, stateAfter, waitsFor, type OrderState } from './order-states.ts'

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
})
