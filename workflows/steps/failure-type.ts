import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow'

/** What an activity, or a step of ours, failed with by name; undefined for what has none, e.g. a worker that is away. */
export function failureType(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error
  return cause instanceof ApplicationFailure ? (cause.type ?? 'unknown') : undefined
}
