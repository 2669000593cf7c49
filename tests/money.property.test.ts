import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { owedFen } from '../db/ledger.ts'
import { ledgerEntries, payments } from '../db/schema/money.ts'
import { orders } from '../db/schema/orders.ts'
import { price, totalFen } from '../domain/products.ts'
import { succeeds } from './actors.ts'
import { run, startPayingOrders, type PayingOrders } from './paying-orders.ts'

// Whatever the buyer does at two providers and however often we are told, in any order: the books balance, an order
// goes on with one payment at most, and what came in besides goes back. Each run takes other ways; one that failed says
// its seed, and MONEY_SEED takes the same ways again.

let place: PayingOrders

beforeAll(async () => {
  place = await startPayingOrders()
}, 60_000)

afterAll(() => place?.stop())

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
        const { activities, db, world } = place
        const orderId = await place.newOrder()
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
          endOrder: () => db.update(orders).set({ state: 'cancelled' }).where(eq(orders.id, orderId)),
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
        const rows = await db.select().from(payments).where(eq(payments.orderId, orderId))
        const accepted = rows.filter((payment) => payment.accepted)
        const disputed = rows.filter(({ state }) => state === 'disputed')
        const kept = [...accepted, ...disputed].reduce((sum, { receivedFen }) => sum + (receivedFen ?? 0), 0)
        expect(accepted.length).toBeLessThanOrEqual(1)
        expect(accepted.map(({ receivedFen }) => receivedFen)).toEqual(
          accepted.map(() => totalFen(price({ product: 'organisationUkey', kind: 'newApplication' }))),
        )
        expect(await owedFen(db, orderId)).toBe(kept)
        const entries = await db.select().from(ledgerEntries).where(eq(ledgerEntries.orderId, orderId))
        const clearing = entries
          .filter(({ account }) => account.endsWith('Clearing'))
          .reduce((sum, { amountFen }) => sum + amountFen, 0)
        expect(clearing).toBe(kept)
      }),
      { numRuns: 40, ...(seed && { seed: Number(seed) }) },
    ),
)
