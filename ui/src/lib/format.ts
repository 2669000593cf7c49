// How times and amounts are shown. Beijing time always, whatever the reader's clock says.

const ZONE = 'Asia/Shanghai'

/** The digits of a code, however it was typed or pasted. */
export const digitsOf = (typed: string) => typed.normalize('NFKC').replace(/\D/g, '')

/** An instant with minutes: 2026年11月24日 18:05. */
export function dateTime(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    dateStyle: locale === 'zh-CN' ? 'long' : 'medium',
    timeStyle: 'short',
  }).format(new Date(instant))
}

/** The day of an instant. */
export function day(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    dateStyle: locale === 'zh-CN' ? 'long' : 'medium',
  }).format(new Date(instant))
}

/** The time of day of an instant. */
export function clock(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, timeStyle: 'short' }).format(new Date(instant))
}

/** Fen as yuan: 40000 → 400.00. */
export function yuan(fen: number): string {
  return new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, useGrouping: false }).format(fen / 100)
}

/** Whole seconds from now until an instant, never below zero. */
export function secondsUntil(instant: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000))
}

/** Seconds as minutes and seconds: 125 → 2:05; with hours from one hour on: 1:02:05. */
export function countdown(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`
}
