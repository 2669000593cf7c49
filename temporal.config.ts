// Every Temporal fact once: queues, search attributes, and how long each kind of activity may take.
// Imported by workflows too, so it holds data only.
import type { ActivityOptions } from '@temporalio/common'

export const taskQueues = {
  business: 'business',
  /** The only worker that logs in to the CA's HSM. */
  ca: 'ca',
  keyStation: (stationId: string) => `key-station-${stationId}`,
} as const

export const searchAttributes = {
  OrderType: 'Keyword',
  OrderStatus: 'Keyword',
  Product: 'Keyword',
  ReviewDueAt: 'Datetime',
} as const

/** Errors that no retry can mend; an activity throws them as ApplicationFailure of this type. */
export const permanentFailures = ['Refused', 'NotFound', 'Conflict', 'InvalidInput'] as const

const retry = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  nonRetryableErrorTypes: [...permanentFailures],
} satisfies ActivityOptions['retry']

export const activityClasses = {
  /** Reads and writes of our own database. */
  record: { startToCloseTimeout: '15s', retry: { ...retry, maximumInterval: '30s' } },
  /** A call of a provider: tried for as long as the order lives, the person sees what it waits for. */
  provider: { startToCloseTimeout: '30s', retry: { ...retry, maximumInterval: '2m' } },
  /** An answer that a person waits for in the browser: a few tries, then a clear refusal. */
  interactive: {
    startToCloseTimeout: '10s',
    scheduleToCloseTimeout: '25s',
    retry: { ...retry, maximumInterval: '3s' },
  },
  /** A signature in the HSM. */
  ca: { startToCloseTimeout: '30s', retry: { ...retry, maximumInterval: '1m' } },
  /** Work on a key that somebody has plugged in; a worker that died is noticed by the missing heartbeat. */
  token: {
    startToCloseTimeout: '3m',
    // A station that is off: the key counts as failed, and the order waits for another.
    scheduleToStartTimeout: '5m',
    heartbeatTimeout: '30s',
    retry: { ...retry, maximumInterval: '10s', maximumAttempts: 3 },
  },
} satisfies Record<string, ActivityOptions>
