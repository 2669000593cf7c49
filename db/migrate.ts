import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Database } from './database.ts'
import { applyGrants } from './grants.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))
const guards = readFileSync(new URL('./guards.sql', import.meta.url), 'utf8')

/** Brings a database to the newest schema, and sets up what guards it and who may do what. Run by its owner; safe to run twice. */
export async function migrateDatabase(db: Database): Promise<void> {
  // Part of Postgres, and made by whoever owns the database: parts of names are found by it.
  await db.execute(sql`create extension if not exists pg_trgm`)
  await migrate(db, { migrationsFolder })
  await db.execute(sql.raw(guards))
  await db.transaction(applyGrants)
}
