// Every Temporal fact once: queues, search attributes, and how long each kind of activity may take.
// Imported by workflows too, so it holds data only.
import type { ActivityOptions, LocalActivityOptions } from '@temporalio/common'

export const taskQueues = {
  business: 'business',
  /** The only worker that logs in to the CA's HSM. */
  ca: 'ca',
  keyStation: (stationId: string) => `key-station-${stationId}`,
  /** The only worker that uses the keys of hosted certificates. */
  signing: 'signing',
} as const

export const searchAttributes = {
  OrderType: 'Keyword',
  OrderStatus: 'Keyword',
  Product: 'Keyword',
  ReviewDueAt: 'Datetime',
} as const

/**
 * Who is served first where many wait at a task queue (1 to 5, by default 3): what people wait for, then what a schedule
 * starts, then what an order has done beside it. The server needs `matching.useNewMatcher`.
 */
export const priorities = {
  people: { priorityKey: 2 },
  beside: { priorityKey: 4 },
} as const

/** Processes beside those of orders that do something nobody else would do if they were ended from outside. */
export const processesBeside = [
  'electronicInvoice',
  'surplusPayments',
  'moneyReturn',
  'bankReturn',
  'receiptSettlement',
  'microDeposit',
] as const

/** Carries the time of the process to its local activities. */
export const timeHeader = 'process-time'

/** Errors that no retry can mend; an activity throws them as ApplicationFailure of this type. */
export const permanentFailures = ['Refused', 'NotFound', 'Conflict', 'InvalidInput'] as const

const retry = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  nonRetryableErrorTypes: [...permanentFailures],
} satisfies ActivityOptions['retry']

export const activityClasses = {
  /**
   * Writes of our own database that must not be made on a way that the process then does not take: money, what is wiped,
   * what is made once by the key of its activity.
   */
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
  /**
   * Signatures by a hosted key that a person waits for: time stamps and documents of many pages take their time. A worker
   * that died is noticed by the missing heartbeat, or no other try would be in time.
   */
  signing: {
    startToCloseTimeout: '50s',
    heartbeatTimeout: '12s',
    scheduleToCloseTimeout: '55s',
    retry: { ...retry, maximumInterval: '3s' },
  },
  /** Everything about one certificate, files and all. */
  gathering: { startToCloseTimeout: '10m', retry: { ...retry, maximumInterval: '2m' } },
  /** A message to another system: it is sent until it is taken, for three days. */
  webhook: {
    startToCloseTimeout: '20s',
    scheduleToCloseTimeout: '3 days',
    retry: { ...retry, initialInterval: '5s', backoffCoefficient: 3, maximumInterval: '4h' },
  },
  /** The whole audit log, row by row in the HSM: as long as it takes, while it goes on. */
  wholeLog: {
    startToCloseTimeout: '1 day',
    heartbeatTimeout: '1m',
    retry: { ...retry, maximumInterval: '10m' },
  },
  /**
   * Work on a key that somebody has plugged in; a worker that died is noticed by the missing heartbeat. How often a key is
   * tried that fails is the activity's to say: a database that is away is no fault of the key.
   */
  token: {
    startToCloseTimeout: '3m',
    // A station that is off: the key counts as failed, and the order waits for another.
    scheduleToStartTimeout: '5m',
    heartbeatTimeout: '30s',
    retry: { ...retry, maximumInterval: '10s' },
  },
} satisfies Record<string, ActivityOptions>

/**
 * Other reads and writes of our own database, made by the worker that has the process in its hands: a tenth of the cost.
 * They are short, and when that worker dies they are made again, maybe on another way.
 */
export const localActivity = {
  startToCloseTimeout: '5s',
  // Longer waits are timers of the process.
  localRetryThreshold: '5s',
  retry: { ...retry, maximumInterval: '30s' },
} satisfies LocalActivityOptions

/**
 * What a provider mostly answers within a moment and may be asked twice: an SMS with our number, how a trade stands. A try
 * is short, as other messages wait meanwhile; a provider that does not answer is waited out by timers of the process.
 */
export const promptActivity = {
  startToCloseTimeout: '3s',
  localRetryThreshold: '1ms',
  retry: { ...retry, maximumInterval: '2m' },
} satisfies LocalActivityOptions
