import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { freePorts } from '../bin/installation.ts'
import { preparePostgres } from '../bin/postgres.ts'

/** One real Postgres for all unit tests; a test file makes its own database in it (TEST_DATABASE_URL). */
export default async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-test-'))
  mkdirSync(folder, { recursive: true })
  const { postgres: port } = await freePorts()
  const { command, args, user } = preparePostgres(folder, port, 'test')
  const server = spawn(command, args, { ...user, cwd: '/', stdio: 'ignore' })
  const url = `postgres://yinxin:test@127.0.0.1:${port}/postgres`
  for (let tries = 0; tries < 100; tries++) {
    const sql = postgres(url, { max: 1, connect_timeout: 1 })
    const up = await sql`select 1`.then(
      () => true,
      () => false,
    )
    await sql.end()
    if (up) break
    await sleep(100)
  }
  process.env.TEST_DATABASE_URL = url
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
