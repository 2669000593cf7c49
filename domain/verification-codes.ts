import { orderCodes } from './kinds/kinds.ts'

// Rules of SMS verification codes. ASVS 5.0 (6.5, 6.6): short life, single use, few tries.

/** What a code is good for: a step of an order, or a query about several. */
export const codePurposes = [...orderCodes, 'orderQuery', 'holder'] as const
export type CodePurpose = (typeof codePurposes)[number]

export const codeRules = {
  digits: 6,
  lifeSeconds: 300,
  tries: 5,
  resendAfterSeconds: 60,
  perPhonePerDay: 10,
  /** Wrong and right answers together: several codes must not mean several times five guesses. */
  perOrderPerDay: 20,
} as const

interface Code {
  expiresAt: Date
  tries: number
  consumedAt: Date | null
  voidedAt: Date | null
}

export type CodeVerdict = 'ok' | 'wrong' | 'expired' | 'used' | 'triesOut'

/** Judges a typed code. `matches` is the result of a constant-time comparison. */
export function judgeCode(code: Code, matches: boolean, now: Date): CodeVerdict {
  if (code.consumedAt || code.voidedAt) return 'used'
  if (code.tries >= codeRules.tries) return 'triesOut'
  if (now >= code.expiresAt) return 'expired'
  return matches ? 'ok' : 'wrong'
}

export type SendRefusal = { reason: 'tooSoon'; waitSeconds: number } | { reason: 'dailyLimit' }

/** May another code go to this phone now? Takes the times of the codes sent to it in the last 24 hours. */
export function maySend(sentAt: readonly Date[], now: Date): SendRefusal | undefined {
  if (sentAt.length >= codeRules.perPhonePerDay) return { reason: 'dailyLimit' }
  const latest = Math.max(0, ...sentAt.map((date) => date.getTime()))
  const waitSeconds = Math.ceil((latest + codeRules.resendAfterSeconds * 1000 - now.getTime()) / 1000)
  return waitSeconds > 0 ? { reason: 'tooSoon', waitSeconds } : undefined
}

/** Who gets the code of an order query: the operator, the legal representative, or whoever reads the statement of the account. */
export const codeReceivers = ['operator', 'legalRepresentative', 'account'] as const
export type CodeReceiver = (typeof codeReceivers)[number]
