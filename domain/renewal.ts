// Rules of renewing a certificate (manual 2): who may, counted in Beijing calendar days, and what is refused.
import type { CertificateState } from './certificate-states.ts'
import type { OrderKind, OrderState } from './kinds/kinds.ts'
import type { TokenState } from './token-states.ts'
import { keyRefusal, type KeyRefusal } from './unlock.ts'

const DAY = 86_400_000
const BEIJING = 8 * 3_600_000

export const renewalRules = {
  /** 小于90天: with 90 days left it is too early. */
  mostDaysLeft: 89,
  /** 已过期且不超过1年（365天）. */
  mostDaysPast: 365,
  /** Certificates made for a key, paid for and given up with the money back, in `mostDaysPast` days: no more then. */
  mostGivenUp: 2,
} as const

/** Each ends with another way to go, which the page says. */
export type RenewalRefusal = 'tooEarly' | 'tooLate' | 'alreadyRenewed' | 'givenUpTooOften' | KeyRefusal

const beijingDay = (instant: Date) => Math.floor((instant.getTime() + BEIJING) / DAY)

/** Calendar days in Beijing from today to the last day of a certificate: 0 on that day, below it afterwards. */
export function daysLeft(notAfter: Date, now: Date): number {
  return beijingDay(notAfter) - beijingDay(now)
}

/** The first and the last Beijing day on which a certificate may be renewed, each as an instant of that day. */
export function renewalWindow(notAfter: Date): { from: Date; until: Date } {
  const at = (days: number) => new Date(notAfter.getTime() + days * DAY)
  return { from: at(-renewalRules.mostDaysLeft), until: at(renewalRules.mostDaysPast) }
}

export interface CertificateStanding {
  certificate: CertificateState
  token: TokenState
  notAfter: Date
  /** Another certificate took its place already. */
  superseded: boolean
}

export interface RenewalStanding extends CertificateStanding {
  /** How often a renewal of it was given up within a year though its certificate was issued: that can be used till then. */
  givenUp: number
}

/** Whether an order is a renewal that was given up within a year of now, though the key had made a pair for it. */
export function wasGivenUp(
  { kind, state, endedAt }: { kind: OrderKind; state: OrderState; endedAt: Date | null },
  pairWasMade: boolean,
  now: Date,
): boolean {
  const lately = endedAt !== null && endedAt.getTime() > now.getTime() - renewalRules.mostDaysPast * DAY
  return kind === 'renewal' && (state === 'cancelled' || state === 'expired') && pairWasMade && lately
}

/** Why this certificate is not renewed now; undefined when it may be. */
export function renewalRefusal(
  { certificate, token, notAfter, superseded, givenUp }: RenewalStanding,
  now: Date,
): RenewalRefusal | undefined {
  if (superseded) return 'alreadyRenewed'
  const refused = keyRefusal({ certificate, token })
  if (refused) return refused
  const left = daysLeft(notAfter, now)
  if (left > renewalRules.mostDaysLeft) return 'tooEarly'
  if (left < -renewalRules.mostDaysPast) return 'tooLate'
  if (givenUp >= renewalRules.mostGivenUp) return 'givenUpTooOften'
  return undefined
}
