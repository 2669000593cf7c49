import { beijingDate } from './working-days.ts'

// When the holder of a certificate is reminded of its end, counted in days of the Beijing calendar.

/** Days before the end, the nearest last; 0 is the last day itself. */
export const reminderDays = [90, 30, 7, 0] as const
export type ReminderDay = (typeof reminderDays)[number]

const DAY = 86_400_000
/** The midnight in Beijing that an instant comes after. */
const midnight = (instant: Date) => Date.parse(`${beijingDate(instant)}T00:00:00+08:00`)

/** Beijing days from one instant to another; 0 on the same day, below 0 once it is over. */
export function daysUntil(now: Date, end: Date): number {
  return Math.round((midnight(end) - midnight(now)) / DAY)
}

/** The Beijing dates of a certificate's reminders, the first first. */
export function reminderDates({ notBefore, notAfter }: { notBefore: Date; notAfter: Date }) {
  return reminderDays
    .filter((day) => daysUntil(notBefore, notAfter) >= day)
    .map((day) => ({ day, on: beijingDate(new Date(notAfter.getTime() - day * DAY)) }))
}

/**
 * Which reminder is due for which ends of certificates, `from` on and before `to`: the nearest whose day has come, so that
 * days without sending are made good by one. None once a certificate has ended.
 */
export function reminderWindows(now: Date): { day: ReminderDay; from: Date; to: Date }[] {
  const after = (days: number) => new Date(midnight(now) + days * DAY)
  return reminderDays.map((day, index) => {
    const nearer = reminderDays[index + 1]
    return { day, from: nearer === undefined ? now : after(nearer + 1), to: after(day + 1) }
  })
}

/** The reminder that is due; none for a day that lay before the certificate began. */
export function reminderDue(
  { notBefore, notAfter }: { notBefore: Date; notAfter: Date },
  now: Date,
): ReminderDay | undefined {
  const due = reminderWindows(now).find(({ from, to }) => from <= notAfter && notAfter < to)?.day
  return due !== undefined && daysUntil(notBefore, notAfter) >= due ? due : undefined
}
