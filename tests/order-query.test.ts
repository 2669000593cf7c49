import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSummary } from '../api/orders/order-schema.ts'
import { fingerprint } from '../db/encryption.ts'
import { verificationCodes } from '../db/schema/proofing.ts'
import type { CodeReceiver } from '../domain/verification-codes.ts'
import { applicant, browser, memoCode, until, type Call, type Refused } from './actors.ts'
import { phonesRest } from './key-holder.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// Order query: who opens what, and what nobody learns. Real API, workers, database and SMS.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let organisations: Sandbox['organisations']

beforeAll(async () => {
  place = await startSkippingInstallation()
  const residents = (await readWorld(place.sandbox)).organisations
  organisations = residents.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
}, 120_000)
afterAll(() => place?.stop())

/** There are few: the days between the tests make each as good as new. */
const someone = (turn: number) => organisations[turn % organisations.length]!

let day = 0
beforeEach(async () => {
  // Phones and callers have limits per minute and day.
  clock = await place.withClock()
  await clock.skip(`${++day * 2} days`)
}, 60_000)
afterEach(() => clock.end(), 60_000)

type Question = {
  holder: 'organisation' | 'person'
  identifier: string
  to: CodeReceiver
}

const ask = (call: Call, question: Question) =>
  call<{ queryId: string }>('POST', '/api/order-queries', question)
const open = (call: Call, queryId: string, code: string) =>
  call<OrderSummary[]>('POST', `/api/order-queries/${queryId}`, { code })

/** Asks, reads the code on a phone, opens. */
async function query(call: Call, question: Question, phone: string) {
  const messages = async () =>
    (await readWorld(place.sandbox)).messages.filter(
      ({ phone: to, text }) => to === phone && /查询/.test(text),
    )
  const known = (await messages()).length
  const { queryId } = await ask(call, question)
  const text = await until(async () => {
    const all = await messages()
    return all.length > known && all[0]!.text
  }, 'the code')
  return open(call, queryId, /验证码(\d{6})/.exec(text)![1]!)
}

const numbers = (found: OrderSummary[]) => found.map(({ no }) => no).sort()
const other = {
  name: '钱多多',
  idNumber: '110101199003070935',
  phone: '13911110001',
  email: 'qian@example.com',
}

describe('opens orders', () => {
  it('each operator’s own by the code on their phone, all of them for the legal representative', async () => {
    const organisation = someone(0)
    const { uscc, operator, legalRepresentative } = organisation
    const first = await applicant(place, organisation)
    await first.save()
    await first.prove()
    const second = await applicant(place, { ...organisation, operator: other })
    await second.save()

    const ofOrganisation = { holder: 'organisation', identifier: uscc } as const
    const call = browser(place.site)
    // What was never proved diverts no code from what was.
    const found = await query(call, { ...ofOrganisation, to: 'operator' }, operator.phone)
    expect(numbers(found)).toEqual([first.no])
    expect((await call('GET', first.path)).form).toMatchObject({ operator: { phone: operator.phone } })
    await expect(call('GET', second.path)).rejects.toThrow('404')

    const person = { holder: 'person', identifier: other.idNumber, to: 'operator' } as const
    expect(numbers(await query(browser(place.site), person, other.phone))).toEqual([second.no])

    // The code that proved it has just gone to this phone.
    await clock.skip('2 minutes')
    const legal = browser(place.site)
    const all = await query(
      legal,
      { ...ofOrganisation, to: 'legalRepresentative' },
      legalRepresentative.phone,
    )
    expect(numbers(all)).toEqual([first.no, second.no].sort())
    expect((await legal('GET', second.path)).no).toBe(second.no)
  }, 120_000)

  it('and none for a stranger who names somebody else as operator', async () => {
    const organisation = someone(1)
    const victim = await applicant(place, organisation)
    await victim.save()
    await victim.prove()
    const { name, idNumber, email } = organisation.operator
    const stranger = await applicant(place, {
      ...organisation,
      operator: { name, idNumber, email, phone: '13911110002' },
    })
    await stranger.save()
    const person = { holder: 'person', identifier: idNumber, to: 'operator' } as const
    const call = browser(place.site)
    const { queryId } = await ask(call, person)
    const [code] = await until(async () => {
      const rows = await place.db
        .select()
        .from(verificationCodes)
        .where(eq(verificationCodes.workflowId, `orderQuery/${queryId}`))
      return rows.length > 0 && rows
    }, 'the code')
    expect(code!.phoneFingerprint).toBe(fingerprint('phone', organisation.operator.phone))
  }, 120_000)

  it('all of them by the code in the memo of a transfer, to an account that was proved by one', async () => {
    const organisation = someone(2)
    const question = { holder: 'organisation', identifier: organisation.uscc, to: 'account' } as const
    const memos = async () => {
      const { accounts } = (await readWorld(place.sandbox)).bank
      return accounts.find(({ number }) => number === organisation.account.number)!.lines
    }
    const drafted = await applicant(place, organisation)
    await drafted.save()
    const known = (await memos()).length
    await ask(browser(place.site), question)

    const proved = await applicant(place, organisation, 'microDeposit')
    await proved.save()
    await proved.prove()
    await callersRest(place.db)
    const call = browser(place.site)
    const { queryId } = await ask(call, question)
    const code = await memoCode(place, organisation.account.number, /^订单查询验证码(\d{6})，仅限本单位使用$/)
    // One of the proof, one of the query: an account that nobody had proved got nothing.
    expect((await memos()).length).toBe(known + 2)
    await expect(open(call, queryId, code === '000000' ? '111111' : '000000')).rejects.toMatchObject({
      code: 'codeWrong',
    })
    expect(numbers(await open(call, queryId, code))).toEqual([drafted.no, proved.no].sort())
    expect((await proved.view()).proofing.state).toBe('passed')
  }, 120_000)

  it('none for the legal representative’s phone as long as it was not proved', async () => {
    const organisation = someone(2)
    const order = await applicant(place, organisation)
    await order.save()
    const call = browser(place.site)
    const question = { holder: 'organisation', identifier: organisation.uscc } as const
    const { queryId } = await ask(call, { ...question, to: 'legalRepresentative' })
    await query(browser(place.site), { ...question, to: 'operator' }, organisation.operator.phone)
    const codes = await place.db
      .select()
      .from(verificationCodes)
      .where(eq(verificationCodes.workflowId, `orderQuery/${queryId}`))
    expect(codes).toEqual([])
  }, 120_000)
})

describe('tells nobody who is known', () => {
  const ROUNDS = 9

  /** One answer as it comes over the wire, and how long it took. */
  async function timed(act: () => Promise<Response>) {
    const begun = performance.now()
    const answer = await act()
    const body = await answer.text()
    return { ms: performance.now() - begun, status: answer.status, size: body.length, answer, body }
  }
  const post = (path: string, body: object, cookie = '') =>
    fetch(`${place.site}${path}`, {
      method: 'POST',
      headers: { origin: place.site, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })

  const gates = {
    '/api/order-queries': (identifier: string) => ({ holder: 'organisation', identifier, to: 'operator' }),
    '/api/holder/codes': (identifier: string) => ({ identifier }),
  }

  it.each(Object.entries(gates))(
    '%s: as long and as fast for known and unknown ones',
    async (gate, asks) => {
      const order = await applicant(place, someone(3))
      await order.save()
      await phonesRest(place.db)
      const sent = async () =>
        (await place.db.select().from(verificationCodes)).filter(({ sentAt }) => sentAt).length
      const before = await sent()
      const identifiers = { known: someone(3).uscc, unknown: '91110000MA00000000' }
      const seen: Record<string, { ms: number[]; shape: Set<string> }> = {}
      const note = (name: string, { ms, status, size }: { ms: number; status: number; size: number }) => {
        const entry = (seen[name] ??= { ms: [], shape: new Set() })
        entry.ms.push(ms)
        entry.shape.add(`${status}/${size}`)
      }
      const queries = new Map<string, { path: string; cookie: string }>()
      // In turns: what the one has set off runs while the other is timed.
      const inTurn = <T>(all: T[], round: number) => (round % 2 ? all.toReversed() : all)
      for (let round = 0; round < ROUNDS; round++) {
        // Whoever asks by the same identifier again has to wait.
        await callersRest(place.db)
        for (const [name, identifier] of inTurn(Object.entries(identifiers), round)) {
          const asked = await timed(() => post(gate, asks(identifier)))
          note(`${name} code`, asked)
          if (round > 0) continue
          const { queryId } = JSON.parse(asked.body) as { queryId: string }
          const cookie = asked.answer.headers.getSetCookie()[0]!.split(';')[0]!
          queries.set(name, { path: `${gate}/${queryId}`, cookie })
        }
      }
      await until(async () => (await sent()) > before, 'the code')
      for (let round = 0; round < ROUNDS; round++) {
        await callersRest(place.db)
        for (const [name, { path, cookie }] of inTurn([...queries], round)) {
          note(`${name} guess`, await timed(() => post(path, { code: '000000' }, cookie)))
        }
      }
      for (const step of ['code', 'guess']) {
        const known = seen[`known ${step}`]!
        const unknown = seen[`unknown ${step}`]!
        expect([...known.shape], step).toEqual([...unknown.shape])
        expect(known.shape.size, step).toBe(1)
        // The quickest of each: what else the machine does only makes an answer slower. Some milliseconds are its own; a
        // look-up that shows is as long as the answer.
        const [shorter, longer] = [Math.min(...known.ms), Math.min(...unknown.ms)].sort((a, b) => a - b)
        expect(longer! - shorter!, step).toBeLessThan(Math.max(25, shorter!))
      }
    },
    120_000,
  )
})

describe('under attack', () => {
  /** How often each refusal came; `ok` for none. */
  async function volley(times: number, act: () => Promise<unknown>) {
    const counts: Record<string, number> = {}
    const shots = Array.from({ length: times }, () =>
      act().then(
        () => 'ok',
        (error: unknown) => (error as Refused).code,
      ),
    )
    for (const name of await Promise.all(shots)) counts[name] = (counts[name] ?? 0) + 1
    return counts
  }

  it('fifty look-ups at once are one, and send one code to the phone', async () => {
    const organisation = someone(4)
    const order = await applicant(place, organisation)
    await order.save()
    const question = { holder: 'organisation', identifier: organisation.uscc, to: 'operator' } as const
    const phone = fingerprint('phone', organisation.operator.phone)
    const codes = () =>
      place.db.select().from(verificationCodes).where(eq(verificationCodes.phoneFingerprint, phone))
    const before = (await codes()).length
    const counts = await volley(50, () => ask(browser(place.site), question))
    expect(counts).toEqual({ ok: 1, tooSoon: 19, tooManyRequests: 30 })
    await until(async () => (await codes()).filter(({ sentAt }) => sentAt).length > before, 'the code')
    expect((await codes()).length).toBe(before + 1)
  }, 120_000)

  it('fifty guesses at once count as five, whatever the cookie', async () => {
    const organisation = someone(5)
    const order = await applicant(place, organisation)
    await order.save()
    const call = browser(place.site)
    const question = { holder: 'organisation', identifier: organisation.uscc, to: 'operator' } as const
    const { queryId } = await ask(call, question)
    const byQuery = eq(verificationCodes.workflowId, `orderQuery/${queryId}`)
    const code = () => place.db.select().from(verificationCodes).where(byQuery)
    await until(async () => (await code())[0]?.sentAt, 'the code')
    const counts = await volley(50, () => open(call, queryId, '000000'))
    expect(counts).toEqual({ codeWrong: 5, codeTriesOut: 25, tooManyRequests: 20 })
    expect((await code())[0]!.tries).toBe(5)
  }, 120_000)
})
