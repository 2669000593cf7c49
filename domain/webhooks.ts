import type { OrderEvent } from './kinds/kinds.ts'

// What clients are told of their requests, by the specification https://www.standardwebhooks.com.

/** The type of message at an event of a request. */
export const webhookTypes = {
  requestSent: 'request.sent',
  signed: 'request.signed',
  delegated: 'request.delegated',
  declined: 'request.declined',
  stamped: 'request.completed',
  signingWithdrawn: 'request.withdrawn',
  signingLocked: 'request.voided',
  certificateEnded: 'request.voided',
  signerTakenBack: 'request.voided',
  signingExpired: 'request.expired',
} as const satisfies Partial<Record<OrderEvent, string>>

export const webhookTypeOf = (event: OrderEvent): string | undefined =>
  (webhookTypes as Partial<Record<OrderEvent, string>>)[event]
