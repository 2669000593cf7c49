import { AsyncLocalStorage } from 'node:async_hooks'
import { Context } from '@temporalio/activity'
import { defaultPayloadConverter } from '@temporalio/common'
import type { ActivityInterceptorsFactory } from '@temporalio/worker'
import { timeHeader } from '../temporal.config.ts'

const processTime = new AsyncLocalStorage<Date>()

/** A local activity is not scheduled by Temporal: it lives by the time of its process, which comes with it. */
export const keepProcessTime: ActivityInterceptorsFactory = () => ({
  inbound: {
    execute(input, next) {
      const time = input.headers[timeHeader]
      if (!time) return next(input)
      const at = new Date(defaultPayloadConverter.fromPayload<number>(time))
      return processTime.run(at, () => next(input))
    },
  },
})

/** The time at Temporal when this try began: the clock that the process runs on, also where a test skips days. */
export function now(): Date {
  return processTime.getStore() ?? new Date(Context.current().info.currentAttemptScheduledTimestampMs)
}
