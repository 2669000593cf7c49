import { and, asc, eq, gte, lt } from 'drizzle-orm'
import type { WorkingCalendar } from '../domain/working-days.ts'
import { audit } from './audit.ts'
import type { Database, Transaction } from './database.ts'
import { calendarDays } from './schema/review.ts'

/**
 * The announced calendar as it is stored now, for counting from an instant on: all that follows, and the year before it,
 * since a reminder is counted back. A year counts as known when it has any announced day.
 */
export async function readCalendar(db: Database | Transaction, from: Date): Promise<WorkingCalendar> {
  const rows = await db
    .select({ day: calendarDays.day, working: calendarDays.working })
    .from(calendarDays)
    .where(gte(calendarDays.day, `${from.getUTCFullYear() - 1}-01-01`))
  return {
    exceptions: new Map(rows.map((row) => [row.day, row.working])),
    knownYears: new Set(rows.map((row) => Number(row.day.slice(0, 4)))),
  }
}

/** The announced days of a year, in order; none: the year is not announced yet. */
export async function calendarOfYear(db: Database, year: number) {
  return db
    .select()
    .from(calendarDays)
    .where(and(gte(calendarDays.day, `${year}-01-01`), lt(calendarDays.day, `${year + 1}-01-01`)))
    .orderBy(asc(calendarDays.day))
}

/** Sets a day (YYYY-MM-DD) against the plain week; `by`: user name of who says so. */
export async function setCalendarDay(
  db: Database,
  day: string,
  as: { working: boolean; name: string },
  by: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(calendarDays)
      .values({ day, ...as })
      .onConflictDoUpdate({ target: calendarDays.day, set: as })
    await audit(tx, { actor: `staff:${by}`, action: 'calendar.set', subject: day, detail: as })
  })
}

/** Lets a day be what it is in the plain week. */
export async function unsetCalendarDay(db: Database, day: string, by: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(calendarDays).where(eq(calendarDays.day, day))
    await audit(tx, { actor: `staff:${by}`, action: 'calendar.unset', subject: day })
  })
}
