import type { IssuerId } from './certificate-kinds.ts'
import { deadlines } from './deadlines.ts'

const HOUR = 3_600_000

/** Whether people have to be told that a CRL, the latest there is, runs out. */
export function crlIsLate(issuer: IssuerId, nextUpdate: Date, now: Date): boolean {
  return now.getTime() >= nextUpdate.getTime() - deadlines.crlWarningHours[issuer] * HOUR
}
