import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import { openDatabase, type Connection } from './database.ts'
import { keyMakings } from './schema/certificates.ts'
import { staffTasks } from './schema/money.ts'
import { confirmations, documents, orders } from './schema/orders.ts'
import { proofings } from './schema/proofing.ts'
import { reviews } from './schema/review.ts'
import { user } from './schema/staff.ts'
import { readStaffRows } from './staff-rows.ts'

let connection: Awaited<ReturnType<typeof testDatabase>>
let api: Connection
beforeAll(async () => {
  connection = await testDatabase()
  api = openDatabase(connection.urlOf('api'))
})
afterAll(async () => {
  await api.close()
  await connection.close()
})

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute))

async function newOrder(no: string): Promise<string> {
  const [order] = await connection.db
    .insert(orders)
    .values({
      id: `newApplication/${no}`,
      no,
      kind: 'newApplication',
      product: 'organisationUkey',
      state: 'draft',
      revision: 0,
      priceItems: [],
    })
    .returning()
  return order!.id
}

it('staff read of an order what only they see: its latest making, its open tasks, who has its review', async () => {
  const { db } = connection
  const orderId = await newOrder('20261124-000001')
  const check = { orderId, facts: 'f', inconsistent: [], providerRequests: [] }
  await db.insert(proofings).values([
    { ...check, method: 'registry', result: 'matched', idempotencyKey: 'late', createdAt: at(2) },
    { ...check, method: 'registry', result: 'mismatched', idempotencyKey: 'early', createdAt: at(1) },
  ])
  const person = (username: string) => ({
    id: `id-${username}`,
    name: username,
    email: `${username}@staff.invalid`,
    username,
    createdAt: at(0),
    updatedAt: at(0),
  })
  await db.insert(user).values([person('limin'), person('zhouhang')])
  const people = { claimedBy: 'id-limin', firstApprovedBy: 'id-zhouhang' }
  await db.insert(reviews).values({ orderId, dueAt: at(0), provisional: false, ...people })
  const making = { orderId, stationId: 's', madeBy: 'chen', step: 'writing' } as const
  await db.insert(keyMakings).values([
    { ...making, id: randomUUID(), tokenSerial: 'second', createdAt: at(2) },
    { ...making, id: randomUUID(), tokenSerial: 'first', failure: 'TokenGone', createdAt: at(1) },
  ])
  const [letter] = await db
    .insert(documents)
    .values({
      id: randomUUID(),
      orderId,
      kind: 'authorisation',
      contentType: 'image/png',
      size: 1,
      sha256: 'a',
    })
    .returning()
  const confirmation = {
    orderId,
    documentId: letter!.id,
    digest: 'd',
    statement: '',
    publicKey: '',
    signature: '',
  }
  await db
    .insert(confirmations)
    .values({ ...confirmation, algorithm: 'rsaSha256', way: 'sms', createdAt: at(1) })
  const task = { orderId, kind: 'makingOverdue', detail: { days: 2 }, dueAt: at(4) } as const
  await db.insert(staffTasks).values([
    { ...task, subject: 'later', createdAt: at(2) },
    { ...task, subject: 'sooner', createdAt: at(1) },
    { ...task, subject: 'done', doneAt: at(3), createdAt: at(0) },
  ])

  expect(await readStaffRows(api.db, orderId)).toMatchObject({
    checks: [
      { result: 'mismatched', createdAt: at(1) },
      { result: 'matched', createdAt: at(2) },
    ],
    claimedBy: 'limin',
    firstApprovedBy: 'zhouhang',
    making: { tokenSerial: 'second', failure: null },
    confirmedBy: 'sms',
    tasks: [
      { subject: 'sooner', detail: { days: 2 }, createdAt: at(1) },
      { subject: 'later', createdAt: at(2) },
    ],
  })
})

it('of an order that has nothing of it yet, nothing', async () => {
  expect(await readStaffRows(api.db, await newOrder('20261124-000002'))).toEqual({
    checks: [],
    claimedBy: null,
    firstApprovedBy: null,
    making: undefined,
    confirmedBy: null,
    tasks: [],
  })
})
