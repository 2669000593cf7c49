// Times as the console shows them: short, in Beijing time, with the distance from now beside them.

const ZONE = 'Asia/Shanghai'
const beijingDay = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' })
const beijingYear = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric' })

export type Urgency = 'overdue' | 'today' | 'later'

/** How pressing a due time is; "today" is the same calendar day in Beijing. */
export function urgency(dueAt: string, now: number): Urgency {
  const due = Date.parse(dueAt)
  if (due < now) return 'overdue'
  return beijingDay.format(due) === beijingDay.format(now) ? 'today' : 'later'
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** The distance in whole units of its largest unit: 2天后, 3小时前. */
export function distance(instant: string, now: number, locale: string): string {
  const ms = Date.parse(instant) - now
  const [unit, length] = UNITS.find(([, size]) => Math.abs(ms) >= size) ?? ['minute', 60_000]
  return new Intl.RelativeTimeFormat(locale).format(Math.trunc(ms / length), unit)
}

/** An instant for a table: 11/24 18:05, with the year when it is not this one. */
export function shortTime(instant: string, now: number, locale: string): string {
  const at = Date.parse(instant)
  const sameYear = beijingYear.format(at) === beijingYear.format(now)
  return new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    ...(!sameYear && { year: 'numeric' }),
    month: locale === 'en' ? 'short' : '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** What is left until an instant as m:ss; 0:00 once it has passed. */
export function countdown(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** How long ago something was, in whole units of its largest: 3 days, 5小时. */
export function age(since: string, now: number, locale: string): string {
  const ms = Math.max(0, now - Date.parse(since))
  const [unit, length] = UNITS.find(([, size]) => ms >= size) ?? ['minute', 60_000]
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.trunc(ms / length),
  )
}
