import { RateLimiterDrizzle } from 'rate-limiter-flexible'
import type { Database } from './database.ts'
import { fingerprint } from './encryption.ts'
import { rateLimits } from './schema/limits.ts'

/** How often something was done in the window that is open now, and in how many seconds that closes. */
export interface Counted {
  times: number
  secondsLeft: number
}

export type Counter = ReturnType<typeof openCounter>

/**
 * Counts how often something is done, across all processes, in windows that begin with the first time:
 * https://github.com/animir/node-rate-limiter-flexible/wiki/Drizzle. Keys are stored as fingerprints, so that nobody
 * reads there who called or what they asked for.
 */
export function openCounter(db: Database) {
  // What is too often says whoever asks.
  const limiter = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: '',
    points: 0,
    duration: 0,
  })
  return {
    /** Once more, or so many times more. */
    async count(key: string, seconds: number, more = 1): Promise<Counted> {
      const counted = await limiter.penalty(fingerprint('counter', key), more, { customDuration: seconds })
      return { times: counted.consumedPoints, secondsLeft: Math.ceil(counted.msBeforeNext / 1000) }
    },
    /** As if it had not been done. */
    async forget(key: string): Promise<void> {
      await limiter.delete(fingerprint('counter', key))
    },
  }
}
