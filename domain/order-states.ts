// The allowed moves of each kind of order, once. The workflow moves by this table, the API refuses by it,
// the site and the console show only the buttons it allows.

export type OrderKind = 'newApplication'

export type OrderState =
  | 'draft'
  | 'confirmed'
  | 'materialsUploaded'
  | 'awaitingPayment'
  | 'inReview'
  | 'making'
  | 'shipping'
  | 'completed'
  | 'refunding'
  | 'rejected'
  | 'expired'
  | 'cancelled'

export type Role = 'applicant' | 'reviewer' | 'keyStation' | 'courier' | 'payment' | 'system'

export type OrderEvent =
  | 'formSaved'
  | 'proofed'
  | 'confirmed'
  | 'returnedToModify'
  | 'materialsUploaded'
  | 'submitted'
  | 'cancelled'
  | 'abandoned'
  | 'qrRenewed'
  | 'paid'
  | 'paymentExpired'
  | 'approved'
  | 'refused'
  | 'refunded'
  | 'keyMade'
  | 'keyDamaged'
  | 'delivered'

interface Move {
  event: OrderEvent
  from: readonly OrderState[]
  /** Where it leads; absent when the order stays where it is. */
  to?: OrderState
  by: Role
}

const filling = ['draft', 'confirmed', 'materialsUploaded'] as const

export const moves: Record<OrderKind, readonly Move[]> = {
  newApplication: [
    { event: 'formSaved', from: ['draft'], by: 'applicant' },
    { event: 'proofed', from: ['draft'], by: 'applicant' },
    { event: 'confirmed', from: ['draft'], to: 'confirmed', by: 'applicant' },
    { event: 'returnedToModify', from: ['confirmed', 'materialsUploaded'], to: 'draft', by: 'applicant' },
    { event: 'materialsUploaded', from: ['confirmed'], to: 'materialsUploaded', by: 'applicant' },
    { event: 'submitted', from: ['materialsUploaded'], to: 'awaitingPayment', by: 'applicant' },
    { event: 'cancelled', from: [...filling, 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
    { event: 'abandoned', from: filling, to: 'expired', by: 'system' },
    { event: 'qrRenewed', from: ['awaitingPayment'], by: 'applicant' },
    { event: 'paid', from: ['awaitingPayment'], to: 'inReview', by: 'payment' },
    { event: 'paymentExpired', from: ['awaitingPayment'], to: 'expired', by: 'system' },
    { event: 'approved', from: ['inReview'], to: 'making', by: 'reviewer' },
    { event: 'refused', from: ['inReview'], to: 'refunding', by: 'reviewer' },
    { event: 'refunded', from: ['refunding'], to: 'rejected', by: 'system' },
    { event: 'keyDamaged', from: ['making'], by: 'keyStation' },
    { event: 'keyMade', from: ['making'], to: 'shipping', by: 'keyStation' },
    { event: 'delivered', from: ['shipping'], to: 'completed', by: 'courier' },
  ],
}

/** Whose move an order waits for in each state; nobody's once it has ended. */
export const waitsFor: Record<OrderState, Role | undefined> = {
  draft: 'applicant',
  confirmed: 'applicant',
  materialsUploaded: 'applicant',
  awaitingPayment: 'applicant',
  inReview: 'reviewer',
  making: 'keyStation',
  shipping: 'courier',
  refunding: 'system',
  completed: undefined,
  rejected: undefined,
  expired: undefined,
  cancelled: undefined,
}

/** True once nothing more can happen to an order. */
export function isFinal(state: OrderState): boolean {
  return waitsFor[state] === undefined
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
