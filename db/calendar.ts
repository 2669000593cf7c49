import type { WorkingCalendar } from '../domain/working-days.ts'
import type { Database } from './database.ts'
import { calendarDays } from './schema/review.ts'

/** The announced calendar as it is stored now. A year counts as known when it has any announced day. */
export async function readCalendar(db: Database): Promise<WorkingCalendar> {
  const rows = await db.select().from(calendarDays)
  return {
    exceptions: new Map(rows.map((row) => [row.day, row.working])),
    knownYears: new Set(rows.map((row) => Number(row.day.slice(0, 4)))),
  }
}
