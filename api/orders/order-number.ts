import { sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { orderNumbers } from '../../db/schema/orders.ts'
import { beijingDate } from '../../domain/working-days.ts'

/** The day in Beijing and a number that is unique over all days: 20261124-000017. */
export async function nextOrderNumber(db: Database): Promise<string> {
  const [row] = await db.execute<{ number: string }>(sql`select nextval(${orderNumbers.seqName}) as number`)
  return `${beijingDate(new Date()).replaceAll('-', '')}-${String(row!.number).padStart(6, '0')}`
}
