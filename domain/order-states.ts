// How orders move, by the descriptions of their kinds. The workflow moves by these tables, the API refuses by them,
// the site and the console show only the buttons they allow.
import type { Move, Role } from './kinds/description.ts'
import { filling } from './kinds/steps.ts'
import { kinds, orderKinds, type OrderEvent, type OrderKind, type OrderState } from './kinds/kinds.ts'

interface OrderMove extends Move<OrderState> {
  event: OrderEvent
}

/** An order as its process knows it; `waitsUntil` in epoch ms. */
export interface OrderStanding {
  state: OrderState
  /** Number of its last move. */
  seq: number
  waitsUntil: number | null
}

/** The allowed moves of each kind of order. */
export const moves: Record<OrderKind, readonly OrderMove[]> = ofEach((kind) => kinds[kind].moves)

/** How an order of each kind begins. */
export const firstStates: Record<OrderKind, OrderState> = ofEach((kind) => kinds[kind].first)

/** Whose move an order waits for in each state, whatever its kind; nobody's once it has ended. */
export const waitsFor = Object.assign({}, ...orderKinds.map((kind) => kinds[kind].states)) as Record<
  OrderState,
  Role | null
>

export const orderStates = Object.keys(waitsFor) as [OrderState, ...OrderState[]]
export const orderEvents = [
  ...new Set(orderKinds.flatMap((kind) => moves[kind].map(({ event }) => event))),
] as [OrderEvent, ...OrderEvent[]]

/** Whether the certificate of an order goes into the key in the applicant's hand. */
export const isOnKey = ({ kind }: { kind: OrderKind }): boolean => kinds[kind].writesKeyInHand

/** Whether whoever begins such an order has yet to prove who they are: others have shown a key, or answered a code. */
export const provesIdentity = ({ kind }: { kind: OrderKind }): boolean =>
  stateAfter(kind, 'draft', 'proofed') !== undefined

/** Whether the form of an order is still being filled in: of the kinds that have one of their own, until it is confirmed. */
export function isFilledIn({ kind, state }: { kind: OrderKind; state: OrderState }): boolean {
  return stateAfter(kind, state, 'begun') !== undefined
}

/** States of an order that its applicant has not submitted yet. */
export const unsubmitted = [...filling, 'confirming'] as const satisfies OrderState[]

/** True once nothing more can happen to an order. */
export function isFinal(state: OrderState): boolean {
  return waitsFor[state] === null
}

/** The events that may happen to an order in this state, optionally only those of one role. */
export function allowedEvents(kind: OrderKind, state: OrderState, by?: Role): OrderEvent[] {
  return moves[kind]
    .filter((move) => move.from.includes(state) && (by === undefined || move.by === by))
    .map((move) => move.event)
}

/** The state after an event, or undefined when the table does not allow the event in this state. */
export function stateAfter(kind: OrderKind, state: OrderState, event: OrderEvent): OrderState | undefined {
  const move = moves[kind].find((candidate) => candidate.event === event && candidate.from.includes(state))
  return move && (move.to ?? state)
}

function ofEach<T>(of: (kind: OrderKind) => T) {
  return Object.fromEntries(orderKinds.map((kind) => [kind, of(kind)])) as Record<OrderKind, T>
}
