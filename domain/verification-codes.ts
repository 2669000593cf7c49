import { orderCodes } from './kinds/kinds.ts'

// Rules of SMS verification codes. ASVS 5.0 (6.5, 6.6): short life, single use, few tries.

/** What is asked for by an identifier that anybody may know: 订单查询, or the certificates for 挂失, 补办, 吊销. */
export const queryPurposes = ['orderQuery', 'holder'] as const
export type QueryPurpose = (typeof queryPurposes)[number]

/** What a code is good for: a step of an order, or a query about several. */
export const codePurposes = [...orderCodes, ...queryPurposes] as const
export type CodePurpose = (typeof codePurposes)[number]

/** Codes to a phone are counted by these: whoever has used up its queries has not closed its emergencies. */
type CodeUse = 'query' | 'emergency' | 'order'

function useOf(purpose: CodePurpose): CodeUse {
  if (purpose === 'orderQuery') return 'query'
  return purpose === 'holder' || purpose === 'revocation' ? 'emergency' : 'order'
}

export const codeRules = {
  digits: 6,
  lifeSeconds: 300,
  tries: 5,
  resendAfterSeconds: 60,
  /** Of each use. With the tries of each code it also bounds how often anybody can guess at one phone. */
  perPhonePerDay: 10,
  /** Codes that one caller may ask for by one identifier, known or not: half of what the phone gets at most. */
  perAskerPerDay: 5,
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

/** May another code go to this phone now? Takes the codes sent to it in the last 24 hours. */
export function maySend(
  sent: readonly { purpose: CodePurpose; createdAt: Date }[],
  purpose: CodePurpose,
  now: Date,
): SendRefusal | undefined {
  const alike = sent.filter((code) => useOf(code.purpose) === useOf(purpose))
  if (alike.length >= codeRules.perPhonePerDay) return { reason: 'dailyLimit' }
  return restingPhone(
    sent.map(({ createdAt }) => createdAt),
    now,
  )
}

/** A phone gets no code right after another. Takes when those of the last 24 hours were sent. */
export function restingPhone(sentAt: readonly Date[], now: Date): SendRefusal | undefined {
  const latest = Math.max(0, ...sentAt.map((at) => at.getTime()))
  const waitSeconds = Math.ceil((latest + codeRules.resendAfterSeconds * 1000 - now.getTime()) / 1000)
  return waitSeconds > 0 ? { reason: 'tooSoon', waitSeconds } : undefined
}

/** Who gets the code of an order query: the operator, the legal representative, or whoever reads the statement of the account. */
export const codeReceivers = ['operator', 'legalRepresentative', 'account'] as const
export type CodeReceiver = (typeof codeReceivers)[number]
