import { ApplicationFailure } from '@temporalio/common'

/**
 * Tells several people, or one by several ways, side by side: one who refuses for good keeps it from nobody else.
 * @throws the first failure that another try may mend, when all have been tried.
 */
export async function unlessRefused(tellings: Promise<void>[]): Promise<void> {
  for (const told of await Promise.allSettled(tellings)) {
    if (told.status === 'fulfilled') continue
    const isRefused = told.reason instanceof ApplicationFailure && told.reason.nonRetryable
    if (!isRefused) throw told.reason
  }
}
