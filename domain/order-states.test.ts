import { describe, expect, it } from 'vitest'
import { kinds, orderKinds, type OrderEvent, type OrderKind, type OrderState } from './kinds/kinds.ts'
import { allowedEvents, firstStates, isFinal, moves, stateAfter, waitsFor } from './order-states.ts'

// Every table is walked whole: each state that an order can be in, each move that can happen in it.

const statesOf = (kind: OrderKind) => Object.keys(kinds[kind].states) as OrderState[]

/** Each step from one state to another or the same, by the function that the workflow moves by. */
const stepsOf = (kind: OrderKind) =>
  statesOf(kind).flatMap((from) =>
    allowedEvents(kind, from).map((event) => ({ from, event, to: stateAfter(kind, from, event)! })),
  )
type Step = ReturnType<typeof stepsOf>[number]

/** What can be come to from here, by steps that `takes` lets through. */
function reachedFrom(kind: OrderKind, start: OrderState, takes: (step: Step) => boolean = () => true) {
  const reached = new Set([start])
  // A set hands out what is added while it is walked.
  for (const state of reached) {
    for (const step of stepsOf(kind)) if (step.from === state && takes(step)) reached.add(step.to)
  }
  return reached
}

const sorted = (states: Iterable<OrderState>) => [...states].sort()

describe.each(orderKinds)('%s', (kind) => {
  it('comes to every state that it describes, and to no other', () => {
    expect(sorted(reachedFrom(kind, firstStates[kind]))).toEqual(sorted(statesOf(kind)))
  })

  it('has ended exactly where nothing can happen any more', () => {
    for (const state of statesOf(kind))
      expect([state, allowedEvents(kind, state).length === 0]).toEqual([state, isFinal(state)])
  })

  it('can come to an end from every state', () => {
    for (const state of statesOf(kind))
      expect([state, [...reachedFrom(kind, state)].some(isFinal)]).toEqual([state, true])
  })

  it('waits for somebody who can move it', () => {
    for (const state of statesOf(kind).filter((state) => !isFinal(state))) {
      // An applicant says where a parcel that came back goes to; the key station sends it.
      const mover = state === 'returned' ? 'keyStation' : waitsFor[state]
      const movers = moves[kind].filter(({ from }) => from.includes(state)).map(({ by }) => by)
      expect([state, movers]).toEqual([state, expect.arrayContaining([mover])])
    }
  })

  it('moves only between states of its own', () => {
    const own = statesOf(kind)
    for (const { event, from, to } of moves[kind]) {
      expect([event, from.length > 0, from.every((state) => own.includes(state))]).toEqual([
        event,
        true,
        true,
      ])
      if (to) expect([event, own.includes(to)]).toEqual([event, true])
    }
  })

  it('knows one outcome and one mover of each event in each state', () => {
    for (const state of statesOf(kind)) {
      const events = allowedEvents(kind, state)
      expect([state, events.length]).toEqual([state, new Set(events).size])
    }
    const movers = new Map<OrderEvent, Set<string>>()
    for (const { event, by } of moves[kind]) movers.set(event, (movers.get(event) ?? new Set()).add(by))
    expect([...movers].filter(([, by]) => by.size > 1)).toEqual([])
  })

  it('waits in each state for the same as other kinds in a state of that name', () => {
    for (const state of statesOf(kind)) {
      const { states }: { states: Partial<Record<OrderState, unknown>> } = kinds[kind]
      expect([state, states[state]]).toEqual([state, waitsFor[state]])
    }
  })
})

/** Every way through a kind as far as it matters: what has happened of `marks`, in the state that it led to. */
function waysThrough(kind: OrderKind, marks: readonly OrderEvent[]) {
  const first = { state: firstStates[kind], happened: '' }
  const found = new Map([[JSON.stringify(first), first]])
  for (const [, { state, happened }] of found) {
    for (const { event, to } of stepsOf(kind).filter(({ from }) => from === state)) {
      const marked = new Set(happened ? happened.split(' ') : [])
      if (marks.includes(event)) marked.add(event)
      const next = { state: to, happened: [...marked].sort().join(' ') }
      found.set(JSON.stringify(next), next)
    }
  }
  return [...found.values()].map(({ state, happened }) => ({ state, happened: happened.split(' ') }))
}

const paidKinds = orderKinds.filter((kind) => moves[kind].some(({ event }) => event === 'paid'))

describe.each(paidKinds)('money of %s', (kind) => {
  const refunds = ['refunded', 'cancellationRefunded', 'lapseRefunded'] as const

  it('that came in is earned or given back, on every way', () => {
    const ends = waysThrough(kind, ['paid', ...refunds]).filter(({ state }) => isFinal(state))
    expect(ends.length).toBeGreaterThan(3)
    for (const { state, happened } of ends.filter(({ happened }) => happened.includes('paid'))) {
      const earned = ['completed', 'undelivered', 'unactivated'].includes(state)
      const givenBack = refunds.some((event) => happened.includes(event))
      expect([state, happened, givenBack]).toEqual([state, happened, !earned])
    }
  })

  it('is given back only where it came in', () => {
    for (const { state, happened } of waysThrough(kind, ['paid']))
      if (state === 'refunding') expect(happened).toContain('paid')
  })
})

const makesKey = (kind: OrderKind) => kinds[kind].makesKey || kinds[kind].hostsKey
/** A change of information that the registry agrees to needs no reviewer. */
const keyKinds = orderKinds.filter((kind) => makesKey(kind) && kind !== 'hostedChange')

describe.each(keyKinds)('the key of %s', (kind) => {
  it('is made after submission, payment and approval, where it has them, on every way', () => {
    const wanted = (['approved', 'paid', 'submitted'] as const).filter((event) =>
      moves[kind].some((move) => move.event === event),
    )
    const made = waysThrough(kind, wanted).filter(({ state }) => state === 'making' || state === 'issuing')
    expect(made.map(({ happened }) => happened.sort())).toEqual([wanted])
  })
})

describe('new application', () => {
  it('the manual’s main way leads from the first form to completed', () => {
    const way = [
      'begun',
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

  it('nothing is cancelled any more once the order is approved', () => {
    const approved = reachedFrom('newApplication', 'making')
    expect(approved).not.toContain('cancelled')
    for (const state of approved) {
      for (const event of ['cancelled', 'cancellationAsked', 'cancellationAgreed'] as const)
        expect(stateAfter('newApplication', state, event)).toBeUndefined()
    }
  })
})

describe('unlock', () => {
  it('a new PIN is set only after the holder was verified, on every way', () => {
    const verified = ['phoneCodeRight', 'proofed'] as const
    const unlocked = waysThrough('unlock', [...verified]).filter(({ state }) => state === 'completed')
    expect(unlocked.length).toBeGreaterThan(0)
    for (const { happened } of unlocked) expect(verified.some((event) => happened.includes(event))).toBe(true)
    // Nobody verifies himself past a person who looks at the risk.
    expect(allowedEvents('unlock', 'riskReview').sort()).toEqual([
      'cancelled',
      'unlockCleared',
      'unlockNotCleared',
    ])
  })
})

describe('replacement', () => {
  it('a key that was found ends it, with the money going back once it was paid, until the new one is made', () => {
    for (const state of statesOf('replacement')) {
      const expected = ['inReview', 'materialsWanted'].includes(state)
        ? 'refunding'
        : ['draft', 'confirmed', 'materialsUploaded', 'awaitingPayment'].includes(state)
          ? 'cancelled'
          : undefined
      expect([state, stateAfter('replacement', state, 'keyFound')]).toEqual([state, expected])
    }
  })
})
