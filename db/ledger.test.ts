import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import type { Connection, Transaction } from './database.ts'
import { book, MovementConflict, owedFen, type Movement } from './ledger.ts'
import { migrateDatabase } from './migrate.ts'
import { ledgerEntries, ledgerMovements } from './schema/money.ts'

const orderId = 'newApplication/20261124-000001'
const payment = {
  kind: 'payment',
  number: 'P1',
  orderId,
  debit: 'alipayClearing',
  credit: 'customerPrepayments',
  amountFen: 40_000,
} as const
const refund = {
  kind: 'refund',
  number: 'P1R1',
  orderId,
  debit: 'customerPrepayments',
  credit: 'alipayClearing',
  amountFen: 40_000,
} as const

let connection: Connection
beforeAll(async () => {
  connection = await testDatabase()
  // A second start of the product.
  await migrateDatabase(connection.db)
})
afterAll(() => connection.close())

const booked = (movement: Movement) => connection.db.transaction((tx) => book(tx, movement))
const entriesOf = (movement: string) =>
  connection.db.select().from(ledgerEntries).where(eq(ledgerEntries.movement, movement))
/** What Postgres says about a transaction that it refuses. */
const refusal = (work: (tx: Transaction) => Promise<unknown>): Promise<string> =>
  connection.db.transaction(work).then(
    () => 'committed',
    (error: Error) => String(error.cause ?? error),
  )

describe('a movement', () => {
  it('is booked once, however often it is reported, also at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => booked(payment)))
    const rows = await entriesOf('payment/P1')
    expect(rows.map(({ amountFen }) => amountFen).sort()).toEqual([-40_000, 40_000])
  })

  it.each([
    { debit: 'wechatClearing' },
    { credit: 'unmatchedReceipts' },
    { amountFen: 1 },
    { debitOf: 'another order' },
    { orderId: 'another order' },
  ] as const)('that is booked is refused whole with other sides: %o', async (other) => {
    await booked(payment)
    const before = await entriesOf('payment/P1')
    await expect(booked({ ...payment, ...other })).rejects.toThrow(MovementConflict)
    expect(await entriesOf('payment/P1')).toEqual(before)
  })

  it('has an amount above zero', async () => {
    await expect(booked({ ...payment, number: 'P0', amountFen: 0 })).rejects.toThrow(RangeError)
  })
})

describe('the database', () => {
  const header = { name: 'payment/P2', kind: 'payment', orderId, amountFen: 5 } as const
  const debit = { movement: 'payment/P2', account: 'alipayClearing', amountFen: 5, orderId } as const
  const credit = { ...debit, account: 'revenue', amountFen: -5 } as const

  it.each([
    ['without entries', []],
    ['with one side', [debit]],
    ['with sides that do not sum to zero', [debit, { ...credit, amountFen: -4 }]],
    [
      'with sides of another amount than its own',
      [
        { ...debit, amountFen: 4 },
        { ...credit, amountFen: -4 },
      ],
    ],
  ] as const)('commits no movement %s', async (_, sides) => {
    const said = await refusal(async (tx) => {
      await tx.insert(ledgerMovements).values(header)
      for (const side of sides) await tx.insert(ledgerEntries).values(side)
    })
    expect(said).toContain('is not balanced')
    expect(
      await connection.db.select().from(ledgerMovements).where(eq(ledgerMovements.name, header.name)),
    ).toEqual([])
  })

  it('adds no sides to a movement that is booked, balanced or not', async () => {
    await booked(payment)
    const more = [
      { ...debit, movement: 'payment/P1', account: 'bankAccount' },
      { ...credit, movement: 'payment/P1' },
    ] as const
    expect(await refusal((tx) => tx.insert(ledgerEntries).values([...more]))).toContain('is not balanced')
    expect(await refusal((tx) => tx.insert(ledgerEntries).values(more[0]))).toContain('is not balanced')
  })

  it.each(['ledger_movements', 'ledger_entries'])('changes nothing in %s', async (table) => {
    await booked(payment)
    for (const change of [
      `update ${table} set amount_fen = 1`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ])
      expect(await refusal((tx) => tx.execute(sql.raw(change)))).toContain('append-only')
  })

  it('returns no more than came in, by whichever way, also at the same time', async () => {
    await booked({ ...payment, number: 'P3', orderId: 'order 3' })
    const ways = [
      { ...refund, number: 'P3R1', orderId: 'order 3' },
      { ...refund, number: 'P3R2', orderId: 'order 3', credit: 'bankAccount' },
    ] as const
    const said = await Promise.all(ways.map((way) => refusal((tx) => book(tx, way))))
    expect(said.filter((answer) => answer === 'committed').length).toBe(1)
    expect(said.filter((answer) => answer.includes('takes more than customerPrepayments holds')).length).toBe(
      1,
    )
    expect(await owedFen(connection.db, 'order 3')).toBe(0)
  })
})
