import { Context } from '@temporalio/activity'

/** The time at Temporal when this try began: the clock that the process runs on, also where a test skips days. */
export function now(): Date {
  return new Date(Context.current().info.currentAttemptScheduledTimestampMs)
}
