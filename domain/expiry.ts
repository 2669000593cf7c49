import { beijingDate } from './working-days.ts'

// When the holder of a certificate is reminded of its end, counted in days of the Beijing calendar.

/** Days before the end, the nearest last; 0 is the last day itself. */
export const reminderDays = [90, 30, 7, 0] as const
export type ReminderDay = (typeof reminderDays)[number]

const DAY = 86_400_000
const midnight = (instant: Date) => Date.parse(`${beijingDate(instant)}T00:00:00Z`)

/** Beijing days from one instant to another; 0 on the same day, below 0 once it is over. */
export function daysUntil(now: Date, end: Date): number {
  return Math.round((midnight(end) - midnight(now)) / DAY)
}

/**
 * The reminder that is due: the nearest whose day has come, so that days without sending are made good by one. None for
 * a day that lay before the certificate began, and none once it has ended.
 */
export function reminderDue(
  { notBefore, notAfter }: { notBefore: Date; notAfter: Date },
  now: Date,
): ReminderDay | undefined {
  const left = daysUntil(now, notAfter)
  if (left < 0 || now > notAfter) return undefined
  const due = reminderDays.findLast((day) => left <= day)
  return due !== undefined && daysUntil(notBefore, notAfter) >= due ? due : undefined
}
