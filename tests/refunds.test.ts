import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { transfer } from '../activities/bank/client.ts'
import { bookReturn } from '../db/bank-returns.ts'
import { book, MovementConflict, owedFen } from '../db/ledger.ts'
import { bookRefund } from '../db/payments.ts'
import { sealReceipt } from '../db/bank-receipts.ts'
import { bankReceipts, bankReturns } from '../db/schema/bank.ts'
import { ledgerEntries, payments, refunds, staffTasks } from '../db/schema/money.ts'
import { orders } from '../db/schema/orders.ts'
import type { PaymentProvider } from '../domain/payment.ts'
import { succeeds, until } from './actors.ts'
import { run, startPayingOrders, type PayingOrders } from './paying-orders.ts'

// Money goes back once, although answers of providers are lost for days and finance could transfer it by hand.

let place: PayingOrders

beforeAll(async () => {
  place = await startPayingOrders()
}, 60_000)
afterAll(() => place?.stop())
afterEach(() => place.world.act('refunds/mode/normal'))

/** What a provider has returned of a trade, in fen. */
async function returnedFen(provider: PaymentProvider, outTradeNo: string): Promise<number> {
  const { trades, wechatTrades } = await place.world.state()
  const list = provider === 'alipay' ? trades : wechatTrades
  const { refunds: made } = list.find((trade: { outTradeNo: string }) => trade.outTradeNo === outTradeNo)
  return made.reduce(
    (sum: number, { amount, fen }: { amount?: string; fen?: number }) => sum + (fen ?? Number(amount) * 100),
    0,
  )
}

/** An order that was paid, and came to nothing. */
async function paidOrder(provider: PaymentProvider) {
  const { activities, db, world } = place
  const orderId = await place.newOrder()
  const payUntil = Date.now() + 3_600_000
  const { outTradeNo } = await run(activities.precreateTrade, { orderId, provider, attempt: 1, payUntil })
  const path = provider === 'alipay' ? 'trades' : 'wechat-trades'
  await world.act(`${path}/${outTradeNo}/pay`, { how: 'silent' })
  expect(await run(activities.settleTrade, { outTradeNo })).toEqual({ state: 'paid' })
  await db.update(orders).set({ state: 'refunding' }).where(eq(orders.id, orderId))
  const amountFen = await owedFen(db, orderId)
  expect(amountFen).toBeGreaterThan(0)
  return {
    orderId,
    outTradeNo,
    amountFen,
    refund: async () => (await db.select().from(refunds).where(eq(refunds.orderId, orderId)))[0]!,
    tasks: async () =>
      (await db.select().from(staffTasks).where(eq(staffTasks.orderId, orderId))).map(
        ({ kind, doneAt }) => `${kind} ${doneAt ? 'done' : 'open'}`,
      ),
    /** From which of our accounts the money has gone. */
    leftFrom: async () =>
      (
        await db
          .select()
          .from(ledgerEntries)
          .where(eq(ledgerEntries.movement, `refund/${outTradeNo}R1`))
      )
        .filter((entry) => entry.amountFen < 0)
        .map(({ account }) => account),
  }
}

const transferred = (order: { refund: () => Promise<typeof refunds.$inferSelect> }) =>
  order
    .refund()
    .then((refund) =>
      place.db.transaction((tx) =>
        bookRefund(tx, refund, { state: 'byHand', actor: 'staff:finance', at: new Date() }),
      ),
    )

describe.each(['alipay', 'wechat'] as const)('a refund of %s', (provider) => {
  const clearing = provider === 'alipay' ? 'alipayClearing' : 'wechatClearing'

  it('made, its answer lost for days: finance is not asked', async () => {
    const { activities, world } = place
    const order = await paidOrder(provider)
    await world.act('refunds/mode/lost')
    for (let time = 0; time < 3; time++) await expect(run(activities.refundPayment, order)).rejects.toThrow()
    expect(await order.refund()).toMatchObject({ state: 'requested' })
    // WeChat Pay is working on it for a moment: they look after it, but are not asked to transfer anything.
    await until(async () => (await run(activities.leaveRefundToFinance, order)).isBack, 'the refund')
    expect((await order.tasks()).filter((task) => task !== 'refundUnclear done')).toEqual([])
    expect(await order.refund()).toMatchObject({ state: 'done' })
    expect(await order.leftFrom()).toEqual([clearing])
    expect(await returnedFen(provider, order.outTradeNo)).toBe(order.amountFen)
    expect(await owedFen(place.db, order.orderId)).toBe(0)
  })

  it('made only after finance was asked: found when they say that they have transferred it', async () => {
    const { activities, world } = place
    const order = await paidOrder(provider)
    await world.act('refunds/mode/late')
    await expect(run(activities.refundPayment, order)).rejects.toThrow()
    expect(await run(activities.leaveRefundToFinance, order)).toEqual({ isBack: false })
    expect(await order.tasks()).toEqual(['refundFailed open'])
    // The process run again from an earlier point moves nothing either.
    await expect(run(activities.refundPayment, order)).rejects.toMatchObject({ type: 'WithFinance' })
    await world.act('refunds/mode/normal')
    await until(async () => (await run(activities.watchRefund, order)).state === 'done', 'the refund')
    expect(await order.tasks()).toEqual(['refundFailed done'])
    await transferred(order)
    expect(await order.leftFrom()).toEqual([clearing])
    expect(await order.refund()).toMatchObject({ state: 'done' })
    expect(await owedFen(place.db, order.orderId)).toBe(0)
  })

  it('refused: by hand, once, and never again at the provider', async () => {
    const { activities, world } = place
    const order = await paidOrder(provider)
    await world.act('refunds/mode/refused')
    await expect(run(activities.refundPayment, order)).rejects.toThrow()
    expect(await run(activities.leaveRefundToFinance, order)).toEqual({ isBack: false })
    await world.act('refunds/mode/normal')
    expect(await run(activities.watchRefund, order)).toEqual({ state: 'open' })
    await transferred(order)
    await transferred(order)
    expect(await order.tasks()).toEqual(['refundFailed done'])
    await run(activities.refundPayment, order)
    expect(await run(activities.leaveRefundToFinance, order)).toEqual({ isBack: true })
    expect(await order.leftFrom()).toEqual(['bankAccount'])
    expect(await returnedFen(provider, order.outTradeNo)).toBe(0)
    expect(await owedFen(place.db, order.orderId)).toBe(0)
  })

  it('that cannot be asked after: finance looks after it, and transfers nothing', async () => {
    const { activities, world } = place
    const order = await paidOrder(provider)
    await world.act('refunds/mode/lost')
    await expect(run(activities.refundPayment, order)).rejects.toThrow()
    const service = provider === 'alipay' ? 'alipay' : 'wechatpay'
    await world.act(`outages/${service}`, { seconds: 600 })
    expect(await run(activities.leaveRefundToFinance, order)).toEqual({ isBack: false })
    await expect(run(activities.watchRefund, order)).rejects.toThrow()
    expect(await order.tasks()).toEqual(['refundUnclear open'])
    await world.act(`outages/${service}`, { seconds: 0 })
    await until(async () => (await run(activities.leaveRefundToFinance, order)).isBack, 'the refund')
    expect(await order.tasks()).toEqual(['refundUnclear done'])
    expect(await order.leftFrom()).toEqual([clearing])
  })

  it('has one name in the books, and one row, whoever made it', async () => {
    const { activities, db } = place
    const order = await paidOrder(provider)
    await succeeds(() => run(activities.refundPayment, order))
    const again = {
      kind: 'refund',
      number: `${order.outTradeNo}R1`,
      orderId: order.orderId,
      debit: 'customerPrepayments',
      credit: 'bankAccount',
      amountFen: order.amountFen,
    } as const
    await expect(db.transaction((tx) => book(tx, again))).rejects.toThrow(MovementConflict)
    const [payment] = await db.select().from(payments).where(eq(payments.outTradeNo, order.outTradeNo))
    const second = {
      ...(await order.refund()),
      id: undefined,
      outRequestNo: `${order.outTradeNo}R2`,
      paymentId: payment!.id,
    }
    await expect(db.insert(refunds).values(second as never)).rejects.toThrow()
  })
})

describe('a transfer back', () => {
  const PAYER = { name: '', account: '', bank: '' }

  async function plannedReturn(serial: string) {
    const { db, world } = place
    const { bank } = await world.state()
    const [account] = bank.payers
    const payer = { ...PAYER, name: account.holder, account: account.number, bank: account.bank }
    const [receipt] = await db
      .insert(bankReceipts)
      .values(
        sealReceipt({
          ...{ bankSerial: serial, amountFen: 700, payer, memo: '', state: 'returned' },
          bookedAt: new Date(),
        }),
      )
      .returning()
    await db.transaction((tx) =>
      book(tx, {
        ...{ kind: 'receipt', number: serial, orderId: `receipt/${serial}`, amountFen: 700 },
        ...{ debit: 'bankAccount', credit: 'unmatchedReceipts' },
      }),
    )
    const reference = `R${serial}S`
    const [row] = await db
      .insert(bankReturns)
      .values({ receiptId: receipt!.id, part: 'surplus', amountFen: 700, reference, state: 'requested' })
      .returning()
    return { row: row!, payer, reference }
  }

  it('that reached the bank only after finance was asked is found when they say that they have made it', async () => {
    const { activities, db, world } = place
    const { row, payer, reference } = await plannedReturn('LATE1')
    const of = { returnId: row.id }
    await world.act('outages/bank', { seconds: 600 })
    await expect(run(activities.sendReturn, of)).rejects.toThrow()
    // Finance sees it although nobody can be asked.
    await run(activities.failReturn, of)
    const [seen] = await db.select().from(bankReturns).where(eq(bankReturns.id, row.id))
    expect(seen).toMatchObject({ state: 'failed', failure: '银行系统无法查询' })
    await world.act('outages/bank', { seconds: 0 })
    expect(await run(activities.watchReturn, of)).toEqual({ state: 'failed' })
    // The call that got no answer was on its way.
    const { name: holder, account, bank } = payer
    await transfer({ reference, account, holder, bank, amountFen: 700, memo: '退回汇款' })
    expect(await run(activities.watchReturn, of)).toEqual({ state: 'processing' })
    await until(async () => (await run(activities.watchReturn, of)).state === 'done', 'the transfer')
    expect(await owedFen(db, 'receipt/LATE1')).toBe(0)
    // Whatever tried to book it a second time: the receipt holds no more.
    const byHand = db.transaction((tx) => bookReturn(tx, row, 'returnByHand'))
    await expect(byHand).rejects.toThrow('takes more than unmatchedReceipts holds')
    expect(await owedFen(db, 'receipt/LATE1')).toBe(0)
  })
})
