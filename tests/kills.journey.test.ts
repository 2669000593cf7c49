import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { runningIn } from '../bin/supervisor.ts'
import { openDatabase, type Connection } from '../db/database.ts'
import { certificates } from '../db/schema/certificates.ts'
import { invoices, payments } from '../db/schema/money.ts'
import { shipments } from '../db/schema/shipping.ts'
import { applicant, decide, makeKey, press, signedIn, until, type Applicant, type Call } from './actors.ts'
import { readWorld } from './sandbox-world.ts'

// kill -9 in the middle of an order, at every station of its way: it ends as if nothing had happened. Everything is
// real here, Temporal and Postgres too; what was killed is started again by the supervisor.

const place = {
  site: inject('site'),
  sandbox: inject('sandbox'),
  env: inject('environment') as NodeJS.ProcessEnv,
}
let connection: Connection
let reviewer: Call
let keyStation: Call

beforeAll(async () => {
  process.env.DATABASE_URL = place.env.DATABASE_URL
  process.env.DATA_KEY = place.env.DATA_KEY
  process.env.FINGERPRINT_KEY = place.env.FINGERPRINT_KEY
  connection = openDatabase()
  reviewer = await signedIn(place, 'reviewer')
  keyStation = await signedIn(place, 'keyStation')
})
afterAll(() => connection?.close())

type Service = 'postgres' | 'temporal' | 'worker-ca' | 'worker-key-station' | 'worker-business' | 'api'

/** Ends a process the hard way. Gives its number. */
function kill(name: Service): number {
  const { pid } = runningIn(inject('dataDir')).left.find((service) => service.name === name)!
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Waits until another process has taken its place and the site answers. */
async function isBack(name: Service, pid: number): Promise<void> {
  await until(async () => {
    const now = runningIn(inject('dataDir')).left.find((service) => service.name === name)
    if (!now || now.pid === pid) return false
    // Nobody listens at first.
    const answer = await fetch(`${place.site}/readyz`).catch((error: unknown) =>
      error instanceof TypeError ? undefined : Promise.reject(error),
    )
    return answer?.ok
  }, `${name} to be back`)
}

/** Kills while something is under way that was just begun. */
async function killDuring(name: Service, begin: () => Promise<unknown>, afterMs = 0): Promise<void> {
  await begin()
  await sleep(afterMs)
  await isBack(name, kill(name))
}

/** Messages that were there before an order began. */
const earlier = new Map<string, Set<string>>()

/** How often each SMS of an order came, by its text without numbers. */
async function messagesOf({ no, form }: Applicant): Promise<Record<string, number>> {
  const { messages } = await readWorld(place.sandbox)
  const counts: Record<string, number> = {}
  for (const { id, phone, text } of messages) {
    if (earlier.get(no)!.has(id)) continue
    const aboutIt = text.includes(no) || (phone === form.legalRepresentative.phone && /证书密码/.test(text))
    const words = text.replace(/[\dA-Z]/g, '')
    if (aboutIt) counts[words] = (counts[words] ?? 0) + 1
  }
  return counts
}

async function endsAsIfNothingHadHappened(order: Applicant) {
  await order.inState('completed')
  const { db } = connection
  const paid = await db
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, order.orderId), eq(payments.state, 'paid')))
  const issued = await db.select().from(certificates).where(eq(certificates.orderId, order.orderId))
  const sent = await db.select().from(shipments).where(eq(shipments.orderId, order.orderId))
  expect(paid.map(({ accepted }) => accepted)).toEqual([true])
  expect(issued.map(({ state }) => state)).toEqual(['active'])
  expect(sent.map(({ state }) => state)).toEqual(['delivered'])
  await until(async () => {
    const bills = await db.select().from(invoices).where(eq(invoices.orderId, order.orderId))
    return bills.length === 1 && bills[0]!.state === 'mailed'
  }, 'the invoice')
  const counts = await until(async () => {
    const found = await messagesOf(order)
    // Code, payment, approval, password, on its way, delivered.
    return Object.keys(found).length >= 6 && found
  }, 'every SMS')
  expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((text) => [text, 1])))
}

/** A new order of an organisation whose phones got no code within the last minute. */
async function someone() {
  const { organisation, messages } = await until(async () => {
    const { organisations, messages } = await readWorld(place.sandbox)
    const rested = organisations.find(
      ({ status, legalRepresentative: legal, operator }) =>
        status.startsWith('在营') &&
        !legal.idType &&
        !messages.some(
          ({ phone, at }) => (phone === legal.phone || phone === operator.phone) && at > Date.now() - 61_000,
        ),
    )
    return rested && { organisation: rested, messages }
  }, 'an organisation whose phones have rested')
  const order = await applicant(place, organisation)
  earlier.set(order.no, new Set(messages.map(({ id }) => id)))
  return order
}

async function shipped(order: Applicant): Promise<string> {
  const { shipment } = await order.inState('shipping')
  await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
  return shipment!.waybillNo
}

/** Waits for as long again. */
const patiently = <T>(wait: () => Promise<T>): Promise<T> => wait().catch(wait)

describe('an order survives kill -9', { timeout: 240_000 }, () => {
  it('of each process at another station of its way', async () => {
    const order = await someone()
    await killDuring('api', () => order.save())
    expect((await order.view()).revision).toBe(1)
    await killDuring('temporal', () => order.prove(), 200)
    await killDuring('postgres', () => order.confirm())
    await order.uploadAll()
    await killDuring('worker-business', () => order.submit(), 300)
    // The notification finds nobody; the sandbox repeats it, and we ask ourselves.
    const api = kill('api')
    await order.pay()
    await isBack('api', api)
    // Where its repetition found nobody either, our own question comes more than a minute later.
    await killDuring('worker-business', () => patiently(() => order.inState('inReview')))
    await killDuring('temporal', () => decide(reviewer, order.no), 100)
    await order.inState('making')
    await makeKey(place, keyStation, order.no)
    const waybill = await shipped(order)
    await killDuring('postgres', () => press(place, `shipments/${waybill}/delivered`))
    await endsAsIfNothingHadHappened(order)
  })

  it.each(['worker-ca', 'worker-key-station', 'worker-business', 'temporal', 'postgres'] as const)(
    'of %s while its key is being made',
    async (name) => {
      const order = await someone()
      await order.paid()
      await decide(reviewer, order.no)
      await order.inState('making')
      await Promise.all([
        makeKey(place, keyStation, order.no),
        sleep(1200).then(() => isBack(name, kill(name))),
      ])
      const waybill = await shipped(order)
      await press(place, `shipments/${waybill}/delivered`)
      await endsAsIfNothingHadHappened(order)
    },
  )
})
