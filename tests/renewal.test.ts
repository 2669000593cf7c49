import { X509Certificate } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { owedFen } from '../db/ledger.ts'
import { certificates, keyLeases } from '../db/schema/certificates.ts'
import { payments } from '../db/schema/money.ts'
import { orders } from '../db/schema/orders.ts'
import { sentNotices } from '../db/schema/proofing.ts'
import type { CertificateState } from '../domain/certificate-states.ts'
import type { NoticeId } from '../domain/notices.ts'
import { renewalRules } from '../domain/renewal.ts'
import type { OrderState } from '../domain/kinds/kinds.ts'
import { isFinal } from '../domain/order-states.ts'
import { daysLeft } from '../domain/renewal.ts'
import { endOfValidity } from '../pki/validity.ts'
import { browser, press, Refused, signedIn, until, type Call } from './actors.ts'
import { plugIn, pullOut, readingPage } from './applicant-pc.ts'
import { keyHolder, phonesRest, type Holder } from './key-holder.ts'
import { keyWriter, type KeyWriter } from './key-writer.ts'
import { loser } from './lost-key.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// Procedure 2 through the real API, workers, database, HSM, key agent and key. A certificate that is near its end was
// issued by the same CA with its clock set back.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let staff: { reviewer: Call; keyStation: Call }
let organisations: Sandbox['organisations']
let turn = 0
const DAY = 86_400_000
const WAIT = 120_000

/** A key whose certificate has so many days left, or ended so many days ago. */
async function holderWith(daysLeft: number): Promise<Holder> {
  place.issuing.at = new Date(Date.now() - (365 - daysLeft) * DAY)
  const { uscc } = organisations[turn++ % organisations.length]!
  const organisation = (await readWorld(place.sandbox)).organisations.find((one) => one.uscc === uscc)!
  await phonesRest(place.db)
  const holder = await keyHolder(place, organisation, staff)
  await phonesRest(place.db)
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

const taken = movesTaken('renewal')

/** Checks what holds of every renewal that has ended. */
async function ends(
  order: KeyWriter,
  state: OrderState,
  { after, oldState = 'active' }: { after?: string; oldState?: CertificateState } = {},
) {
  if (after) await clock.skipTill(after, async () => (await order.view()).state === state, state)
  else await order.inState(state)
  await taken.note(place.db, orderId(order))
  expect(isFinal(state)).toBe(true)
  await until(async () => (await owedFen(place.db, orderId(order))) === 0, 'books without debts')
  const { old, made } = await certificatesOf(order)
  const usable = made.filter(({ state: standing }) => standing !== 'revoked')
  expect(usable.length).toBe(state === 'completed' ? 1 : 0)
  expect(old.state).toBe(oldState)
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
    await ends(order, 'expired', { after: '31 days' })
    await until(async () => Object.keys((await order.view()).form ?? {}).length === 0, 'wiped data')
  })

  it('is closed when it is not paid', async () => {
    const order = keyWriter(place, soon)
    await order.begin()
    expect((await order.submit()).totalFen).toBe(300_00)
    await ends(order, 'expired', { after: '8 days' })
  })

  it('can be cancelled; one open order a key', async () => {
    const order = keyWriter(place, soon)
    const { no } = await order.begin()
    const second = keyWriter(place, soon)
    expect((await second.begin()).no).toBe(no)
    await order.submit()
    await clock.skip('3 hours')
    const trades = async () => (await readWorld(place.sandbox)).trades.filter(ofOrder(order))
    const before = (await trades()).length
    await order.call('POST', `/api/orders/${no}/payment-qr`)
    await until(async () => (await trades()).length > before, 'another code')
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('that is judged too late when its data are confirmed is refused there', async () => {
    const late = await holderWith(-362)
    const order = keyWriter(place, late)
    await order.begin()
    // As if weeks had passed since it was begun.
    await place.db
      .update(certificates)
      .set({ notAfter: new Date(Date.now() - 366 * DAY) })
      .where(eq(certificates.orderId, late.orderId))
    expect(await refusal(order.confirmRenewal())).toBe('renewalTooLate')
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('that was paid and never written is reminded of, given back, and what was issued for it is revoked', async () => {
    const order = keyWriter(place, soon)
    await order.paid()
    const page = await order.atKey()
    await page.reportPair(await page.generate())
    await ends(order, 'expired', { after: '31 days' })
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

const ofOrder =
  (order: KeyWriter) =>
  ({ outTradeNo }: { outTradeNo: string }) =>
    outTradeNo.startsWith(order.no.replace('-', ''))
const told = async (order: KeyWriter, notice: NoticeId) =>
  (
    await place.db
      .select()
      .from(sentNotices)
      .where(and(eq(sentNotices.orderId, orderId(order)), eq(sentNotices.notice, notice)))
  ).length
const refundsOf = async (order: KeyWriter) => (await order.view()).refunds.map(({ state }) => state)
/** A renewal whose pair has its certificate; nothing is written yet. */
async function issued(holder: Holder) {
  const order = keyWriter(place, holder)
  await order.paid()
  const page = await order.atKey()
  await page.reportPair(await page.generate())
  return { order, page }
}
/** One whose new certificate is in the key; the old one is still there. */
async function written(holder: Holder) {
  const { order, page } = await issued(holder)
  await page.reportWritten(await page.write())
  return { order, page }
}

describe('another reserved phone', { timeout: WAIT }, () => {
  const other = '13812345690'

  it('needs the code of the old one, for each proposal anew; the old one is told at the end', async () => {
    const holder = await holderWith(50)
    const order = keyWriter(place, holder)
    await order.begin()
    const propose = () => order.renewTo(other)
    const first = await propose()
    const wrong = first.oldPhoneCode === '000000' ? '111111' : '000000'
    expect(await refusal(order.submitTyped(first.code, wrong))).toBe('codeWrong')
    // Proved, but not submitted: the operator's own code was wrong.
    const own = first.code === '000000' ? '111111' : '000000'
    expect(await refusal(order.submitTyped(own, first.oldPhoneCode))).toBe('codeWrong')
    expect((await order.view()).onKey!.change!.asksOldPhone).toBe(false)
    await order.call('DELETE', `/api/orders/${order.no}/confirmation`)
    await phonesRest(place.db)
    const second = await propose()
    expect((await order.view()).onKey!.change!.asksOldPhone).toBe(true)
    expect(await refusal(order.submitTyped(second.code))).toBe('reservedPhoneOpen')
    await phonesRest(place.db)
    const { code, oldPhoneCode } = await order.codesAgain(other)
    expect((await order.submitTyped(code, oldPhoneCode)).state).toBe('awaitingPayment')
    await order.pay()
    await order.inState('writing')
    await (await order.atKey()).goOn()
    await ends(order, 'completed')
    await until(async () => (await told(order, 'phoneReplaced')) === 1, 'the old phone is told')
  })

  it('without the old one: the identity is proved anew, unless the bank sends that transfer back', async () => {
    const order = keyWriter(place, await holderWith(50))
    await order.begin()
    const { code } = await order.renewTo('13812345691')
    await order.prove(await order.proofingCode('microDeposit'))
    const asks = async () => (await order.view()).onKey!.change!.asksOldPhone
    expect(await asks()).toBe(false)
    await order.bounceTransfer()
    await clock.skipTill('7 hours', asks, 'the old phone is asked for again')
    expect(await refusal(order.submitTyped(code))).toBe('reservedPhoneOpen')
    await order.prove(await order.proofingCode('legalRepPhone'))
    expect(await asks()).toBe(false)
    await phonesRest(place.db)
    expect((await order.submitTyped(await order.codeAgain('13812345691'))).state).toBe('awaitingPayment')
    await order.cancel()
    await ends(order, 'cancelled')
  })
})

describe('a writing', { timeout: WAIT }, () => {
  it('is given up by its holder until the certificate is in the key: the money comes back', async () => {
    const holder = await holderWith(60)
    for (let times = 0; times < renewalRules.mostGivenUp; times++) {
      const { order } = await issued(holder)
      expect((await order.view()).allowed).toContain('cancelled')
      expect((await order.cancel()).state).toBe('refunding')
      await ends(order, 'cancelled')
      expect(await refundsOf(order)).toEqual(['done'])
      await phonesRest(place.db)
    }
    expect((await keyWriter(place, holder).login()).renewal!.code).toBe('renewalsGivenUp')
  })

  it('is over at once when its certificate is revoked', async () => {
    const holder = await holderWith(60)
    const { order } = await issued(holder)
    const operator = await loser(place, (span) => clock.skip(span), holder)
    const no = await operator.report()
    const { made } = await certificatesOf(order)
    await until(
      async () => (await certificatesOf(order)).made[0]!.state === 'held',
      'a hold on the new one too',
    )
    expect(await refusal(order.atKey())).toBe('keyCertificateHeld')
    const login = await order.login()
    expect([login.renewal!.code, login.informationChange!.code]).toEqual([
      'keyCertificateHeld',
      'keyCertificateHeld',
    ])
    expect(await refusal(browser(place.site)('GET', `/api/orders/${order.no}`))).toBe('orderNotFound')
    expect(await refusal(order.call('POST', '/api/renewals'))).toBe('keyCertificateHeld')
    // The report that was answered first is about the newest; the other ends with it.
    await operator.call('POST', `/api/loss-reports/${no}/revocation`)
    await operator.reported(no, 'revoked')
    await ends(order, 'expired', { after: '25 hours', oldState: 'revoked' })
    expect((await certificatesOf(order)).made.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
    expect(await refundsOf(order)).toEqual(['done'])
    await until(async () => (await told(order, 'writingRevoked')) === 1, 'the operator is told')
  })

  it('ends without news of a key when both are revoked before the old one has left it', async () => {
    const holder = await holderWith(60)
    const { order } = await written(holder)
    const operator = await loser(place, (span) => clock.skip(span), holder)
    const no = await operator.report()
    await operator.call('POST', `/api/loss-reports/${no}/revocation`)
    await operator.reported(no, 'revoked')
    await clock.skipTill('25 hours', async () => (await order.view()).state === 'completed', 'completed')
    await taken.note(place.db, orderId(order))
    const { old, made } = await certificatesOf(order)
    expect([old.state, made[0]!.state]).toEqual(['revoked', 'revoked'])
    expect((await order.view()).timeline.at(-1)!.event).toBe('revokedUnfinished')
    expect(await told(order, 'certificateInKey')).toBe(0)
  })

  it('goes on when a key that was reported lost is found: nothing was in use sooner than its holder had it', async () => {
    const holder = await holderWith(60)
    const { order, page } = await issued(holder)
    const operator = await loser(place, (span) => clock.skip(span), holder)
    await operator.report()
    const reports = await operator.call<{ no: string; kind: string }[]>('GET', '/api/orders')
    const lost = reports.filter(({ kind }) => kind === 'lossReport').map(({ no }) => no)
    expect(lost.length).toBe(2)
    for (const no of lost) {
      await operator.reported(no, 'held')
      await operator.lift(no)
      await operator.reported(no, 'lifted')
    }
    const { old, made } = await certificatesOf(order)
    expect([old.state, made[0]!.state]).toEqual(['active', 'issued'])
    await page.release()
    await (await order.atKey()).goOn()
    await ends(order, 'completed')
  })

  it('that was never finished is done at the next login: the old certificate leaves the key', async () => {
    const holder = await holderWith(60)
    const { order, page } = await written(holder)
    expect(await refusal(order.cancel())).toBe('wrongState')
    expect((await order.view()).allowed).not.toContain('cancelled')
    await page.release()
    await ends(order, 'completed', { after: '31 days' })
    expect(await told(order, 'writingReminder')).toBe(2)

    const later = keyWriter(place, holder)
    const { open, informationChange } = await later.login()
    expect([open?.no, informationChange!.code]).toEqual([order.no, 'keyInProcess'])
    expect((await later.begin()).onKey!.step).toBe('finish')
    const pageLater = await later.atKey()
    expect(pageLater.progress.step).toBe('finish')
    await pageLater.goOn()
    await pageLater.reportFinished()
    expect((await later.view()).onKey!.step).toBeNull()
    expect((await onKey(holder)).map(({ label }) => label)).toEqual([`order:${order.no}`])
    expect((await later.login()).open).toBeNull()
  })

  it('is replaced by its new certificate as soon as that is in the key', async () => {
    const holder = await holderWith(60)
    const { order, page } = await written(holder)
    const operator = await loser(place, (span) => clock.skip(span), holder)
    const all = await operator.enter()
    const [newer, older] = all.filter(({ tokenSerial }) => tokenSerial === holder.serial)
    expect([newer!.refusal, older!.refusal]).toEqual([null, 'superseded'])
    await page.finish()
    await page.reportFinished()
    await ends(order, 'completed')
  })
})

describe('a renamed organisation', { timeout: WAIT }, () => {
  it('changes its information first; after the end of its certificate it applies anew', async () => {
    for (const [left, code] of [
      [60, 'organisationChanged'],
      [-10, 'organisationChangedAfterEnd'],
    ] as const) {
      const holder = await holderWith(left)
      const order = keyWriter(place, holder)
      const { informationChange } = await order.login()
      expect(informationChange?.code).toBe(left > 0 ? undefined : 'changeExpired')
      await order.begin()
      await press(place, `organisations/${holder.organisation.uscc}/rename`)
      expect(await refusal(order.confirmRenewal())).toBe(code)
      await order.cancel()
      await ends(order, 'cancelled')
    }
  })
})

describe('the table of moves', () => {
  it('every move of it was made by a scenario', () => expect(taken.missing()).toEqual([]))
})
