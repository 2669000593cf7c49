import { answer, api } from '#lib/api/client.ts'
import type { WaitingReview } from './types.ts'

/** The most urgent review that this reviewer may decide and nobody else holds; the queue comes sorted by due time. */
export function mostUrgentFree(queue: WaitingReview[], username: string): WaitingReview | undefined {
  return queue.find(({ mine, claimedBy }) => mine && (!claimedBy || claimedBy === username))
}

/** Number of the order to review next, if there is one. @throws Refusal */
export async function nextFree(username: string): Promise<string | undefined> {
  return mostUrgentFree(await answer(api.GET('/api/ops/reviews')), username)?.no
}
