import { isCancellation } from '@temporalio/workflow'

/**
 * What a provider mostly answers within a moment is asked `soon`, by a local activity with one try, at a tenth of the cost;
 * a provider that does not answer is asked `later`, by an activity that waits it out. Only for what may be asked twice
 * and follows from the history as it stands: should the worker die, the process comes to it again.
 */
export async function atOnce<T>(soon: () => Promise<T>, later: () => Promise<T>): Promise<T> {
  try {
    return await soon()
  } catch (error) {
    if (isCancellation(error)) throw error
    return later()
  }
}
