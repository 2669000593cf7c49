import { and, eq, gt, or, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { verificationCodes } from '../../db/schema/proofing.ts'
import { consumeCode, type TypedCode } from '../../db/verification-codes.ts'
import { codeRules } from '../../domain/verification-codes.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const DAY = 86_400_000

const refusals = {
  wrong: 'codeWrong',
  expired: 'codeExpired',
  used: 'codeUsed',
  triesOut: 'codeTriesOut',
  none: 'codeNotSent',
} as const satisfies Record<string, ProblemCode>

/** Guesses of one day at the codes of one order, or of one organisation's order queries. */
async function guessesToday(db: Database, { workflowId, subject, now }: TypedCode): Promise<number> {
  const [row] = await db
    .select({ tries: sql<number>`coalesce(sum(${verificationCodes.tries}), 0)::int` })
    .from(verificationCodes)
    .where(
      and(
        or(eq(verificationCodes.workflowId, workflowId), eq(verificationCodes.subject, subject)),
        gt(verificationCodes.createdAt, new Date(now.getTime() - DAY)),
      ),
    )
  return row?.tries ?? 0
}

/** Uses up a typed code. Gives its id. @throws Problem saying why it does not count. */
export async function acceptCode(db: Database, typed: TypedCode): Promise<string> {
  if ((await guessesToday(db, typed)) >= codeRules.perOrderPerDay) {
    throw new Problem('dailyLimit', { retryAfterSeconds: DAY / 1000 })
  }
  const consumed = await consumeCode(db, typed)
  if (consumed.verdict === 'ok') return consumed.codeId
  const triesLeft = 'triesLeft' in consumed ? consumed.triesLeft : 0
  throw new Problem(refusals[consumed.verdict], { values: { triesLeft: String(triesLeft) } })
}
