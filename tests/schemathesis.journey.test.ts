import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Connection } from '../db/database.ts'
import { staffRoles } from '../domain/staff.ts'
import { calendarDays, reviewRules } from '../db/schema/review.ts'
import { Supervisor } from '../bin/supervisor.ts'
import { root } from '../bin/bootstrap.mjs'
import { actorOf, browser, signedIn, type Call } from './actors.ts'
import { startApi } from './behind-a-proxy.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { readWorld } from './sandbox-world.ts'

// Whatever the OpenAPI document lets somebody send, and what it does not: no answer is a fault of ours.

const SECONDS_EACH = 12
const place = installedPlace()
const folder = mkdtempSync(join(tmpdir(), 'yinxin-schemathesis-'))
const supervisor = new Supervisor(folder)

let api: string
let connection: Connection
let no: string
let desk: Call
let rules: (typeof reviewRules.$inferSelect)[]
let days: (typeof calendarDays.$inferSelect)[]

beforeAll(async () => {
  connection = openInstalledDatabase(place)
  rules = await connection.db.select().from(reviewRules)
  days = await connection.db.select().from(calendarDays)
  api = await startApi(supervisor, 'api-schemathesis', place.env)
  const { organisations } = await readWorld(place.sandbox)
  desk = browser(place.site)
  const begun = await desk('POST', '/api/applications', { product: 'organisationUkey' })
  no = begun.no
  const order = await actorOf(place, organisations[0]!, 'legalRepPhone', {
    ...{ call: desk, no },
    kind: 'newApplication',
  })
  await order.save()
})

afterAll(async () => {
  await supervisor.stop()
  // The rules as the other journeys know them.
  await connection.db.transaction(async (tx) => {
    await tx.delete(reviewRules)
    await tx.delete(calendarDays)
    if (rules.length > 0) await tx.insert(reviewRules).values(rules)
    if (days.length > 0) await tx.insert(calendarDays).values(days)
  })
  await connection.close()
  rmSync(folder, { recursive: true })
})

/** Runs schemathesis with these cookies. Gives what it said when some answer was a fault of ours. */
async function faults(cookie: string, ...more: string[]): Promise<string> {
  const args = [
    ...['run', `${api}/api/openapi.json`, '--url', api, '--no-color', '--max-time', String(SECONDS_EACH)],
    ...['--checks', 'not_a_server_error', '--phases', 'coverage,fuzzing', '--max-examples', '4'],
    ...['--seed', '1', '--generation-deterministic', '--no-shrink'],
    ...['--suppress-health-check', 'all', '--warnings', 'off', '--request-timeout', '60'],
    ...['--header', `Origin: ${place.site}`, ...(cookie ? ['--header', `Cookie: ${cookie}`] : [])],
    // A stream of events never ends; whoever signs out is nobody.
    ...['--exclude-path-regex', '/events$', '--exclude-path', '/api/auth/sign-out', ...more],
  ]
  const env = { ...process.env, SCHEMATHESIS_HOOKS: join(root, 'tests/schemathesis.py'), ORDER_NO: no }
  const program = process.env.SCHEMATHESIS
  if (!program) throw new Error('npm test names schemathesis')
  return promisify(execFile)(program, args, { env, cwd: folder, maxBuffer: 64 * 1024 * 1024 }).then(
    () => '',
    (error: { stdout?: string }) => error.stdout ?? String(error),
  )
}

it('nobody meets a fault of ours', async () => expect(await faults('')).toBe(''))

it('an applicant meets none', async () =>
  expect(await faults(desk.cookie(), '--exclude-path-regex', '^/api/ops/')).toBe(''))

it.each(staffRoles)('the role %s meets none in the console', async (role) => {
  const accounts = JSON.parse(readFileSync(place.env.STAFF_ACCOUNTS_FILE!, 'utf8')) as Record<
    string,
    string
  >[]
  const staff = await signedIn(place, accounts.find((account) => account.role === role)!.username!)
  await staff('GET', '/api/ops/me')
  expect(await faults(staff.cookie(), '--include-path-regex', '^/api/ops/')).toBe('')
})
