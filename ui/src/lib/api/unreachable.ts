/** Lets pass that a program or server was not reached, which the next try shows. @throws whatever else went wrong. */
export function letUnreachablePass(error: unknown): undefined {
  // What fetch rejects with when nobody answers, and Promise.any when nobody did.
  if (error instanceof TypeError || error instanceof AggregateError) return undefined
  throw error
}
