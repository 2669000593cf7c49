import { setTimeout } from 'node:timers/promises'
import type { Database } from '../../db/database.ts'
import { consumeCode, type TypedCode } from '../../db/verification-codes.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const DAY_SECONDS = 86_400
/** When a wrong code is answered where nobody may learn who is known: later than any look-up takes. */
const REFUSAL_MS = 250

/** What is wrong with a typed code, and what it is called here. */
export const codeRefusals = {
  wrong: 'codeWrong',
  expired: 'codeExpired',
  used: 'codeUsed',
  triesOut: 'codeTriesOut',
  none: 'codeNotSent',
} as const satisfies Record<string, ProblemCode>

/** Uses up a typed code. Gives its id. @throws Problem saying why it does not count. */
export async function acceptCode(db: Database, typed: TypedCode): Promise<string> {
  const consumed = await consumeCode(db, typed)
  if (consumed.verdict === 'ok') return consumed.codeId
  if (consumed.verdict === 'dailyLimit') throw new Problem('dailyLimit', { retryAfterSeconds: DAY_SECONDS })
  const triesLeft = 'triesLeft' in consumed ? consumed.triesLeft : 0
  throw new Problem(codeRefusals[consumed.verdict], { values: { triesLeft: String(triesLeft) } })
}

/** The one refusal of a gate that tells nobody who is known. Begun before the look-up, its time tells nothing either. */
export function refusalInTime(): Promise<Problem> {
  return setTimeout(REFUSAL_MS, new Problem('queryCodeWrong'))
}
