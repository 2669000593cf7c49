// What the codes of SendSms mean for us: https://help.aliyun.com/zh/sms/developer-reference/api-error-codes

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * `limited`: this phone gets no more for `seconds`. `refused`: this phone gets none. `stopped`: the account or the text is
 * not as it has to be, which only a person of ours can mend. `unclear`: the provider's own trouble, another try may help.
 */
export type SmsAnswer =
  { is: 'sent' | 'refused' | 'stopped' | 'unclear' } | { is: 'limited'; seconds: number }

/** The limit that was reached stands in the words, e.g. 触发小时级流控Permits:5. */
const limits: [words: RegExp, seconds: number][] = [
  [/分钟级|minute/i, MINUTE],
  [/小时级|hour/i, HOUR],
  [/天级|day/i, DAY],
]

/** Tells the provider's answers apart. `isv`: it holds the caller at fault, `isp`: itself. */
export function smsAnswer(code: string, words = ''): SmsAnswer {
  if (code === 'OK') return { is: 'sent' }
  if (code === 'isv.BUSINESS_LIMIT_CONTROL') {
    return { is: 'limited', seconds: limits.find(([pattern]) => pattern.test(words))?.[1] ?? HOUR }
  }
  if (code === 'isv.MOBILE_NUMBER_ILLEGAL') return { is: 'refused' }
  const isOurs = /^(isv\.|isp\.RAM_|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch)/.test(code)
  return { is: isOurs ? 'stopped' : 'unclear' }
}
