import { timingSafeEqual } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import { codeRules, judgeCode, type CodePurpose, type CodeVerdict } from '../domain/verification-codes.ts'
import type { Database } from './database.ts'
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
  | { verdict: 'none' }

/**
 * Compares a typed code with the latest one sent for this purpose and uses it up. The row is locked, so parallel
 * guesses are counted one by one. Gives `none` when no code was sent.
 */
export async function consumeCode(db: Database, typed: TypedCode): Promise<ConsumedCode> {
  return db.transaction(async (tx) => {
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
