import { X509Certificate } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { owedFen, unbalancedMovements } from '../db/ledger.ts'
import { certificates, keyLeases } from '../db/schema/certificates.ts'
import { payments } from '../db/schema/money.ts'
import { orders } from '../db/schema/orders.ts'
import { sentNotices } from '../db/schema/proofing.ts'
import { isFinal, type OrderState } from '../domain/order-states.ts'
import { daysLeft } from '../domain/renewal.ts'
import { endOfValidity } from '../pki/validity.ts'
import { Refused, signedIn, until, type Call } from './actors.ts'
import { plugIn, pullOut, readingPage } from './applicant-pc.ts'
import { keyHolder, type Holder } from './key-holder.ts'
import { keyWriter, type KeyWriter } from './key-writer.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// Procedure 2 through the real API, workers, database, HSM, key agent and key. A certificate that is near its end was
// issued by the same CA with its clock set back.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let staff: { reviewer: Call; keyStation: Call }
let organisations: Sandbox['organisations']
const DAY = 86_400_000

/** A key whose certificate has so many days left, or ended so many days ago. */
async function holderWith(daysLeft: number): Promise<Holder> {
  place.issuing.at = new Date(Date.now() - (365 - daysLeft) * DAY)
  const holder = await keyHolder(place, organisations.shift()!, staff)
  delete place.issuing.at
  return holder
}

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  staff = { reviewer: await signedIn(place, 'reviewer'), keyStation: await signedIn(place, 'keyStation') }
  organisations = (await readWorld(place.sandbox)).organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  const [first, second, third] = [await holderWith(40), await holderWith(-30), await holderWith(200)]
  soon = first
  ended = second
  early = third
  await clock.end()
}, 240_000)
afterAll(() => place?.stop())

let soon: Holder
let ended: Holder
let early: Holder
let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  await clock.skip(`${(day += 2)} days`)
})
afterEach(() => clock.end())

const orderId = (order: KeyWriter) => `renewal/${order.no}`
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

/** The certificates of a key that may be used, and the one that its order made. */
async function certificatesOf(order: KeyWriter) {
  const [row] = await place.db
    .select()
    .from(orders)
    .where(eq(orders.id, orderId(order)))
  const [old] = await place.db.select().from(certificates).where(eq(certificates.id, row!.certificateId!))
  const made = await place.db
    .select()
    .from(certificates)
    .where(eq(certificates.orderId, orderId(order)))
  return { old: old!, made }
}

/** Checks what holds of every renewal that has ended. */
async function ends(order: KeyWriter, state: OrderState) {
  await order.inState(state)
  expect(isFinal(state)).toBe(true)
  expect(await unbalancedMovements(place.db)).toEqual([])
  await until(async () => (await owedFen(place.db, orderId(order))) === 0, 'books without debts')
  const { old, made } = await certificatesOf(order)
  const usable = made.filter(({ state: standing }) => standing !== 'revoked')
  expect(usable.length).toBe(state === 'completed' ? 1 : 0)
  expect(old.state).toBe('active')
  if (state === 'completed')
    await until(async () => (await certificatesOf(order)).old.supersededBy === usable[0]!.id, 'superseded')
  const paid = await place.db
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId(order)), eq(payments.accepted, true)))
  expect(paid.length).toBeLessThanOrEqual(1)
}

/** What the key itself holds: one certificate of ours that counts. */
async function onKey(holder: Holder) {
  await plugIn(place, holder.serial)
  const { call } = keyWriter(place, holder)
  const { certificates: found } = await (await readingPage(place, call)).key()
  return found.map(({ label, der }) => ({ label, der: new X509Certificate(Buffer.from(der, 'base64')) }))
}

describe('a renewal that comes to nothing', () => {
  it('is refused while it is too early, with the day from which it is not', async () => {
    const order = keyWriter(place, early)
    const [row] = await place.db.select().from(certificates).where(eq(certificates.orderId, early.orderId))
    const left = () => daysLeft(row!.notAfter!, new Date())
    const before = left()
    const login = await order.login()
    // Midnight may come meanwhile.
    expect([before, left()]).toContain(login.daysLeft)
    expect(login.renewal!.code).toBe('renewalTooEarly')
    expect(await refusal(order.call('POST', '/api/renewals'))).toBe('renewalTooEarly')
  })

  it('needs the key in this browser', async () => {
    const order = keyWriter(place, soon)
    expect(await refusal(order.call('POST', '/api/renewals'))).toBe('keyLoginNeeded')
  })

  it('is closed when nobody touches it, and its copied data are wiped', async () => {
    const order = keyWriter(place, soon)
    await order.begin()
    await clock.skip('31 days')
    await ends(order, 'expired')
    await until(async () => Object.keys((await order.view()).form ?? {}).length === 0, 'wiped data')
  })

  it('is closed when it is not paid', async () => {
    const order = keyWriter(place, soon)
    await order.begin()
    expect((await order.submit()).totalFen).toBe(300_00)
    await clock.skip('8 days')
    await ends(order, 'expired')
  })

  it('can be cancelled; one open order a key', async () => {
    const order = keyWriter(place, soon)
    const { no } = await order.begin()
    const second = keyWriter(place, soon)
    expect((await second.begin()).no).toBe(no)
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('that was paid and never written is reminded of, given back, and what was issued for it is revoked', async () => {
    const order = keyWriter(place, soon)
    await order.paid()
    const page = await order.atKey()
    await page.reportPair(await page.generate())
    await clock.skip('31 days')
    await ends(order, 'expired')
    const told = await place.db
      .select()
      .from(sentNotices)
      .where(eq(sentNotices.orderId, orderId(order)))
    const count = (notice: string) => told.filter((row) => row.notice === notice).length
    expect([count('writingReminder'), count('writingLapsed'), count('refunded')]).toEqual([2, 1, 1])
    expect((await order.view()).refunds.map(({ state }) => state)).toEqual(['done'])
  })
})

describe('a renewal', () => {
  it('is at one page at a time, and goes on at its step whatever interrupts it', async () => {
    const order = keyWriter(place, soon)
    await order.paid()
    const first = await order.atKey()
    expect(await refusal(order.atKey())).toBe('keyInUseElsewhere')
    await place.db
      .update(keyLeases)
      .set({ heartbeatAt: new Date(Date.now() - 61_000) })
      .where(eq(keyLeases.orderId, orderId(order)))
    const second = await order.atKey()
    expect(second.lease().fence).toBe(first.lease().fence + 1)
    expect(await refusal(first.heartbeat())).toBe('keyInUseElsewhere')
    expect(await refusal(first.generate().then(first.reportPair))).toBe('keyInUseElsewhere')
    await second.release()

    // Pulled out after every step, it goes on there: with no other key, and never with another pair.
    const pages = [await order.atKey()]
    const again = async () => {
      await pages.at(-1)!.release()
      await pullOut(place, soon.serial)
      pages.push(await order.atKey())
      return pages.at(-1)!
    }
    const [page] = pages
    await pullOut(place, soon.serial)
    expect(await refusal(page!.generate())).toBe('tokenNotFound')
    await plugIn(place, early.serial)
    expect(await refusal(page!.generate())).toBe('tokenNotFound')

    await plugIn(place, soon.serial)
    const made = await page!.generate()
    let next = await again()
    expect((await next.generate()).spki).toBe(made.spki)
    await next.reportPair(made)
    await next.reportPair(made)
    const { certificate } = next.progress
    next = await again()
    expect([next.progress.step, next.progress.certificate]).toEqual(['write', certificate])

    // Not before the new certificate has proved itself does anybody take the old one away.
    expect(
      await refusal(next.agent.ask('finish', { serial: soon.serial, pin: soon.pin, orderNo: order.no })),
    ).toBe('notTicketed')
    expect(await refusal(next.reportWritten({ signature: made.signature }))).toBe('statementInvalid')
    await next.write()
    next = await again()
    await next.reportWritten(await next.write())
    next = await again()
    expect(next.progress.step).toBe('finish')
    await next.finish()
    next = await again()
    await next.finish()
    await next.reportFinished()
    await ends(order, 'completed')

    const { old, made: issued } = await certificatesOf(order)
    expect(issued.length).toBe(1)
    expect(issued[0]!.notAfter).toEqual(endOfValidity(issued[0]!.notBefore, 1, old.notAfter))
    const found = await onKey(soon)
    expect(found.map(({ label, der }) => [label, der.serialNumber.toLowerCase()])).toEqual([
      [`order:${order.no}`, issued[0]!.serial],
    ])
  })

  it('is not done twice: the key has more than 89 days left now', async () => {
    const login = await keyWriter(place, soon).login()
    expect([login.renewal!.code, login.daysLeft > 365]).toEqual(['renewalTooEarly', true])
  })

  it('of a certificate that has ended runs from the day of issue', async () => {
    const order = keyWriter(place, ended)
    await order.paid()
    await (await order.atKey()).goOn()
    await ends(order, 'completed')
    const { made } = await certificatesOf(order)
    expect(made[0]!.notAfter).toEqual(endOfValidity(made[0]!.notBefore, 1))
  })
})
