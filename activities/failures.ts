import type { ActivityInterceptorsFactory } from '@temporalio/worker'
import { withoutValues } from '../db/query-errors.ts'

/** The error that an activity ends with is kept in the history: what a failed query was about must not come with it. */
export const keepNoValues: ActivityInterceptorsFactory = () => ({
  inbound: {
    execute: (input, next) =>
      next(input).catch((error: unknown) => {
        throw withoutValues(error)
      }),
  },
})
