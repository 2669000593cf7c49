import { randomUUID } from 'node:crypto'
import { openDatabase, type Connection, type Database } from '../db/database.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { makeRoles, urlAs, type DatabaseRole } from '../db/roles.ts'
import { rateLimits } from '../db/schema/limits.ts'

const passwords: Record<DatabaseRole, string> = {
  owner: 'owner',
  api: 'api',
  business: 'business',
  ca: 'ca',
  keyStation: 'station',
  signing: 'signing',
}

/**
 * A database of its own, with the newest schema, in the Postgres that the unit tests share, opened by its owner;
 * `urlOf` gives its address for any role. Close it at the end.
 */
export async function testDatabase(): Promise<Connection & { urlOf: (role: DatabaseRole) => string }> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests by npm test')
  const url = server.replace(/\/postgres$/, `/test_${randomUUID().replaceAll('-', '')}`)
  await makeRoles({ url, passwords })
  const urlOf = (role: DatabaseRole) => urlAs(url, role, passwords[role])
  const connection = openDatabase(urlOf('owner'))
  await migrateDatabase(connection.db)
  return { ...connection, urlOf }
}

/** As if nobody had asked the API for anything lately: callers live in real time, also where days are skipped. */
export async function callersRest(db: Database): Promise<void> {
  await db.delete(rateLimits)
}
