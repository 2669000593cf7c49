import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { ApplicationFailure, isCancellation, log, TemporalFailure } from '@temporalio/workflow'

/** A signal came to a process that has ended, or was never there. */
export const isOver = (error: unknown) =>
  error instanceof ApplicationFailure && /NOT_?FOUND$/i.test(error.type ?? '')

/** Somebody else has begun the same process. */
export const isBegun = (error: unknown) => error instanceof WorkflowExecutionAlreadyStartedError

/**
 * Waits for what may come to nothing without harm to the process that asked for it; gives undefined then. What is not
 * `expected` is logged, without its words. @throws whatever is no failure of the work: a cancellation, a fault of ours.
 */
export async function letPass<T>(
  what: string,
  work: Promise<T>,
  expected: (error: unknown) => boolean = () => false,
): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (expected(error)) return undefined
    if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error
    const cause = error.cause instanceof ApplicationFailure ? error.cause.type : error.cause?.name
    log.warn(`${what}: came to nothing`, { failure: error.name, cause })
    return undefined
  }
}
