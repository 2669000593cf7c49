import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import postgres from 'postgres'
import { freePorts } from '../bin/installation.ts'
import { preparePostgres } from '../bin/postgres.ts'
import { Supervisor } from '../bin/supervisor.ts'
import { testFolder } from './test-folder.ts'

/** One real Postgres for all unit tests; a test file makes its own database in it (TEST_DATABASE_URL). */
export default async function setup() {
  const folder = testFolder()
  const { postgres: port } = await freePorts()
  const url = `postgres://postgres:test@127.0.0.1:${port}/postgres`
  const supervisor = new Supervisor(folder)
  const local = preparePostgres(folder, port, 'test')
  // A test file, and each process of a scenario, has a pool of 10, and a few to listen and to migrate: 60 for each core.
  const connections = Math.max(120, 60 * availableParallelism())
  await supervisor.start({
    name: 'postgres',
    ...local,
    args: [...local.args, '-c', `max_connections=${connections}`],
    stopSignal: 'SIGINT',
    ready: async () => {
      const sql = postgres(url, { max: 1, connect_timeout: 1 })
      return sql`select 1`.then(() => true).finally(() => sql.end())
    },
  })
  process.env.TEST_DATABASE_URL = url
  process.env.AUDIT_KEY = randomBytes(32).toString('base64')
  return async () => {
    await supervisor.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
