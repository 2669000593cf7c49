// Rules of requests with several signers.

export const requestRules = {
  signers: 20,
  /** How long a link still shows the documents of a request that has ended. */
  linkDays: 30,
  /** Of the words by which somebody declines, in characters. */
  reason: 200,
} as const

/** Who may sign now of those who have not yet, in the order in which they were named. */
export function signersDue(waiting: readonly string[], inOrder: boolean): readonly string[] {
  return inOrder ? waiting.slice(0, 1) : waiting
}

const HOUR = 3_600_000

/** How often a sender reminds one signer by hand, besides the reminders that go by themselves. */
export const urgeRules = { restMs: HOUR, times: 3, inMs: 24 * HOUR } as const

/** From when (epoch ms) a sender may remind a signer again who was reminded by hand at these times, the latest last. */
export function nextUrge(urged: readonly number[]): number {
  const [last = -Infinity, first = -Infinity] = [urged.at(-1), urged.at(-urgeRules.times)]
  return Math.max(0, last + urgeRules.restMs, first + urgeRules.inMs)
}
