import type { CodeRow } from '../../db/order-rows.ts'
import { codeRules } from '../../domain/verification-codes.ts'

/** The latest code of a purpose, while it can still be typed in. */
export function liveCode(
  codes: readonly CodeRow[],
  purpose: CodeRow['purpose'],
  subject: string | undefined,
): CodeRow | undefined {
  const code = codes.find((candidate) => candidate.purpose === purpose)
  const live = code && code.subject === subject && !code.consumedAt && !code.voidedAt
  return live && code.expiresAt > new Date() ? code : undefined
}

/** What somebody who types a code sees of it. */
export function codeTimes(code: CodeRow) {
  return {
    sentTo: code.phoneMasked,
    expiresAt: code.expiresAt.toISOString(),
    resendAt: new Date(code.createdAt.getTime() + codeRules.resendAfterSeconds * 1000).toISOString(),
  }
}
