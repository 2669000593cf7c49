import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Connection } from '../../db/database.ts'
import { orderEvents, orders } from '../../db/schema/orders.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { recordActivities, type RecordActivities, type RecordedMove } from './record.ts'

let connection: Connection
let activities: RecordActivities

beforeAll(async () => {
  connection = await testDatabase()
  activities = recordActivities({ db: connection.db, documentStore: undefined as never })
}, 60_000)
afterAll(() => connection?.close())

const no = '20261124-000001'
const orderId = `newApplication/${no}`
const move = (seq: number, event: RecordedMove['event'], state: RecordedMove['state'], at: number) =>
  activities.recordMove({
    orderId,
    no,
    runId: 'run',
    seq,
    event,
    state,
    by: 'applicant',
    at,
    waitsUntil: null,
  })

async function asItStands() {
  const { db } = connection
  const events = await db
    .select()
    .from(orderEvents)
    .where(eq(orderEvents.orderId, orderId))
    .orderBy(orderEvents.seq)
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId))
  return { events: events.map(({ event }) => event), state: order!.state, ended: order!.endedAt !== null }
}

it('of a move that is written again after its worker died, on another way, the last writing is the truth', async () => {
  const row = {
    id: orderId,
    no,
    kind: 'newApplication',
    product: 'organisationUkey',
    state: 'draft',
  } as const
  await connection.db.insert(orders).values({ ...row, revision: 1, priceItems: [] })
  await move(1, 'begun', 'draft', 1000)
  await move(2, 'proofed', 'draft', 2000)
  await move(3, 'cancelled', 'cancelled', 2000)

  await move(2, 'confirmed', 'confirmed', 3000)
  const truth = { events: ['begun', 'confirmed'], state: 'confirmed', ended: false }
  expect(await asItStands()).toEqual(truth)

  // What was on its way from the worker that died comes late.
  await move(2, 'proofed', 'draft', 2000)
  await move(3, 'cancelled', 'cancelled', 2000)
  expect(await asItStands()).toEqual(truth)
})

it('a move that is about another form than the one that is saved now is refused', async () => {
  const about = {
    orderId,
    no,
    runId: 'run',
    event: 'confirmed',
    state: 'confirmed',
    by: 'applicant',
    waitsUntil: null,
  } as const
  await expect(activities.recordMove({ ...about, seq: 9, at: 9000, revision: 7 })).rejects.toMatchObject({
    type: 'FormChanged',
  })
})
