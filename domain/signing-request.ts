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
