import { randomBytes } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { and, desc, eq } from 'drizzle-orm'
import { URI, type TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Connection } from '../../db/database.ts'
import { auditLog } from '../../db/schema/audit.ts'
import { staffTasks } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { reviews } from '../../db/schema/review.ts'
import { session, user } from '../../db/schema/staff.ts'
import { addStaffMember, staffAuth, type StaffAuth } from '../../db/staff-auth.ts'
import type { OrderState } from '../../domain/kinds/kinds.ts'
import type { StaffTaskKind } from '../../domain/staff-tasks.ts'
import { staffRoles, type StaffRole } from '../../domain/staff.ts'
import { callersRest, testDatabase } from '../../tests/test-database.ts'
import { buildServer } from '../server.ts'

// The table role × action, asked of the API: every route of the console by every role, and what a route looks at itself.

const siteUrl = 'http://site.example'
const password = 'correct horse battery'
let owner: Awaited<ReturnType<typeof testDatabase>>
let ofApi: Connection
let app: Awaited<ReturnType<typeof buildServer>>
/** Of the one session there is: whose it is, each question says. */
let cookies: Record<string, string>

beforeAll(async () => {
  const secret = () => randomBytes(32).toString('base64')
  const authSecret = secret()
  Object.assign(process.env, {
    FINGERPRINT_KEY: secret(),
    DATA_KEY: secret(),
    TEMPORAL_ADDRESS: '127.0.0.1:9',
  })
  owner = await testDatabase()
  ofApi = openDatabase(owner.urlOf('api'))
  app = await buildServer({
    connection: ofApi,
    temporal: {} as Client,
    settings: {
      siteUrl,
      trustedProxies: 1,
      sessionKey: secret(),
      authSecret,
      documentDir: '/nowhere',
      agentPorts: [16888],
      caAnswerUrl: 'http://127.0.0.1:9/',
      pkiUrl: siteUrl,
      policyArc: '1.3.6.1.4.1.32473.1',
    },
    logLevel: 'silent',
  })
  await app.ready()
  // Accounts are made by the owner of the database, never by the API.
  const accounts = staffAuth(owner.db, { siteUrl, secret: authSecret })
  cookies = await signIn(accounts, 'support')
  const at = new Date()
  await owner.db.insert(user).values(
    staffRoles.map((role) => ({
      ...{ id: `id-${role}`, name: role, username: role.toLowerCase(), role, twoFactorEnabled: true },
      ...{ email: `${role}@staff.invalid`, createdAt: at, updatedAt: at },
    })),
  )
})
afterAll(async () => {
  await app.close()
  await ofApi.close()
  await owner.close()
})
beforeEach(() => callersRest(owner.db))

async function signIn(accounts: StaffAuth, role: StaffRole) {
  const username = 'door'
  const email = `${username}@yinxin.example`
  const { totpUri } = await addStaffMember(accounts, { username, name: role, email, role, password })
  const kept: Record<string, string> = {}
  const post = async (url: string, payload: object) => {
    const headers = { origin: siteUrl, 'x-forwarded-for': '203.0.113.1' }
    const answer = await app.inject({ method: 'POST', url, headers, cookies: kept, payload })
    for (const { name, value } of answer.cookies) kept[name] = value
  }
  await post('/api/auth/sign-in/username', { username, password })
  await post('/api/auth/two-factor/verify-totp', { code: (URI.parse(totpUri) as TOTP).generate() })
  return kept
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
/** Signing in costs a second: it is done once, and the session given to an account of each role. */
const signInAs = (role: StaffRole) => owner.db.update(session).set({ userId: `id-${role}` })

async function ask(role: StaffRole, method: Method, path: string, payload?: object) {
  await signInAs(role)
  const answer = await app.inject({
    method,
    url: `/api/ops${path}`,
    // Who wants no stream of events gets none, once they are let in: it would have no end.
    headers: { origin: siteUrl, 'x-forwarded-for': '203.0.113.1', accept: 'application/json' },
    cookies,
    ...(payload && { payload }),
  })
  const text = answer.body
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: string; [key: string]: unknown }
  return { status: answer.statusCode, code: body.code, body }
}

const all = staffRoles
const reviewing: StaffRole[] = ['reviewer', 'seniorReviewer']
const auditing: StaffRole[] = ['auditor', 'administrator']
const asking: StaffRole[] = ['reviewer', 'seniorReviewer', 'support', 'administrator']
const leading: StaffRole[] = ['seniorReviewer', 'administrator']

/** Each route, and who may call it. Which task or order it is about is looked at besides (below). */
const table: Record<string, readonly StaffRole[]> = {
  'GET /me': all,
  'GET /events': all,
  'GET /overview': all,
  'GET /staff': all,
  'GET /filters': all,
  'POST /filters': all,
  'DELETE /filters/{id}': all,
  'GET /orders': all,
  'POST /orders/search': all,
  'GET /orders/{no}': all,
  'GET /orders/{no}/materials/{kind}': reviewing,
  'GET /orders/{no}/label.pdf': ['keyStation'],
  'POST /orders/{no}/key': ['keyStation'],
  'PUT /orders/{no}/assignee': all,
  'PUT /orders/{no}/priority': leading,
  'POST /orders/{no}/reshipment': ['keyStation'],
  'POST /orders/{no}/parcel-loss': ['support'],
  'GET /reviews/next': reviewing,
  'POST /reviews/{no}/claim': reviewing,
  'DELETE /reviews/{no}/claim': reviewing,
  'POST /reviews/{no}/decision': reviewing,
  'GET /certificates': all,
  'GET /certificates/{serial}': all,
  'POST /certificates/{serial}/revocation': asking,
  'POST /revocations/{no}/decision': leading,
  'POST /revocations/{no}/withdrawal': asking,
  'GET /key-stations': ['keyStation'],
  'GET /audit': auditing,
  'GET /certificates/{serial}/records': ['auditor'],
  'POST /certificates/{serial}/evidence': ['auditor'],
  'GET /evidence/{id}': ['auditor'],
  'POST /certificates/{serial}/legal-holds': ['auditor'],
  'DELETE /certificates/{serial}/legal-holds/{id}': ['auditor'],
  'GET /receipts': ['finance'],
  'POST /receipts/readings': ['finance'],
  'POST /receipts/{id}/match': ['finance'],
  'POST /receipts/{id}/return': ['finance'],
  'POST /returns/{id}/by-hand': ['finance'],
  'GET /tasks': all,
  'POST /tasks/{id}/done': all,
  'PUT /tasks/{id}/assignee': all,
  'PUT /tasks/{id}/priority': leading,
  'GET /calendar/{year}': all,
  'PUT /calendar/days/{day}': ['administrator'],
  'DELETE /calendar/days/{day}': ['administrator'],
  'GET /api-clients': ['administrator'],
  'POST /api-clients': ['administrator'],
  'DELETE /api-clients/{id}': ['administrator'],
  'GET /api-clients/{id}/certificates': ['administrator'],
  'PUT /api-clients/{id}/certificates/{certificateId}': ['administrator'],
  'POST /api-clients/{id}/certificates/{certificateId}/revocation': ['administrator'],
  'GET /api-clients/{id}/webhooks': ['administrator'],
  'PUT /api-clients/{id}/webhooks': ['administrator'],
  'POST /api-clients/{id}/webhooks/{event}/replay': ['administrator'],
  'GET /review-rules': all,
  'PUT /review-rules/{rule}': ['administrator'],
}

const sample: Record<string, string> = {
  no: '20200101-000001',
  id: '00000000-0000-4000-8000-000000000000',
  kind: 'businessLicence',
  serial: 'ab',
  year: '2026',
  day: '2026-01-02',
  rule: 'usccDoubtful',
  event: '00000000-0000-4000-8000-000000000000',
}

it('the table has every route of the console', () => {
  const { paths = {} } = app.swagger() as { paths?: Record<string, object> }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    path.startsWith('/api/ops/')
      ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice('/api/ops'.length)}`)
      : [],
  )
  expect(routes.sort()).toEqual(Object.keys(table).sort())
})

it.each(staffRoles)('%s may call what the table says, and nothing else', async (role) => {
  const called: Record<string, boolean> = {}
  for (const route of Object.keys(table)) {
    const [method, path] = route.split(' ') as [Method, string]
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => sample[name]!)
    const { status, code } = await ask(role, method, url)
    called[route] = !(status === 403 && code === 'notAllowed')
  }
  expect(called).toEqual(
    Object.fromEntries(Object.entries(table).map(([route, may]) => [route, may.includes(role)])),
  )
})

it('nobody who is not signed in reaches anything', async () => {
  for (const route of Object.keys(table)) {
    const [method, path] = route.split(' ') as [Method, string]
    const url = `/api/ops${path.replace(/\{(\w+)\}/g, (_, name: string) => sample[name]!)}`
    const { statusCode } = await app.inject({ method, url, headers: { origin: siteUrl } })
    expect([route, statusCode]).toEqual([route, 401])
  }
})

let numbers = 0
async function orderIn(state: OrderState, row: Partial<typeof orders.$inferInsert> = {}) {
  const no = `20261124-${String(++numbers).padStart(6, '0')}`
  await owner.db.insert(orders).values({
    ...{ id: `newApplication/${no}`, no, kind: 'newApplication', product: 'organisationUkey' },
    ...{ state, revision: 1, priceItems: [], ...row },
  })
  return no
}
const row = async (no: string) => (await owner.db.select().from(orders).where(eq(orders.no, no)))[0]!

describe('the step that an order waits for', () => {
  const steps: [OrderState, readonly StaffRole[]][] = [
    ['inReview', reviewing],
    ['making', ['keyStation']],
    ['riskReview', ['seniorReviewer']],
    ['awaitingApproval', leading],
    ['awaitingPayment', []],
    ['completed', []],
  ]

  it.each(steps)('%s is taken by those whose work it is alone', async (state, may) => {
    const takers: StaffRole[] = []
    for (const role of staffRoles) {
      const no = await orderIn(state)
      const { status } = await ask(role, 'PUT', `/orders/${no}/assignee`, { assignee: role.toLowerCase() })
      expect((await row(no)).assignee).toBe(status === 200 ? role.toLowerCase() : null)
      if (status === 200) takers.push(role)
    }
    expect(takers).toEqual(may)
  })

  it('is given to another by those who assign work, which the audit log tells', async () => {
    const givers: StaffRole[] = []
    for (const role of staffRoles.filter((each) => each !== 'reviewer')) {
      const no = await orderIn('inReview')
      const { status } = await ask(role, 'PUT', `/orders/${no}/assignee`, { assignee: 'reviewer' })
      if (status !== 200) continue
      givers.push(role)
      const [told] = await owner.db
        .select()
        .from(auditLog)
        .where(eq(auditLog.subject, `newApplication/${no}`))
      expect(told).toMatchObject({
        ...{ actor: `staff:${role.toLowerCase()}`, action: 'work.assigned', detail: { to: 'reviewer' } },
      })
    }
    expect(givers).toEqual(leading)
  })

  it('that another has is not claimed for review, and taking it over ends the other’s claim', async () => {
    const no = await orderIn('inReview')
    const orderId = `newApplication/${no}`
    await owner.db.insert(reviews).values({ orderId, dueAt: new Date(), provisional: false })
    await ask('reviewer', 'PUT', `/orders/${no}/assignee`, { assignee: 'reviewer' })
    expect((await ask('seniorReviewer', 'POST', `/reviews/${no}/claim`)).code).toBe('assignedToOther')
    expect((await ask('reviewer', 'POST', `/reviews/${no}/claim`)).status).toBe(200)
    const over = await ask('seniorReviewer', 'PUT', `/orders/${no}/assignee`, { assignee: 'seniorreviewer' })
    expect(over.status).toBe(200)
    const [review] = await owner.db.select().from(reviews).where(eq(reviews.orderId, orderId))
    expect(review!.claimedBy).toBeNull()
    const names = await owner.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(and(eq(auditLog.subject, orderId)))
      .orderBy(desc(auditLog.at))
    expect(names.map(({ action }) => action)).toContain('work.takenOver')
  })

  it('of nobody there is is refused', async () => {
    const no = await orderIn('inReview')
    const { code } = await ask('seniorReviewer', 'PUT', `/orders/${no}/assignee`, { assignee: 'nobody-here' })
    expect(code).toBe('assigneeCannot')
  })
})

describe('a task', () => {
  const kinds: [StaffTaskKind, StaffRole][] = [
    ['invoiceFailed', 'finance'],
    ['deliveryOverdue', 'support'],
    ['unlockRisk', 'seniorReviewer'],
    ['smsStopped', 'administrator'],
  ]
  const task = async (kind: StaffTaskKind, dueAt = new Date()) => {
    const [made] = await owner.db
      .insert(staffTasks)
      .values({ kind, subject: randomBytes(8).toString('hex'), detail: {}, dueAt })
      .returning()
    return made!.id
  }

  it.each(kinds)('%s is done, taken and listed by its role alone', async (kind, whose) => {
    const did: Record<string, StaffRole[]> = { done: [], taken: [], listed: [] }
    for (const role of staffRoles) {
      const id = await task(kind)
      const { rows } = (await ask(role, 'GET', `/tasks?kind=${kind}`)).body as { rows?: { id: string }[] }
      if (rows?.some((each) => each.id === id)) did.listed!.push(role)
      const taken = await ask(role, 'PUT', `/tasks/${id}/assignee`, { assignee: role.toLowerCase() })
      if (taken.status === 200) did.taken!.push(role)
      const done = await ask(role, 'POST', `/tasks/${id}/done`, { note: 'it is done' })
      if (done.status === 200) did.done!.push(role)
      else expect(done.code).toBe('notAllowed')
      await owner.db.update(staffTasks).set({ doneAt: new Date() }).where(eq(staffTasks.id, id))
    }
    expect(did).toEqual({ done: [whose], taken: [whose], listed: [whose] })
  })
})

describe('the lists', () => {
  interface Listed {
    rows: { no: string; priority: string; assignee: string | null }[]
    next: string | null
    counts: { all: number; overdue: number; today: number }
  }
  const list = async (role: StaffRole, query: string) =>
    (await ask(role, 'GET', `/orders?${query}`)).body as unknown as Listed

  it('go on where a page ended, and count what is due', async () => {
    const hour = 3_600_000
    for (let index = 0; index < 120; index++)
      await orderIn('writing', {
        kind: 'newApplication',
        waitsUntil: new Date(Date.now() + (index - 2) * hour * 24),
      })
    const seen: string[] = []
    let after = ''
    for (let pages = 0; pages < 4; pages++) {
      const { rows, next, counts } = await list('support', `state=writing${after}`)
      seen.push(...rows.map(({ no }) => no))
      expect(counts).toMatchObject({ all: 120, overdue: 2 + (counts.overdue - 2) })
      expect(counts.overdue + counts.today).toBeGreaterThanOrEqual(3)
      if (!next) break
      after = `&after=${next}`
    }
    expect(new Set(seen).size).toBe(120)
    expect(seen).toEqual([...seen].sort())
    expect((await ask('support', 'GET', '/orders?after=nonsense')).status).toBe(400)
  })

  it('put first what somebody who may made urgent', async () => {
    const no = await orderIn('writing', { waitsUntil: new Date(Date.now() + 1e10) })
    await ask('seniorReviewer', 'PUT', `/orders/${no}/priority`, { priority: 'urgent' })
    const { rows } = await list('support', 'state=writing')
    expect(rows[0]).toMatchObject({ no, priority: 'urgent' })
  })

  it('are kept by a name, each person’s own, and only what a filter is', async () => {
    const kept = { list: 'orders', name: '今天到期', query: { due: 'today', who: 'reviewer' } }
    expect((await ask('reviewer', 'POST', '/filters', kept)).status).toBe(200)
    const personal = { ...kept, name: '他', query: { search: '13800000001' } }
    expect((await ask('reviewer', 'POST', '/filters', personal)).status).toBe(400)
    const of = async (role: StaffRole) => {
      await signInAs(role)
      const answer = await app.inject({ url: '/api/ops/filters', cookies })
      return answer.json<{ name: string }[]>().map(({ name }) => name)
    }
    expect(await of('reviewer')).toEqual(['今天到期'])
    expect(await of('finance')).toEqual([])
  })
})

it('who searched for a person is written down, not whom', async () => {
  const { fingerprintsOf } = await import('../../db/people.ts')
  const no = await orderIn('inReview', { fingerprints: fingerprintsOf('13811112222') })
  const { body } = await ask('support', 'POST', '/orders/search', { text: '138 1111 2222' })
  expect(body).toMatchObject({ rows: [{ no }] })
  const told = await owner.db.select().from(auditLog).where(eq(auditLog.action, 'order.foundByPerson'))
  expect(told).toMatchObject([{ actor: 'staff:support', subject: 'orders', detail: { found: 1 } }])
  expect(JSON.stringify(told)).not.toContain('1381111')
})
