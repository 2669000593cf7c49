import { Client, Connection } from '@temporalio/client'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openDatabase, type Connection as Database } from '../db/database.ts'
import { owedFen } from '../db/ledger.ts'
import { payments } from '../db/schema/money.ts'
import { reviewChecks } from '../domain/review.ts'
import { applicant, signedIn, tasksOf, until, type Applicant, type Call } from './actors.ts'
import { inspect, openBrowser, signInAs } from './browser.ts'
import { readWorld } from './sandbox-world.ts'

// Somebody cancels or terminates the process of an order in the Temporal UI, as those concerned see it.
// What the watch finds, and a reset: ended-runs.test.ts.

const place = {
  site: inject('site'),
  sandbox: inject('sandbox'),
  env: inject('environment') as NodeJS.ProcessEnv,
}
let database: Database
let temporal: Connection
let client: Client
let reviewer: Call
let administrator: Call
let organisations: Awaited<ReturnType<typeof readWorld>>['organisations']

beforeAll(async () => {
  database = openDatabase(place.env.DATABASE_URL)
  temporal = await Connection.connect({ address: place.env.TEMPORAL_ADDRESS! })
  client = new Client({ connection: temporal })
  reviewer = await signedIn(place, 'reviewer')
  administrator = await signedIn(place, 'administrator')
  organisations = (await readWorld(place.sandbox)).organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
})
afterAll(async () => {
  await temporal?.close()
  await database?.close()
})

const interrupted = (order: Applicant) =>
  until(async () => (await order.view()).interruptedAt !== null, `${order.no} to say that it is interrupted`)

/** Staff have a task about it, and close it: the process goes on. */
async function goOn(order: Applicant) {
  const task = await until(async () => {
    const tasks = await tasksOf(administrator)
    return tasks.find(({ kind, no }) => kind === 'runEnded' && no === order.no)
  }, 'the task')
  await administrator('POST', `/api/ops/tasks/${task.id}/done`, { note: '误操作，继续办理' })
  await until(async () => (await order.view()).interruptedAt === null, `${order.no} to go on`)
}

/** Everything that is returned for an order has arrived. */
const returned = (order: Applicant) =>
  until(async () => {
    const { refunds } = await order.view()
    return refunds.length > 0 && refunds.every(({ state }) => state === 'done')
  }, 'the refund')

/** Both sides say so: the page of the applicant, on a phone, and the console. */
async function seenInBrowser(order: Applicant) {
  const chromium = await openBrowser()
  try {
    const phone = await chromium.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    const cookies = order.call.cookie().split('; ')
    await phone.addCookies(
      cookies.map((pair) => {
        const [name, value] = pair.split(/=(.*)/s)
        return { name: name!, value: value!, url: place.site }
      }),
    )
    const page = await phone.newPage()
    await page.goto(`${place.site}/orders/${order.no}`)
    await page.getByTestId('order-interrupted').waitFor()
    await inspect(page, 'order-interrupted')
    const console = await (await chromium.newContext({ locale: 'zh-CN' })).newPage()
    await signInAs(console, place, 'administrator')
    await console.goto(`${place.site}/ops/orders/${order.no}`)
    await console.getByTestId('task-runEnded').waitFor()
    await inspect(console, 'ops-order-interrupted')
  } finally {
    await chromium.close()
  }
}

describe('an order whose process is ended from outside', { timeout: 240_000 }, () => {
  it('terminated while it waits for its payment: what is paid then goes back, and it can be paid once it goes on', async () => {
    const order = await (await applicant(place, organisations[0]!)).submitted()
    await order.trade('alipay')
    await client.workflow.getHandle(order.orderId).terminate('by mistake')
    // Nobody has noticed yet: the notice of the provider finds no process.
    await order.pay('alipay')
    await interrupted(order)
    await returned(order)
    expect(await owedFen(database.db, order.orderId)).toBe(0)
    expect(await order.view()).toMatchObject({ state: 'awaitingPayment', allowed: [] })
    await expect(order.cancel()).rejects.toMatchObject({ code: 'interrupted' })

    await seenInBrowser(order)

    await goOn(order)
    expect((await order.view()).allowed).toContain('cancelled')
    const first = await order.trade('alipay')
    await until(async () => {
      await order.call('POST', `${order.path}/payment-qr`)
      return (await order.trade('alipay')) !== first
    }, 'another code')
    await order.pay('alipay')
    await order.inReview()
    const accepted = and(eq(payments.orderId, order.orderId), eq(payments.accepted, true))
    expect(await database.db.$count(payments, accepted)).toBe(1)
  })

  it('cancelled while it is reviewed, and decided meanwhile: it takes the decision once it goes on', async () => {
    const order = await (await applicant(place, organisations[1]!)).paid()
    await reviewer('POST', `/api/ops/reviews/${order.no}/claim`)
    await client.workflow.getHandle(order.orderId).cancel()
    await until(
      async () => (await client.workflow.getHandle(order.orderId).describe()).status.name === 'CANCELLED',
      'the end of its process',
    )
    const decision = { decision: 'approved', checks: reviewChecks }
    const decided = reviewer('POST', `/api/ops/reviews/${order.no}/decision`, decision)
    await expect(decided).rejects.toMatchObject({ code: 'wrongState' })
    await interrupted(order)
    const { no: next } = await reviewer<{ no: string | null }>('GET', '/api/ops/reviews/next')
    expect(next).not.toBe(order.no)
    await goOn(order)
    await order.inState('making')
  })
})
