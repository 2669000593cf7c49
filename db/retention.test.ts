import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordActivities } from '../activities/orders/record.ts'
import type { OrderKind, OrderState } from '../domain/kinds/kinds.ts'
import { testDatabase } from '../tests/test-database.ts'
import { openDatabase, type Connection } from './database.ts'
import { ordersToForget } from './retention.ts'
import { documents, orderForms, orders } from './schema/orders.ts'
import { sealForm } from './sealed-forms.ts'

const NOW = new Date('2026-11-29T00:00:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000)

let owner: Connection
let business: Connection
beforeAll(async () => {
  process.env.DATA_KEY = Buffer.alloc(32, 7).toString('base64')
  const database = await testDatabase()
  owner = database
  business = openDatabase(database.urlOf('business'))
})
afterAll(async () => {
  await business.close()
  await owner.close()
})

let count = 0
async function order(kind: OrderKind, state: OrderState, days: number, started = true) {
  const no = `20261129-${String(++count).padStart(6, '0')}`
  const orderId = `${kind}/${no}`
  const at = ago(days)
  await owner.db.insert(orders).values({
    ...{ id: orderId, no, kind, product: 'organisationUkey', state, revision: 1, priceItems: [] },
    ...{ createdAt: at, startedAt: started ? at : null, endedAt: state === 'draft' ? null : at },
  })
  const form = { orderId, revision: 1, typed: { a: 1 }, complete: true, proofedFacts: 'f', digest: 'd' }
  await owner.db.insert(orderForms).values(sealForm(form))
  return orderId
}

it('what was paid or examined and came to nothing is kept 90 days, and so is what never began 30; invoices stay', async () => {
  const past = [
    await order('newApplication', 'rejected', 91),
    await order('informationChange', 'expired', 91),
    await order('unlock', 'cancelled', 91),
    await order('newApplication', 'draft', 31, false),
  ]
  await order('informationChange', 'rejected', 89)
  await order('newApplication', 'draft', 29, false)
  // Its process closes it.
  await order('newApplication', 'draft', 365)
  await order('renewal', 'completed', 365)
  const [paid] = past
  const file = { orderId: paid!, contentType: 'x', size: 1, sha256: 's' }
  await owner.db.insert(documents).values([
    { ...file, kind: 'legalRepId' },
    { ...file, kind: 'invoicePdf' },
  ])

  const found = () => ordersToForget(business.db, NOW, 100)
  expect((await found()).toSorted()).toEqual(past.toSorted())
  const removed: string[] = []
  const documentStore = { remove: async (id: string) => void removed.push(id) }
  const { wipePersonalData } = recordActivities({
    db: business.db,
    documentStore: documentStore as unknown as Parameters<typeof recordActivities>[0]['documentStore'],
  })
  for (const orderId of past) await wipePersonalData({ orderId })
  expect(await found()).toEqual([])
  expect(removed).toHaveLength(1)
  expect((await owner.db.select().from(documents)).map(({ kind }) => kind)).toEqual(['invoicePdf'])
})
