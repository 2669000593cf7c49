import { randomBytes } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { URI, type TOTP } from 'otpauth'
import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../db/database.ts'
import { auditLog } from '../../db/schema/audit.ts'
import { addStaffMember } from '../../db/staff-auth.ts'
import { closeStaffAccount } from '../../db/staff.ts'
import { staffSignInRules } from '../../domain/staff-sign-in.ts'
import { callersRest, testDatabase } from '../../tests/test-database.ts'
import { buildServer } from '../server.ts'

const siteUrl = 'http://site.example'
const password = 'correct horse battery'
let connection: Connection
let app: Awaited<ReturnType<typeof buildServer>>
let members = 0

beforeAll(async () => {
  const secret = () => randomBytes(32).toString('base64')
  process.env.FINGERPRINT_KEY = secret()
  connection = await testDatabase()
  app = await buildServer({
    connection,
    temporal: {} as Client,
    settings: {
      siteUrl,
      trustedProxies: 1,
      sessionKey: secret(),
      authSecret: secret(),
      documentDir: '/nowhere',
      agentPorts: [16888],
      caAnswerUrl: 'http://127.0.0.1:9/',
      pkiUrl: siteUrl,
      policyArc: '1.3.6.1.4.1.32473.1',
    },
    logLevel: 'silent',
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await connection.close()
})
beforeEach(() => callersRest(connection.db))

/** Somebody of staff with an authenticator, and browsers to sign in from. */
async function member() {
  const username = `member${++members}`
  const { totpUri } = await addStaffMember(app.staffAuth, {
    username,
    name: '审核员',
    email: `${username}@yinxin.example`,
    role: 'reviewer',
    password,
  })
  const totp = URI.parse(totpUri) as TOTP
  return {
    username,
    code: (stepsAhead = 0) => totp.generate({ timestamp: Date.now() + stepsAhead * 30_000 }),
  }
}

let addresses = 0
/** A browser at an address of its own; keeps its cookies. */
function browser(cookies: Record<string, string> = {}) {
  const from = `203.0.113.${++addresses % 256}`
  const send = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const headers = { origin: siteUrl, 'x-forwarded-for': from }
    const answer = await app.inject({ method, url, headers, cookies, ...(payload && { payload }) })
    for (const { name, value } of answer.cookies) cookies[name] = value
    return { status: answer.statusCode, code: answer.json<{ code?: string } | null>()?.code }
  }
  return {
    send,
    password: (username: string, typed = password) =>
      send('POST', '/api/auth/sign-in/username', { username, password: typed }),
    code: (code: string) => send('POST', '/api/auth/two-factor/verify-totp', { code }),
    isIn: async () => (await send('GET', '/api/ops/me')).status === 200,
  }
}

/** What stands in the audit log of somebody, the newest first. */
async function audited(subject: string) {
  const rows = await connection.db.select().from(auditLog).orderBy(desc(auditLog.at))
  return rows.filter((row) => row.subject === subject).map(({ action }) => action)
}

describe('a one-time code', () => {
  it('signs in once, whoever has it besides', async () => {
    const { username, code } = await member()
    const [first, second, third] = [browser(), browser(), browser()]
    for (const each of [first, second, third]) expect((await each.password(username)).status).toBe(200)
    const answers = await Promise.all([first, second, third].map((each) => each.code(code())))
    expect(answers.map((answer) => answer.code ?? 'in').sort()).toEqual(['in', 'totpUsed', 'totpUsed'])
    const inside = await Promise.all([first, second, third].map((each) => each.isIn()))
    expect(inside.filter(Boolean)).toHaveLength(1)
  })
})

describe('wrong passwords', () => {
  it('from many addresses have to wait, and so has the right one from there', async () => {
    const { username } = await member()
    const answers = []
    for (let guess = 0; guess < staffSignInRules.wrongPasswords + 2; guess++) {
      answers.push((await browser().password(username, 'a wrong password')).status)
    }
    expect(answers).toEqual([...Array(staffSignInRules.wrongPasswords).fill(401), 429, 429])
    expect(await browser().password(username)).toEqual({ status: 429, code: 'tooManyRequests' })
  })

  it('of strangers keep nobody out of the browser that they have signed in from before', async () => {
    const { username, code } = await member()
    const own: Record<string, string> = {}
    const before = browser(own)
    await before.password(username)
    expect((await before.code(code())).status).toBe(200)
    await before.send('POST', '/api/auth/sign-out', {})
    for (let guess = 0; guess <= staffSignInRules.wrongPasswords; guess++) {
      await browser().password(username, 'a wrong password')
    }
    const back = browser(own)
    expect((await back.password(username)).status).toBe(200)
    expect((await back.code(code(1))).status).toBe(200)
  })

  it('are counted there too, and a proof of another account counts for nothing', async () => {
    const [one, other] = [await member(), await member()]
    const cookies: Record<string, string> = {}
    const known = browser(cookies)
    await known.password(one.username)
    await known.code(one.code())
    const guess = (username: string) => browser(cookies).password(username, 'a wrong password')
    for (const { username } of [one, other]) {
      for (let times = 0; times < staffSignInRules.wrongPasswords; times++) await guess(username)
      expect((await guess(username)).status).toBe(429)
    }
    // The other account's were counted where everybody's are.
    expect((await browser().password(other.username)).status).toBe(429)
    expect((await browser().password(one.username)).status).toBe(200)
  })
})

describe('the audit log', () => {
  it('tells who signed in, who was refused and who had to wait, and nothing that was typed', async () => {
    const { username, code } = await member()
    const subject = `staff:${username}`
    const me = browser()
    await me.password(username, 'a wrong password')
    await me.password(username)
    await me.code('000000')
    await me.code(code())
    expect(await audited(subject)).toEqual(['staff.signedIn', 'staff.signInRefused', 'staff.signInRefused'])
    for (let guess = 0; guess < staffSignInRules.wrongPasswords + 5; guess++) {
      await browser().password(username, 'a wrong password')
    }
    expect((await audited(subject)).filter((action) => action === 'staff.signInSlowed')).toHaveLength(1)

    await browser().password('my-secret-typed-as-name', 'a wrong password')
    expect(await audited('staff:unknown')).toContain('staff.signInRefused')
    const rows = JSON.stringify(await connection.db.select().from(auditLog))
    expect(rows).not.toMatch(/a wrong password|my-secret|203\.0\.113/)
  })
})

describe('an account that is closed', () => {
  it('is signed out at once and signs in no more', async () => {
    const { username, code } = await member()
    const me = browser()
    await me.password(username)
    await me.code(code())
    expect(await me.isIn()).toBe(true)
    expect(await closeStaffAccount(connection.db, username)).toBe(true)
    expect(await me.isIn()).toBe(false)
    expect(await browser().password(username)).toEqual({ status: 403, code: 'accountClosed' })
    expect(await closeStaffAccount(connection.db, 'nobody')).toBe(false)
    expect(await audited(`staff:${username}`)).toContain('staff.closed')
  })
})
