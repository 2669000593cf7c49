// Validity of certificates, in Beijing calendar days. Pure: the clock is an argument.

const BEIJING = 8 * 3_600_000
const DAY = 86_400_000

/**
 * The last second of the validity that begins on the later of two instants (manual 2: 在旧证书截止日期基础上顺延,
 * or 从下载新证书之日起): 23:59:59 Beijing on the last day. 29 February gives 28 February (Civil Code art. 202).
 */
export function endOfValidity(issuedAt: Date, years: number, oldNotAfter?: Date): Date {
  const from = Math.max(issuedAt.getTime(), oldNotAfter?.getTime() ?? 0)
  const start = new Date(from + BEIJING)
  const year = start.getUTCFullYear() + years
  const month = start.getUTCMonth()
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Math.min(start.getUTCDate(), lastOfMonth)
  return new Date(Date.UTC(year, month, day) + DAY - 1000 - BEIJING)
}

/** The first second of validity: whole seconds, as X.509 times have no fraction. */
export function startOfValidity(issuedAt: Date): Date {
  return new Date(Math.floor(issuedAt.getTime() / 1000) * 1000)
}
