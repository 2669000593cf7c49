import { sql as query } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { config } from '../config.ts'
import { withPassword } from './roles.ts'
import * as apiClients from './schema/api-clients.ts'
import * as audit from './schema/audit.ts'
import * as bank from './schema/bank.ts'
import * as certificates from './schema/certificates.ts'
import * as evidence from './schema/evidence.ts'
import * as limits from './schema/limits.ts'
import * as money from './schema/money.ts'
import * as orders from './schema/orders.ts'
import * as persons from './schema/persons.ts'
import * as proofing from './schema/proofing.ts'
import * as relations from './schema/relations.ts'
import * as review from './schema/review.ts'
import * as revocations from './schema/revocations.ts'
import * as seals from './schema/seals.ts'
import * as signing from './schema/signing.ts'
import * as webhooks from './schema/webhooks.ts'
import * as shipping from './schema/shipping.ts'
import * as staff from './schema/staff.ts'
import * as unlocks from './schema/unlocks.ts'

export const schema = {
  ...apiClients,
  ...audit,
  ...bank,
  ...certificates,
  ...evidence,
  ...limits,
  ...money,
  ...orders,
  ...persons,
  ...proofing,
  ...relations,
  ...review,
  ...signing,
  ...webhooks,
  ...revocations,
  ...seals,
  ...shipping,
  ...staff,
  ...unlocks,
}

/** The password may stand in the address or be told apart, which suits a secret in a file of its own. */
function configuredUrl(): string {
  const { DATABASE_URL, DATABASE_PASSWORD } = config('database')
  return withPassword(DATABASE_URL, DATABASE_PASSWORD)
}

/** A driver, or one in a transaction, as drizzle uses it. */
type Driver = Pick<postgres.ISql, 'unsafe'> &
  Partial<Record<'begin' | 'savepoint', (work: (inner: Driver) => unknown) => Promise<unknown>>>

/**
 * Lets each connection prepare a statement once, by its text: drizzle asks for that only where a query has a name, and
 * Postgres would parse and plan each anew. Half the time of a query, a quarter of our own CPU.
 */
function preparing<Sql>(sql: Sql): Sql {
  const driver = sql as Driver
  const { unsafe } = driver
  driver.unsafe = (text, parameters, options) => unsafe(text, parameters, { ...options, prepare: true })
  for (const scope of ['begin', 'savepoint'] as const) {
    const open = driver[scope]
    if (open) driver[scope] = (work) => open((inner) => work(preparing(inner)))
  }
  return sql
}

/** Opens a pool of connections; `sql` is the driver below for LISTEN and for closing. */
export function openDatabase(url = configuredUrl()) {
  const sql = preparing(postgres(url, { max: 10, onnotice: () => undefined }))
  const db = drizzle(sql, { schema })
  return { db, sql, close: () => sql.end({ timeout: 5 }) }
}

export type Connection = ReturnType<typeof openDatabase>
export type Database = Connection['db']
/** A transaction takes the same queries as the database itself. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Whether the database answers a question now. */
export async function answers(db: Database): Promise<boolean> {
  return (await db.execute(query`select 1`)).length === 1
}

/** Lost or refused connections (postgres.js, Node), and a server that starts or stops (SQLSTATE class 57P). */
const AWAY = /^(CONNECTION_|CONNECT_TIMEOUT|ECONNRE|EPIPE|57P0[1-3])/

/** Whether something failed only because the database is away for the moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && AWAY.test(String(error.code))) || isDatabaseAway(error.cause)
}
