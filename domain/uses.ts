import { beijingDate } from './working-days.ts'

// Rules of 使用清单: what hosted certificates were used for, mailed to their holder each month.

export const usesMailRules = {
  /** In how many days its recipient confirms the address. */
  confirmDays: 7,
  /** How often a day the holder may ask for it: each time a mail goes to an address that somebody typed. */
  asksPerDay: 5,
  /** Uses of one certificate that are listed, the latest. */
  most: 500,
} as const

/** The month in Beijing before that of an instant: YYYY-MM. */
export function monthBefore(at: Date): string {
  const first = Date.parse(`${beijingDate(at).slice(0, 7)}-01T00:00:00+08:00`)
  return beijingDate(new Date(first - 1)).slice(0, 7)
}

/** When a month (YYYY-MM) begins in Beijing, and when the next does. */
export function monthSpan(month: string): { from: Date; to: Date } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
  return { from: new Date(`${month}-01T00:00:00+08:00`), to: new Date(`${next}T00:00:00+08:00`) }
}
