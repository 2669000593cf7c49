import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { openDatabase, type Connection } from '../db/database.ts'
import { callerAt, startBehindProxy } from './behind-a-proxy.ts'
import { phonesRest } from './key-holder.ts'

// Limits as callers meet them: two processes of the API behind a reverse proxy, strangers at addresses of their own.

const env = inject('environment') as NodeJS.ProcessEnv
let connection: Connection
let proxied: Awaited<ReturnType<typeof startBehindProxy>>

beforeAll(async () => {
  process.env.DATA_KEY = env.DATA_KEY
  process.env.FINGERPRINT_KEY = env.FINGERPRINT_KEY
  connection = openDatabase(env.DATABASE_URL)
  proxied = await startBehindProxy(env)
})
afterAll(async () => {
  await proxied?.stop()
  await connection?.close()
})
beforeEach(() => phonesRest(connection.db))

/** How often each status came. */
async function tally(answers: Promise<{ status: number }>[]) {
  const counts: Record<number, number> = {}
  for (const { status } of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe('a limit holds across processes, for each caller by itself', () => {
  const begin = (from: string) =>
    callerAt(proxied.site, from)('POST', '/api/applications', { product: 'organisationUkey' })

  it('of a route', async () => {
    const counts = await tally(Array.from({ length: 30 }, () => begin('127.0.0.2')))
    expect(counts).toEqual({ 201: 20, 429: 10 })
    expect((await begin('127.0.0.3')).status).toBe(201)
  })

  it('of staff sign-in', async () => {
    const guess = (from: string) =>
      callerAt(proxied.site, from)('POST', '/api/auth/sign-in/username', {
        username: 'nobody.of.us',
        password: 'not the password',
      })
    const counts = await tally(Array.from({ length: 40 }, () => guess('127.0.0.2')))
    expect(counts).toEqual({ 401: 30, 429: 10 })
    expect((await guess('127.0.0.3')).status).toBe(401)
  })
})
