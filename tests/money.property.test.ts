import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paymentActivities, type PaymentActivities } from '../activities/payment/payment.ts'
import type { Connection } from '../db/database.ts'
import { owedFen } from '../db/ledger.ts'
import { ledgerEntries, payments } from '../db/schema/money.ts'
import { orderForms, orders } from '../db/schema/orders.ts'
import { price, totalFen } from '../domain/products.ts'
import { startWorld, type TestWorld } from './start-world.ts'
import { succeeds } from './actors.ts'
import { testDatabase } from './test-database.ts'

// Whatever the buyer does at two providers and however often we are told, in any order: the books balance, an order
// goes on with one payment at most, and what came in besides goes back. Each run takes other ways; one that failed says
// its seed, and MONEY_SEED takes the same ways again.

let connection: Connection
let world: TestWorld
let activities: PaymentActivities

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  connection = await testDatabase()
  world = await startWorld()
  Object.assign(process.env, world.paymentEnvironment, {
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    SESSION_KEY: Buffer.alloc(32, 8).toString('base64'),
    AUTH_SECRET: 'x'.repeat(32),
  })
  activities = paymentActivities({ db: connection.db })
}, 60_000)

afterAll(async () => {
  await world?.stop()
  await connection?.close()
})

/** Runs an activity as a worker would. */
const run = <Input, Output>(activity: (input: Input) => Promise<Output>, input: Input) =>
  new MockActivityEnvironment({ currentAttemptScheduledTimestampMs: Date.now() }).run<
    [Input],
    Output,
    typeof activity
  >(activity, input)

let count = 0
async function newOrder(): Promise<string> {
  const no = `20261125-${String(++count).padStart(6, '0')}`
  const orderId = `newApplication/${no}`
  const priceItems = price('organisationUkey', [])
  await connection.db.insert(orders).values({
    id: orderId,
    no,
    kind: 'newApplication',
    product: 'organisationUkey',
    state: 'awaitingPayment',
    revision: 1,
    priceItems,
  })
  await connection.db
    .insert(orderForms)
    .values({ orderId, revision: 1, typed: FORM, complete: true, proofedFacts: 'f', digest: 'd' })
  return orderId
}

const person = { name: '李梅', idNumber: '11010519491231002X', phone: '13800000002' }
const FORM = {
  organisation: { name: '示例科技（北京）有限公司', uscc: '91350100M000100Y43' },
  legalRepresentative: person,
  operator: { ...person, email: 'limei@example.cn' },
  proofing: { method: 'legalRepPhone' },
  invoice: { email: 'fapiao@example.cn' },
  delivery: { name: '李梅', phone: person.phone, province: '北京市', city: '北京市', street: '某街 1 号' },
  agreement: { accepted: true, cpsVersion: '1.0' },
}

const step = fc.constantFrom(
  'payAlipay',
  'payWechat',
  'payAlipayOtherAmount',
  'payWechatOtherAmount',
  'settleAlipay',
  'settleWechat',
  'closeAlipay',
  'closeWechat',
  'endOrder',
  'sweep',
)

const seed = process.env.MONEY_SEED

it(
  'any way of paying, in any order, told any number of times, leaves balanced books',
  { timeout: 180_000 },
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const orderId = await newOrder()
        const payUntil = Date.now() + 3_600_000
        const trade = {
          Alipay: (
            await run(activities.precreateTrade, { orderId, provider: 'alipay', attempt: 1, payUntil })
          ).outTradeNo,
          Wechat: (
            await run(activities.precreateTrade, { orderId, provider: 'wechat', attempt: 1, payUntil })
          ).outTradeNo,
        }
        const pay = async (at: 'Alipay' | 'Wechat', how?: string) => {
          const path = at === 'Alipay' ? 'trades' : 'wechat-trades'
          // A closed or paid code refuses: that is the provider's own protection.
          await world.act(`${path}/${trade[at]}/pay`, { how: how ?? 'silent' })
        }
        const acts: Record<string, () => Promise<unknown>> = {
          payAlipay: () => pay('Alipay'),
          payWechat: () => pay('Wechat'),
          payAlipayOtherAmount: () => pay('Alipay', 'other-amount'),
          payWechatOtherAmount: () => pay('Wechat', 'other-amount'),
          settleAlipay: () => run(activities.settleTrade, { outTradeNo: trade.Alipay }),
          settleWechat: () => run(activities.settleTrade, { outTradeNo: trade.Wechat }),
          closeAlipay: () => run(activities.closeTrade, { outTradeNo: trade.Alipay }),
          closeWechat: () => run(activities.closeTrade, { outTradeNo: trade.Wechat }),
          endOrder: () =>
            connection.db.update(orders).set({ state: 'cancelled' }).where(eq(orders.id, orderId)),
          sweep: () => run(activities.sweepTrades, { orderId }),
        }
        for (const name of steps) await acts[name]!()

        // The order gets no more money; what came in besides goes back, twice asked for.
        for (let time = 0; time < 2; time++) {
          const { surplus } = await run(activities.sweepTrades, { orderId })
          // WeChat Pay takes its time; the workflow asks again too.
          for (const outTradeNo of surplus)
            await succeeds(() => run(activities.refundPayment, { orderId, outTradeNo, reason: 'surplus' }))
        }
        const rows = await connection.db.select().from(payments).where(eq(payments.orderId, orderId))
        const accepted = rows.filter((payment) => payment.accepted)
        const disputed = rows.filter(({ state }) => state === 'disputed')
        const kept = [...accepted, ...disputed].reduce((sum, { receivedFen }) => sum + (receivedFen ?? 0), 0)
        expect(accepted.length).toBeLessThanOrEqual(1)
        expect(accepted.map(({ receivedFen }) => receivedFen)).toEqual(
          accepted.map(() => totalFen(price('organisationUkey', []))),
        )
        expect(await owedFen(connection.db, orderId)).toBe(kept)
        const entries = await connection.db
          .select()
          .from(ledgerEntries)
          .where(eq(ledgerEntries.orderId, orderId))
        const clearing = entries
          .filter(({ account }) => account.endsWith('Clearing'))
          .reduce((sum, { amountFen }) => sum + amountFen, 0)
        expect(clearing).toBe(kept)
      }),
      { numRuns: 40, ...(seed && { seed: Number(seed) }) },
    ),
)
