import { and, asc, eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { savedFilters } from './schema/staff.ts'

/** The filters that a person of staff keeps, by name. */
export async function savedFiltersOf(db: Database, username: string) {
  return db
    .select({
      id: savedFilters.id,
      list: savedFilters.list,
      name: savedFilters.name,
      query: savedFilters.query,
    })
    .from(savedFilters)
    .where(eq(savedFilters.username, username))
    .orderBy(asc(savedFilters.name))
}

/** Keeps a filter; one of the same name in the same list gives way. */
export async function keepFilter(db: Database, filter: typeof savedFilters.$inferInsert): Promise<void> {
  const { username, list, name } = filter
  await db.transaction(async (tx) => {
    await tx
      .delete(savedFilters)
      .where(
        and(eq(savedFilters.username, username), eq(savedFilters.list, list), eq(savedFilters.name, name)),
      )
    await tx.insert(savedFilters).values(filter)
  })
}

/** Keeps a filter of this person no longer. */
export async function removeFilter(db: Database, username: string, id: string): Promise<void> {
  await db.delete(savedFilters).where(and(eq(savedFilters.id, id), eq(savedFilters.username, username)))
}
