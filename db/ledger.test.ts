import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import type { Connection } from './database.ts'
import { book, unbalancedMovements } from './ledger.ts'
import { ledgerEntries } from './schema/money.ts'

const orderId = 'newApplication/20261124-000001'
const payment = {
  orderId,
  debit: 'alipayClearing',
  credit: 'customerPrepayments',
  amountFen: 40_000,
} as const

describe('ledger', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await testDatabase()
  })
  afterAll(() => connection.close())

  it('books a movement once, however often it is reported', async () => {
    const { db } = connection
    for (let report = 0; report < 3; report++) await db.transaction((tx) => book(tx, 'payment/P1', payment))
    const rows = await db.select().from(ledgerEntries)
    expect(rows.map((row) => row.amountFen).sort()).toEqual([-40_000, 40_000])
    expect(await unbalancedMovements(db)).toEqual([])
  })

  it('refuses an amount that is not above zero', async () => {
    const booking = connection.db.transaction((tx) => book(tx, 'payment/P0', { ...payment, amountFen: 0 }))
    await expect(booking).rejects.toThrow(RangeError)
  })

  it('finds a movement that lost its other half', async () => {
    const { db } = connection
    await db
      .insert(ledgerEntries)
      .values({ movement: 'payment/P2', account: 'alipayClearing', amountFen: 1, orderId })
    expect(await unbalancedMovements(db)).toEqual(['payment/P2'])
  })
})
