import { sql } from 'drizzle-orm'
import { check, timestamp, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core'

/** An instant, stored in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Time-ordered primary key made by Postgres. */
export const id = () =>
  uuid('id')
    .primaryKey()
    .default(sql`uuidv7()`)

/** When the row came in. */
export const createdAt = () => instant('created_at').notNull().defaultNow()

/** Words of the domain as they stand in SQL: 'renewal', 'unlock'. */
export const listed = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(', '))

/** A constraint: the column holds one of these words. */
export const oneOf = (column: AnyPgColumn, words: readonly string[], name: string) =>
  check(name, sql`${column} in (${listed(words)})`)
