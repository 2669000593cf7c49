import { fileURLToPath } from 'node:url'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { openDatabase, type Database } from './database.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Brings a database to the newest schema. Safe to run twice. */
export async function migrateDatabase(db: Database): Promise<void> {
  await migrate(db, { migrationsFolder })
}

if (import.meta.main) {
  const { db, close } = openDatabase()
  await migrateDatabase(db)
  await close()
}
