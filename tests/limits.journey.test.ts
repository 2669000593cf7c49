import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { HolderCertificate } from '../api/holders/certificates.ts'
import { openDatabase, type Connection } from '../db/database.ts'
import { certificates } from '../db/schema/certificates.ts'
import { codeRules } from '../domain/verification-codes.ts'
import { codeAfter, signedIn, until } from './actors.ts'
import { callerAt, startBehindProxy } from './behind-a-proxy.ts'
import { keyHolder, phonesRest } from './key-holder.ts'
import { readWorld } from './sandbox-world.ts'

// Limits as callers meet them: two processes of the API behind a reverse proxy, strangers at addresses of their own.

const env = inject('environment') as NodeJS.ProcessEnv
const place = { site: inject('site'), sandbox: inject('sandbox'), env }
let connection: Connection
let proxied: Awaited<ReturnType<typeof startBehindProxy>>

beforeAll(async () => {
  process.env.FINGERPRINT_KEY = env.FINGERPRINT_KEY
  connection = openDatabase(env.DATABASE_URL)
  proxied = await startBehindProxy(env)
})
afterAll(async () => {
  await proxied?.stop()
  await connection?.close()
})

const at = (address: string) => callerAt(proxied.site, address)

/** How often each status came. */
async function tally(answers: Promise<{ status: number }>[]) {
  const counts: Record<number, number> = {}
  for (const { status } of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe('a limit holds across processes, for each caller by itself', () => {
  const begin = (from: string) => at(from)('POST', '/api/applications', { product: 'organisationUkey' })

  it('of a route', async () => {
    const counts = await tally(Array.from({ length: 30 }, () => begin('127.0.0.2')))
    expect(counts).toEqual({ 201: 20, 429: 10 })
    expect((await begin('127.0.0.3')).status).toBe(201)
  })

  it('of staff sign-in, whoever they say they are', async () => {
    let names = 0
    const guess = (from: string) =>
      at(from)('POST', '/api/auth/sign-in/username', {
        username: `nobody${++names}`,
        password: 'not the password',
      })
    const counts = await tally(Array.from({ length: 40 }, () => guess('127.0.0.2')))
    expect(counts).toEqual({ 401: 30, 429: 10 })
    expect((await guess('127.0.0.3')).status).toBe(401)
  })
})

describe('挂失, while strangers who know the public identifier try to close it', { timeout: 240_000 }, () => {
  const gate = '/api/holder/codes'
  type Asked = { queryId: string }

  /** For the phones and for whoever asks. */
  async function minutePasses() {
    await connection.db.execute(
      sql`update verification_codes set created_at = created_at - interval '61 seconds'`,
    )
    await connection.db.execute(sql`update rate_limits set expire = expire - interval '61 seconds'`)
  }

  it('the operator gets through; when the phone has had its codes, the legal representative does', async () => {
    const residents = (await readWorld(place.sandbox)).organisations.filter(
      ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
    )
    const staff = {
      reviewer: await signedIn(place, 'reviewer'),
      keyStation: await signedIn(place, 'keyStation'),
    }
    const { organisation, serial } = await keyHolder(place, residents.at(-1)!, staff)
    const { uscc: identifier, operator, legalRepresentative: legal } = organisation
    await phonesRest(connection.db)
    const sentTo = async (phone: string) =>
      (await readWorld(place.sandbox)).messages.filter(
        (sms) => sms.phone === phone && /用于挂失、?或?补办/.test(sms.text),
      ).length
    const before = await sentTo(operator.phone)

    /** Asks as often as is let, guesses at each code, and is told to wait a day at last. */
    async function attack(address: string) {
      for (let asked = 0; asked < codeRules.perAskerPerDay; asked++) {
        const stranger = at(address)
        const known = await sentTo(operator.phone)
        const { status, body } = await stranger('POST', gate, { identifier })
        expect(status).toBe(202)
        expect((await stranger('POST', gate, { identifier })).code).toBe('tooSoon')
        await until(async () => (await sentTo(operator.phone)) > known, 'the code')
        const guesses = []
        for (let guess = 0; guess <= codeRules.tries; guess++) {
          guesses.push(
            (await stranger('POST', `${gate}/${(body as Asked).queryId}`, { code: '000000' })).code,
          )
        }
        expect(guesses).toEqual([...Array(codeRules.tries).fill('codeWrong'), 'codeTriesOut'])
        await minutePasses()
      }
      expect((await at(address)('POST', gate, { identifier })).code).toBe('queryLimit')
      await minutePasses()
    }

    /** Asks for a code, types it, sees the certificates. */
    async function enter(to: string, phone: string, address: string) {
      const me = at(address)
      let queryId = ''
      const send = async () => void ({ queryId } = (await me('POST', gate, { identifier, to })).body as Asked)
      const code = await codeAfter(place, phone, send, /验证码(\d{6})，用于挂失/)
      const { status, body } = await me('POST', `${gate}/${queryId}`, { code })
      expect(status).toBe(200)
      return { me, mine: body as HolderCertificate[] }
    }

    await attack('127.0.0.2')
    const { me, mine } = await enter('operator', operator.phone, '127.0.0.3')
    const lost = mine.find(({ tokenSerial }) => tokenSerial === serial)!
    const reported = await me('POST', '/api/loss-reports', { certificateIds: [lost.id] })
    expect(reported.status).toBe(201)
    await until(async () => {
      const [row] = await connection.db.select().from(certificates).where(eq(certificates.id, lost.id))
      return row?.state === 'held'
    }, 'the hold')

    // Many strangers use up what one phone may get in a day.
    await minutePasses()
    for (let sent = (await sentTo(operator.phone)) - before; sent < codeRules.perPhonePerDay; sent++) {
      const known = await sentTo(operator.phone)
      expect((await at(`127.0.1.${sent + 1}`)('POST', gate, { identifier })).status).toBe(202)
      await until(async () => (await sentTo(operator.phone)) > known, 'the code')
      await minutePasses()
    }
    expect((await at('127.0.0.3')('POST', gate, { identifier })).status).toBe(202)
    const byLegal = await enter('legalRepresentative', legal.phone, '127.0.0.3')
    expect(byLegal.mine.map(({ id }) => id)).toContain(lost.id)
    expect((await sentTo(operator.phone)) - before).toBe(codeRules.perPhonePerDay)
  })
})
