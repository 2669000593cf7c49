import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { freePorts } from '../bin/installation.ts'
import { preparePostgres } from '../bin/postgres.ts'
import { Supervisor } from '../bin/supervisor.ts'

/** One real Postgres for all unit tests; a test file makes its own database in it (TEST_DATABASE_URL). */
export default async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-test-'))
  const { postgres: port } = await freePorts()
  const url = `postgres://yinxin:test@127.0.0.1:${port}/postgres`
  const supervisor = new Supervisor(folder)
  await supervisor.start({
    name: 'postgres',
    ...preparePostgres(folder, port, 'test'),
    stopSignal: 'SIGINT',
    ready: async () => {
      const sql = postgres(url, { max: 1, connect_timeout: 1 })
      return sql`select 1`.then(() => true).finally(() => sql.end())
    },
  })
  process.env.TEST_DATABASE_URL = url
  return async () => {
    await supervisor.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
