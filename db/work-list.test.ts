import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { priorityRank } from '../domain/assignment.ts'
import { testDatabase } from '../tests/test-database.ts'
import { openDatabase, type Connection } from './database.ts'
import { addRevision } from './forms.ts'
import { searchOrders } from './order-search.ts'
import { createOrder, lockOrder } from './orders.ts'
import { shipments } from './schema/shipping.ts'
import { orders } from './schema/orders.ts'
import { reviews } from './schema/review.ts'
import { user } from './schema/staff.ts'
import { countOrders, keyOf, orderCounts, orderPage, type OrderFilter } from './work-list.ts'

let owner: Awaited<ReturnType<typeof testDatabase>>
let connection: Connection
beforeAll(async () => {
  process.env.FINGERPRINT_KEY = randomBytes(32).toString('base64')
  process.env.DATA_KEY = randomBytes(32).toString('base64')
  owner = await testDatabase()
  connection = openDatabase(owner.urlOf('api'))
})
afterAll(async () => {
  await connection.close()
  await owner.close()
})

const now = new Date('2026-11-24T04:00:00Z')
const clock = { now, dayEnds: new Date('2026-11-24T16:00:00Z') }
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

let numbers = 0
async function order(row: Partial<typeof orders.$inferInsert> = {}) {
  const no = `20261124-${String(++numbers).padStart(6, '0')}`
  const kind = row.kind ?? 'newApplication'
  await owner.db.insert(orders).values({
    ...{ id: `${kind}/${no}`, no, kind, product: 'organisationUkey', state: 'inReview', revision: 1 },
    priceItems: [],
    ...row,
  })
  return no
}

const open: OrderFilter = { standing: 'open' }
const listed = async (wanted: Partial<OrderFilter> = {}) =>
  (await orderPage(connection.db, { ...open, ...wanted }, clock, { size: 50 })).map(({ order }) => order.no)

describe('a list of open orders', () => {
  let late: string, soon: string, later: string, never: string, urgent: string, done: string
  beforeAll(async () => {
    later = await order({ waitsUntil: at(50), kind: 'renewal', state: 'writing' })
    never = await order({ waitsUntil: null })
    soon = await order({ waitsUntil: at(3) })
    late = await order({ waitsUntil: at(-3), assignee: 'wang' })
    urgent = await order({ waitsUntil: at(60), priority: priorityRank('urgent'), state: 'making' })
    done = await order({ state: 'completed', endedAt: at(-9) })
    await order({ state: 'draft', revision: 0 })
  })

  it('begins with the urgent, then with what is due soonest, and shows no empty draft', async () => {
    expect(await listed()).toEqual([urgent, late, soon, later, never])
  })

  it('goes on after a row, past those that have no time', async () => {
    const seen: string[] = []
    let from: ReturnType<typeof keyOf> | undefined
    for (let pages = 0; pages < 10; pages++) {
      const [row] = await orderPage(connection.db, open, clock, { size: 1, from })
      if (!row) break
      seen.push(row.order.no)
      from = keyOf(row.order)
    }
    expect(seen).toEqual([urgent, late, soon, later, never])
  })

  it('is filtered by kind, state, whose move it is, priority, due time and number', async () => {
    expect(await listed({ kind: 'renewal' })).toEqual([later])
    expect(await listed({ state: 'making' })).toEqual([urgent])
    expect(await listed({ who: 'reviewer' })).toEqual([late, soon, never])
    expect(await listed({ priority: 'urgent' })).toEqual([urgent])
    expect(await listed({ due: 'overdue' })).toEqual([late])
    expect(await listed({ due: 'today' })).toEqual([soon])
    expect(await listed({ only: [soon, done] })).toEqual([soon])
    expect(await listed({ standing: 'ended' })).toEqual([done])
  })

  it('counts what is due whenever, of the same orders', async () => {
    const counts = await countOrders(connection.db, { ...open, who: 'reviewer', due: 'today' }, clock)
    expect(counts).toEqual({ all: 3, overdue: 1, today: 1 })
  })

  it('is somebody’s own by assignment or by a claim that still holds', async () => {
    await owner.db.insert(user).values({
      ...{ id: 'id-li', name: 'li', email: 'li@staff.invalid', username: 'li' },
      ...{ createdAt: now, updatedAt: now },
    })
    const claim = (no: string, claimedUntil: Date) =>
      owner.db.insert(reviews).values({
        ...{ orderId: `newApplication/${no}`, dueAt: now, provisional: false },
        ...{ claimedBy: 'id-li', claimedUntil },
      })
    await claim(soon, at(0.2))
    await claim(never, at(-0.2))
    expect(await listed({ assignee: 'li' })).toEqual([soon])
    expect(await listed({ assignee: 'wang' })).toEqual([late])
    expect(await listed({ assignee: null })).toEqual([urgent, later, never])
    const counts = await orderCounts(connection.db, 'li', clock)
    const of = counts.find(({ state, kind }) => state === 'inReview' && kind === 'newApplication')
    expect(of).toMatchObject({ all: 3, overdue: 1, today: 1, mine: 1, free: 1 })
  })
})

describe('a search', () => {
  const found = async (text: string) => (await searchOrders(connection.db, text, 50)).rows.map(({ no }) => no)
  const form = {
    organisation: { name: '杭州云杉科技有限公司', uscc: '91330106MA2B1C3D4E' },
    legalRepresentative: { name: '买买提·艾力', idNumber: '110101199003074514', phone: '13800000001' },
    operator: { name: '钱进', idNumber: '11010119900307758X', phone: '13900000002' },
  }
  let no: string
  beforeAll(async () => {
    const made = await createOrder(
      connection.db,
      {
        ...{ kind: 'newApplication', product: 'organisationUkey', language: 'zh' },
        ...{
          holderName: form.organisation.name,
          holderNumber: form.organisation.uscc,
          tokenSerial: 'HT2026A01',
        },
      },
      { typed: form, complete: true, proofedFacts: 'f', digest: 'd' },
    )
    no = made!.no
    await owner.db.insert(shipments).values({
      ...{ orderId: made!.id, providerOrderId: 'p' },
      waybillNo: 'SF7444',
      tokenSerial: 'x',
      state: 'ready',
    })
    for (let others = 0; others < 3; others++) await order({ holderName: '北京示例建设集团' })
  })

  it.each([
    ['the organisation', '云杉科技'],
    ['how its name begins', '杭州'],
    ['its USCC', '9133 0106 ma2b1c3d4e'],
    ['a phone', '+86 138-0000-0001'],
    ['an identity number', '11010119900307758x'],
    ['a person’s name, whatever dot is in it', '买买提•艾力'],
    ['the serial number of its key', 'ht2026a01'],
    ['a waybill', 'sf7444'],
  ])('finds an order by %s', async (_, text) => expect(await found(text)).toEqual([no]))

  it('finds an order by its number, with and without dash', async () => {
    expect(await found(no)).toEqual([no])
    expect(await found(no.replace('-', ''))).toEqual([no])
  })

  it('finds nothing by a part of what is personal, nor by a pattern', async () => {
    for (const text of ['1380000', '买买提', '11010119900307', '%', '__'])
      expect(await found(text)).toEqual([])
  })

  it('says when a person was searched for', async () => {
    expect(await searchOrders(connection.db, '13900000002', 5)).toMatchObject({ byPerson: true })
    expect(await searchOrders(connection.db, '云杉科技', 5)).toMatchObject({ byPerson: false })
  })

  it('follows the form, and forgets what is typed there no more', async () => {
    await connection.db.transaction(async (tx) => {
      const { id: orderId, revision } = (await lockOrder(tx, `newApplication/${no}`))!
      const typed = { ...form, operator: { ...form.operator, phone: '13700000003' } }
      await addRevision(tx, {
        ...{ orderId, typed, revision: revision + 1 },
        ...{ complete: true, proofedFacts: 'f', digest: 'e' },
      })
    })
    expect(await found('13700000003')).toEqual([no])
    expect(await found('13900000002')).toEqual([])
    const [row] = await owner.db.select().from(orders).where(eq(orders.no, no))
    expect(JSON.stringify(row)).not.toMatch(/1370000|钱进|110101/)
  })
})
