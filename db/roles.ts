import postgres from 'postgres'
import { config } from '../config.ts'

// Who works in the database: the owner of everything in it, by whom migrations and the operator's commands run, and one
// role for each process, which may do what db/grants.ts says. `node db/roles.ts` makes them; none is a superuser.

export const processRoles = ['api', 'business', 'ca', 'keyStation', 'signing'] as const
export type ProcessRole = (typeof processRoles)[number]
export type DatabaseRole = 'owner' | ProcessRole

const suffix: Record<DatabaseRole, string> = {
  owner: 'owner',
  api: 'api',
  business: 'business',
  ca: 'ca',
  keyStation: 'key_station',
  signing: 'signing',
}

/** A role belongs to the whole server, so its name begins with that of its database. */
export function roleName(database: string, role: DatabaseRole): string {
  return `${database}_${suffix[role]}`
}

/** An address of a database with a password in it, where one is given apart. */
export function withPassword(url: string, password?: string): string {
  const address = new URL(url)
  if (password) address.password = password
  return address.href
}

/** The address of a database for another role. */
export function urlAs(url: string, role: DatabaseRole, password: string): string {
  const address = new URL(withPassword(url, password))
  address.username = roleName(address.pathname.slice(1), role)
  return address.href
}

export interface Administration {
  /** The database that is to be, by an account that may make databases and roles. */
  url: string
  /** What each role signs in by. */
  passwords: Record<DatabaseRole, string>
}

/** Makes database and roles where they are not there, and sets the passwords. Safe to run again. */
export async function makeRoles({ url, passwords }: Administration): Promise<void> {
  const database = new URL(url).pathname.slice(1)
  const owner = roleName(database, 'owner')
  const sql = postgres(url, { database: 'postgres', max: 1, connect_timeout: 5, onnotice: () => undefined })
  // Statements that make things take no parameters: Postgres itself quotes the values.
  const run = async (statement: string, ...values: string[]) => {
    const [row] = await sql<
      { text: string }[]
    >`select format(${statement}, variadic ${values}::text[]) as text`
    await sql.unsafe(row!.text)
  }
  try {
    for (const [role, secret] of Object.entries(passwords) as [DatabaseRole, string][]) {
      const name = roleName(database, role)
      const known = await sql`select from pg_roles where rolname = ${name}`
      await run(`${known.length > 0 ? 'alter' : 'create'} role %I login password %L`, name, secret)
    }
    const known = await sql`select from pg_database where datname = ${database}`
    await run(
      known.length > 0 ? 'alter database %I owner to %I' : 'create database %I owner %I',
      database,
      owner,
    )
    await run('revoke all on database %I from public', database)
    for (const role of processRoles) {
      await run('grant connect on database %I to %I', database, roleName(database, role))
    }
  } finally {
    await sql.end()
  }
}

if (import.meta.main) {
  const settings = config('databaseAdministration')
  await makeRoles({
    url: withPassword(settings.DATABASE_ADMIN_URL, settings.DATABASE_ADMIN_PASSWORD),
    passwords: {
      owner: settings.DATABASE_OWNER_PASSWORD,
      api: settings.DATABASE_API_PASSWORD,
      business: settings.DATABASE_BUSINESS_PASSWORD,
      ca: settings.DATABASE_CA_PASSWORD,
      keyStation: settings.DATABASE_KEY_STATION_PASSWORD,
      signing: settings.DATABASE_SIGNING_PASSWORD,
    },
  })
}
