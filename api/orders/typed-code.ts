import type { Database } from '../../db/database.ts'
import { consumeCode, type TypedCode } from '../../db/verification-codes.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const DAY_SECONDS = 86_400

const refusals = {
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
  throw new Problem(refusals[consumed.verdict], { values: { triesLeft: String(triesLeft) } })
}
