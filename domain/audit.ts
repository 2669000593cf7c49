import { deadlines } from './deadlines.ts'

const MINUTE = 60_000

/** Whether a row of the audit log, written at `since`, waits too long for its seal. */
export function sealIsLate(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() > deadlines.auditSealMinutes * MINUTE
}

/** Whether a head of the audit log, kept at `since`, waits too long for its time stamp. */
export function stampIsLate(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() > deadlines.auditStampHours * 60 * MINUTE
}
