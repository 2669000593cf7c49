import { timingSafeEqual } from 'node:crypto'
import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { codeRules, judgeCode, type CodePurpose, type CodeVerdict } from '../domain/verification-codes.ts'
import type { Database, Transaction } from './database.ts'
import { verificationCode } from './encryption.ts'
import { verificationCodes } from './schema/proofing.ts'

export interface TypedCode {
  workflowId: string
  purpose: CodePurpose
  /** Fingerprint of what the code confirms, as it is now; another one than at sending voids the code. */
  subject: string
  typed: string
  now: Date
}

export type ConsumedCode =
  | { verdict: 'ok'; codeId: string }
  | { verdict: Exclude<CodeVerdict, 'ok'>; triesLeft: number }
  | { verdict: 'none' | 'dailyLimit' }

const DAY = 86_400_000

/** Guesses of one day at the codes of one order or query. What others guess at the same holder counts for them. */
async function guessesToday(tx: Transaction, { workflowId, now }: TypedCode): Promise<number> {
  const [row] = await tx
    .select({ tries: sql<number>`coalesce(sum(${verificationCodes.tries}), 0)::int` })
    .from(verificationCodes)
    .where(
      and(
        eq(verificationCodes.workflowId, workflowId),
        gt(verificationCodes.createdAt, new Date(now.getTime() - DAY)),
      ),
    )
  return row?.tries ?? 0
}

/**
 * Compares a typed code with the latest one sent for this purpose and uses it up. Gives `none` when no code was sent.
 * Guesses at one order come one at a time, so parallel ones cannot count the same past.
 */
export async function consumeCode(db: Database, typed: TypedCode): Promise<ConsumedCode> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${typed.workflowId}, 0))`)
    if ((await guessesToday(tx, typed)) >= codeRules.perOrderPerDay) return { verdict: 'dailyLimit' }
    const [row] = await tx
      .select()
      .from(verificationCodes)
      .where(
        and(eq(verificationCodes.workflowId, typed.workflowId), eq(verificationCodes.purpose, typed.purpose)),
      )
      .orderBy(desc(verificationCodes.createdAt))
      .limit(1)
      .for('update')
    if (!row) return { verdict: 'none' }
    const expected = Buffer.from(verificationCode(row.id, codeRules.digits))
    const given = Buffer.from(typed.typed.padEnd(expected.length).slice(0, expected.length + 1))
    const matches = given.length === expected.length && timingSafeEqual(given, expected)
    const voided = row.subject === typed.subject ? row.voidedAt : typed.now
    const verdict = judgeCode({ ...row, voidedAt: voided }, matches, typed.now)
    const counted = verdict === 'ok' || verdict === 'wrong' ? 1 : 0
    await tx
      .update(verificationCodes)
      .set({
        tries: sql`${verificationCodes.tries} + ${counted}`,
        consumedAt: verdict === 'ok' ? typed.now : row.consumedAt,
        voidedAt: voided,
      })
      .where(eq(verificationCodes.id, row.id))
    if (verdict === 'ok') return { verdict, codeId: row.id }
    return { verdict, triesLeft: Math.max(0, codeRules.tries - row.tries - counted) }
  })
}
