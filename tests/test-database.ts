import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { openDatabase, type Connection } from '../db/database.ts'
import { migrateDatabase } from '../db/migrate.ts'

/** A database of its own, with the newest schema, in the Postgres that the unit tests share. Close it at the end. */
export async function testDatabase(): Promise<Connection & { url: string }> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests by npm test')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const sql = postgres(server, { max: 1 })
  await sql`create database ${sql(name)}`
  await sql.end()
  const url = server.replace(/\/postgres$/, `/${name}`)
  const connection = openDatabase(url)
  await migrateDatabase(connection.db)
  return { ...connection, url }
}
