import { getTableName, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import { openDatabase, schema, type Connection } from './database.ts'
import { evidenceTables } from './evidence.ts'
import { grants } from './grants.ts'
import { processRoles } from './roles.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
const connections = new Map<string, Connection>()

beforeAll(async () => {
  database = await testDatabase()
  for (const role of processRoles) connections.set(role, openDatabase(database.urlOf(role)))
})

afterAll(async () => {
  for (const { close } of [...connections.values(), database]) await close()
})

describe('roles of the database', () => {
  it('says of every table who may do what with it', async () => {
    const tables = await database.sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(grants).sort())
  })

  it('lets the business worker read what evidence is gathered from', () => {
    const tables = evidenceTables.map((name) => getTableName(schema[name]))
    expect(tables.filter((name) => !grants[name].business?.includes('s'))).toEqual([])
  })

  it('lets nobody be a superuser, make roles or databases, or own what it uses', async () => {
    for (const role of ['owner', ...processRoles] as const) {
      const { sql: as, close } =
        role === 'owner' ? openDatabase(database.urlOf(role)) : connections.get(role)!
      const [row] = await as`
        select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as mighty,
          exists (select from pg_tables where schemaname = 'public' and tableowner = current_user) as owns
        from pg_roles where rolname = current_user`
      expect({ role, ...row }).toEqual({ role, mighty: false, owns: role === 'owner' })
      if (role === 'owner') await close()
    }
  })

  const refused: [string, (typeof processRoles)[number], string][] = [
    ['the API makes no staff account', 'api', `insert into "user" (id) values ('x')`],
    ['the API lifts no hold', 'api', `update certificates set state = 'active'`],
    ['the API reads no certificate password', 'api', 'select * from secrets_in_transit'],
    ['the API changes no table', 'api', 'alter table orders add column x text'],
    ['the business worker reads no sessions of staff', 'business', 'select * from session'],
    ['the business worker unmakes no booking', 'business', 'delete from ledger_entries'],
    ['the CA pays nothing', 'ca', `update payments set state = 'paid'`],
    ['the key station reads no form', 'keyStation', 'select * from order_forms'],
    ['the key station makes no certificate', 'keyStation', 'insert into certificates default values'],
  ]
  it.each(refused)('%s', async (_rule, role, statement) => {
    const { db } = connections.get(role)!
    await expect(db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('lets the API lock a certificate that it may not change', async () => {
    await connections.get('api')!.sql`select id from certificates for update`
  })
})
