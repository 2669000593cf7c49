// Working days of the Chinese calendar, counted in Beijing. Pure: the State Council's yearly schedule comes in
// as data, because bridging days and make-up Saturdays are announced only a few weeks before a year begins.

/** Days that differ from the plain week: date (YYYY-MM-DD, Beijing) → true when people work on it. */
export interface WorkingCalendar {
  exceptions: ReadonlyMap<string, boolean>
  /** Years whose schedule has been announced and loaded. */
  knownYears: ReadonlySet<number>
}

/** Fixed statutory holidays (放假办法, 2024-11-10) that hold in a year whose schedule is not yet known. */
const STATUTORY = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])

const DAY = 86_400_000
const BEIJING = 8 * 3_600_000

/** The Beijing calendar date of an instant, YYYY-MM-DD. */
export function beijingDate(instant: Date): string {
  return new Date(instant.getTime() + BEIJING).toISOString().slice(0, 10)
}

/** The Beijing date and second of an instant, YYYY-MM-DD HH:mm:ss. */
export function beijingSecond(instant: Date): string {
  return new Date(instant.getTime() + BEIJING).toISOString().slice(0, 19).replace('T', ' ')
}

/** The same to the minute, YYYY-MM-DD HH:mm. */
export function beijingTime(instant: Date): string {
  return beijingSecond(instant).slice(0, 16)
}

/** True when people work on this Beijing date. */
export function isWorkingDay(date: string, calendar: WorkingCalendar): boolean {
  const exception = calendar.exceptions.get(date)
  if (exception !== undefined) return exception
  const known = calendar.knownYears.has(Number(date.slice(0, 4)))
  if (!known && STATUTORY.has(date.slice(5))) return false
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** When a period of working days ends, and whether the calendar it rests on has been announced. */
export interface DueDate {
  /** Last second of the last day, Beijing, as a UTC instant. */
  dueAt: Date
  provisional: boolean
}

/** Adds working days to an instant; the day of the event does not count (Civil Code art. 201). */
export function addWorkingDays(from: Date, days: number, calendar: WorkingCalendar): DueDate {
  let day = Date.parse(`${beijingDate(from)}T00:00:00Z`)
  let provisional = false
  for (let left = days; left > 0;) {
    day += DAY
    const date = new Date(day).toISOString().slice(0, 10)
    provisional ||= !calendar.knownYears.has(Number(date.slice(0, 4)))
    if (isWorkingDay(date, calendar)) left--
  }
  return { dueAt: new Date(day + DAY - 1000 - BEIJING), provisional }
}

/** Working days that are left of a period at an instant, today not counted: what a pause gives back afterwards. */
export function workingDaysLeft(at: Date, dueAt: Date, calendar: WorkingCalendar): number {
  let left = 0
  for (let day = Date.parse(`${beijingDate(at)}T00:00:00Z`) + DAY; ; day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10)
    if (date > beijingDate(dueAt)) return left
    if (isWorkingDay(date, calendar)) left++
  }
}

/** The morning (09:00 Beijing) of the working day that lies so many working days before a due date. */
export function workingDaysBefore(dueAt: Date, days: number, calendar: WorkingCalendar): Date {
  let day = Date.parse(`${beijingDate(dueAt)}T00:00:00Z`)
  for (let left = days; left > 0;) {
    day -= DAY
    if (isWorkingDay(new Date(day).toISOString().slice(0, 10), calendar)) left--
  }
  return new Date(day + 9 * 3_600_000 - BEIJING)
}
