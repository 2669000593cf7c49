import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCalendar } from '../db/calendar.ts'
import { owedFen } from '../db/ledger.ts'
import { auditLog } from '../db/schema/audit.ts'
import { certificates, keyStations, tokens } from '../db/schema/certificates.ts'
import { invoices, ledgerEntries, payments, staffTasks } from '../db/schema/money.ts'
import { documents, orderForms, orders } from '../db/schema/orders.ts'
import { secretsInTransit, sentNotices, verificationCodes } from '../db/schema/proofing.ts'
import { reviews } from '../db/schema/review.ts'
import { deadlines } from '../domain/deadlines.ts'
import { noticesOf } from '../domain/order-notices.ts'
import type { OrderState } from '../domain/kinds/kinds.ts'
import { isFinal, moves } from '../domain/order-states.ts'
import { addWorkingDays, workingDaysLeft } from '../domain/working-days.ts'
import {
  applicant,
  decide,
  makeKey,
  press,
  Refused,
  signedIn,
  succeeds,
  until,
  type Applicant,
  type Call,
  type OrganisationWay,
  tasksOf,
} from './actors.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// Every way out of a new application, taken: the real API, workers, database, token and sandbox; only days are skipped.
// After each scenario the books balance, and whatever has ended owes nobody anything.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let senior: Call
let keyStation: Call
let finance: Call
let support: Call
let organisations: Sandbox['organisations']
const taken = movesTaken('newApplication')

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  senior = await signedIn(place, 'seniorReviewer')
  keyStation = await signedIn(place, 'keyStation')
  finance = await signedIn(place, 'finance')
  support = await signedIn(place, 'support')
  organisations = (await readWorld(place.sandbox)).organisations
  await clock.end()
}, 120_000)

afterAll(() => place?.stop())

let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  // Phones and organisations have limits per minute and day.
  await clock.skip(`${++day} days`)
})
afterEach(() => clock.end())

const skip = (span: string) => clock.skip(span)
/**
 * Skips only just until we ask a provider ourselves: the tax platform needs its seconds, whatever the clock says. Once more
 * where the process began to wait a moment later.
 */
const untilWeAsk = (found: () => Promise<unknown>) =>
  until(async () => {
    await skip('65 seconds')
    await new Promise((resolve) => setTimeout(resolve, 3000))
    return found()
  }, 'our own question')
const acting = () => organisations.filter(({ status }) => status.startsWith('在营'))
let turn = 0
/** A new order of the next organisation. */
function someone(way: OrganisationWay = 'legalRepPhone'): Promise<Applicant> {
  const residents = acting().filter(({ legalRepresentative }) => !legalRepresentative.idType)
  return applicant(place, residents[turn++ % residents.length]!, way)
}

const moneyBack = async (order: Applicant) =>
  until(async () => (await order.view()).refunds.find(({ state }) => state !== 'requested'), 'the refund')

const sms = async (order: Applicant, pattern: RegExp) =>
  until(
    async () =>
      (await readWorld(place.sandbox)).messages.find(
        ({ phone, text }) =>
          phone === order.form.operator.phone && text.includes(order.no) && pattern.test(text),
      ),
    `SMS ${pattern}`,
  )

/** Skips days until the order has ended, and checks what holds of every ended order. */
async function ends(order: Applicant, state: OrderState, span = '0s') {
  if (span !== '0s') await skip(span)
  await order.inState(state)
  const { db } = place
  const { orderId } = order
  await taken.note(db, orderId)
  expect(isFinal(state)).toBe(true)
  await until(async () => (await owedFen(db, orderId)) === 0, 'books without debts')
  await invariants(orderId)
}

/** Part (c) of the rules: what no way through an order may break. */
async function invariants(orderId: string) {
  const { db } = place
  const of = <T extends { orderId: unknown }>(table: T) => eq(table.orderId as never, orderId)
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId))
  const issued = await db.select().from(certificates).where(of(certificates))
  const usable = issued.filter(({ state }) => state !== 'revoked')
  const [review] = await db.select().from(reviews).where(of(reviews))
  const accepted = (await db.select().from(payments).where(of(payments))).filter(
    (payment) => payment.accepted,
  )
  const entries = await db.select().from(ledgerEntries).where(of(ledgerEntries))
  const revenue = entries.filter(({ account }) => account === 'revenue')
  const earned = revenue.reduce((sum, { amountFen }) => sum - amountFen, 0)
  const delivered = order!.state === 'completed' || order!.state === 'undelivered'

  expect(accepted.length).toBeLessThanOrEqual(1)
  expect(earned).toBe(delivered ? accepted[0]!.amountFen : 0)
  expect(usable.length).toBe(order!.state === 'completed' ? 1 : 0)
  if (issued.length > 0) expect(review?.decision).toBe('approved')
  if (review?.firstApprovedBy) expect(review.firstApprovedBy).not.toBe(review.decidedBy)

  const secrets = await db.select().from(secretsInTransit).where(of(secretsInTransit))
  expect(secrets.filter(({ certificatePassword, toStation }) => certificatePassword ?? toStation)).toEqual([])
  const codes = await db.select().from(verificationCodes).where(eq(verificationCodes.workflowId, orderId))
  expect(codes.filter(({ consumedAt, voidedAt }) => !consumedAt && !voidedAt)).toEqual([])
}

/** What is left of the personal data of an order that came to nothing before it was paid. */
async function expectWiped({ orderId }: Applicant) {
  await until(
    async () => (await place.db.select().from(documents).where(eq(documents.orderId, orderId))).length === 0,
    'wiped documents',
  )
  await until(async () => {
    const forms = await place.db.select().from(orderForms).where(eq(orderForms.orderId, orderId))
    return forms.length > 0 && forms.every(({ typed }) => typed === null)
  }, 'a wiped form')
}

async function reviewOf({ orderId }: Applicant) {
  const [review] = await place.db.select().from(reviews).where(eq(reviews.orderId, orderId))
  return review!
}

async function isMailed({ orderId }: Applicant, wanted: 'blue' | 'red') {
  const rows = await place.db.select().from(invoices).where(eq(invoices.orderId, orderId))
  return rows.some(({ colour, state }) => colour === wanted && state === 'mailed')
}
const redInvoice = (order: Applicant) => until(() => isMailed(order, 'red'), 'the red-letter invoice')

async function shipped(order: Applicant): Promise<string> {
  await decide(reviewer, order.no)
  await order.inState('making')
  return madeAndSent(order)
}

/** The key is made and on its way; gives its waybill. */
async function madeAndSent(order: Applicant): Promise<string> {
  await makeKey(place, keyStation, order.no)
  const { shipment } = await order.inState('shipping')
  await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
  return shipment!.waybillNo
}

/** A blank key that the station sees. */
async function keyAtStation() {
  const blank = ({ place, wornOut }: Sandbox['keys'][number]) => place === 'box' && !wornOut
  const { serial } = (await readWorld(place.sandbox)).keys.find(blank)!
  await press(place, `keys/${serial}/place/station-1`)
  await until(async () => {
    const [station] = await place.db.select().from(keyStations).where(eq(keyStations.id, '1'))
    return station?.plugged.some((key) => key.serial === serial)
  }, 'the key at the station')
  return { stationId: '1', tokenSerial: serial }
}

const WAIT = 180_000
/** Longer than a key is tried that fails. */
const AWAY_MS = 6000

describe('completed', { timeout: WAIT }, () => {
  it.each(['legalRepPhone', 'legalRepBankCard', 'microDeposit'] as const)('proofed by %s', async (way) => {
    const order = await someone(way)
    await order.paid()
    const waybill = await shipped(order)
    await press(place, `shipments/${waybill}/delivered`)
    await ends(order, 'completed')
    await sms(order, /已签收/)
    const { password, progress } = await order.view()
    const channel = way === 'microDeposit' ? 'accountMemo' : 'phone'
    expect(password).toMatchObject({ channel, state: 'sent', sentTo: expect.stringContaining('*') })
    expect(progress.map(({ stage, standing }) => `${stage} ${standing}`)).toEqual(
      ['application', 'payment', 'review', 'making', 'mailing'].map((stage) => `${stage} done`),
    )
  })

  it('paid at WeChat Pay, for a legal representative from abroad, approved by two people', async () => {
    const order = await applicant(
      place,
      acting().find(({ legalRepresentative }) => legalRepresentative.idType)!,
      'microDeposit',
    )
    await order.submitted()
    await order.pay('wechat')
    await order.inState('inReview')
    await decide(reviewer, order.no)
    const again = reviewer('POST', `/api/ops/reviews/${order.no}/claim`)
    await expect(again).rejects.toMatchObject({ code: 'sameReviewer' })
    await decide(senior, order.no)
    await order.inState('making')
    await makeKey(place, keyStation, order.no)
    const { shipment } = await order.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })

  it('after a transfer that the bank refused, and one it sent back', async () => {
    const order = await someone('microDeposit')
    const { account } = organisations.find(({ uscc }) => uscc === order.form.organisation.uscc)!
    await order.save()
    await press(place, `bank/accounts/${account.number}/mode/closed`)
    await order.call('POST', `${order.path}/proofing-codes`)
    await until(async () => (await order.view()).proofing.state === 'transferFailed', 'the refusal')
    expect((await order.view()).proofing.reason).toContain('销户')
    await sms(order, /未能汇入/)
    await press(place, `bank/accounts/${account.number}/mode/normal`)

    await order.prove()
    const transfer = (await readWorld(place.sandbox)).bank.transfers.find(
      ({ yurRef }) => yurRef.endsWith('D2') && yurRef.startsWith(order.no.replace('-', '')),
    )!
    await press(place, `bank/transfers/${transfer.yurRef}/bounce`)
    await skip('7 hours')
    await until(async () => (await order.view()).proofing.state === 'transferFailed', 'the bounce')
    await expect(order.confirm()).rejects.toMatchObject({ code: 'notProofed' })

    await order.prove()
    await order.confirm()
    await order.uploadAll()
    await order.submit()
    await order.pay()
    await order.inState('inReview')
    const waybill = await shipped(order)
    await press(place, `shipments/${waybill}/delivered`)
    await ends(order, 'completed')
  })

  it('with documents that were asked for again, reminded on days 3 and 7; the clock stood still meanwhile', async () => {
    const order = await (await someone()).paid()
    await decide(reviewer, order.no, {
      decision: 'returned',
      items: [{ item: 'legalRepId', reason: 'illegible', words: '请重新拍照' }],
    })
    await order.inState('materialsWanted')
    await sms(order, /补正/)
    const before = await reviewOf(order)
    await skip('8 days')
    await until(
      async () =>
        (await readWorld(place.sandbox)).messages.filter(
          ({ text }) => text.includes(order.no) && text.startsWith('【印信】提醒'),
        ).length === 2,
      'two reminders',
    )
    const other = order.upload('authorisation')
    await expect(other).rejects.toMatchObject({ code: 'wrongState' })
    const early = order.call('POST', `${order.path}/materials/resent`)
    await expect(early).rejects.toMatchObject({ code: 'materialsMissing' })
    await order.upload('legalRepId')
    await order.call('POST', `${order.path}/materials/resent`)
    await order.inState('inReview')
    const after = await reviewOf(order)
    const calendar = await readCalendar(place.db, before.returnedAt!)
    const left = workingDaysLeft(before.returnedAt!, before.dueAt, calendar)
    expect(after.clockFrom.getTime()).toBeGreaterThan(before.returnedAt!.getTime() + 8 * 86_400_000)
    // A review that is late gets a day.
    expect(after.dueAt).toEqual(addWorkingDays(after.clockFrom, Math.max(1, left), calendar).dueAt)
    const waybill = await shipped(order)
    await press(place, `shipments/${waybill}/delivered`)
    await ends(order, 'completed')
  })

  it('after its review was reminded of and escalated: time passing approves nothing', async () => {
    const order = await (await someone()).paid()
    await clock.skipTo((await reviewOf(order)).dueAt)
    await sms(order, /升级处理/)
    const told = async (subject: string) =>
      (await readWorld(place.sandbox)).mails.some(
        (mail) => mail.subject.startsWith(subject) && mail.subject.includes(order.no),
      )
    for (const subject of ['审核即将到期', '审核已超期']) await until(() => told(subject), subject)
    expect((await order.view()).state).toBe('inReview')
    const waybill = await shipped(order)
    await press(place, `shipments/${waybill}/delivered`)
    await ends(order, 'completed')
  })

  it('after the parcel came back, with a corrected address', async () => {
    const order = await (await someone()).paid()
    const waybill = await shipped(order)
    await press(place, `shipments/${waybill}/refused`)
    await press(place, `shipments/${waybill}/returned`)
    await order.inState('returned')
    await sms(order, /退回/)
    await order.call('PUT', `${order.path}/delivery`, { ...order.form.delivery, street: '新址 8 号' })
    await keyStation('POST', `/api/ops/orders/${order.no}/reshipment`)
    const again = await until(async () => {
      const { shipment } = await order.view()
      return shipment?.waybillNo !== waybill && shipment?.waybillNo
    }, 'another waybill')
    await press(place, `shipments/${again}/pickedUp`)
    await press(place, `shipments/${again}/delivered`)
    await ends(order, 'completed')
  })

  it('after the parcel was lost: the certificate is revoked at once, another key is free', async () => {
    const order = await (await someone()).paid()
    const waybill = await shipped(order)
    await press(place, `shipments/${waybill}/lost`)
    await support('POST', `/api/ops/orders/${order.no}/parcel-loss`)
    await order.inState('making')
    const again = support('POST', `/api/ops/orders/${order.no}/parcel-loss`)
    await expect(again).rejects.toMatchObject({ code: 'wrongState' })
    const acts = await place.db.select().from(auditLog).where(eq(auditLog.action, 'order.parcelLost'))
    expect(acts).toMatchObject([{ actor: expect.stringMatching(/^staff:/), subject: order.orderId }])
    const [lost] = await place.db.select().from(certificates).where(eq(certificates.orderId, order.orderId))
    expect(lost).toMatchObject({ state: 'revoked', revocationReason: 1 })
    const [token] = await place.db.select().from(tokens).where(eq(tokens.orderId, order.orderId))
    expect(token?.state).toBe('permLost')
    await makeKey(place, keyStation, order.no)
    const { shipment } = await order.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })
})

describe('on the way', { timeout: WAIT }, () => {
  it('a form taken back to modify, a code that ran out, a key whose memory is worn out', async () => {
    const order = await someone()
    await order.save()
    await order.prove()
    await order.confirm()
    await order.call('DELETE', `${order.path}/confirmation`)
    const { delivery } = order.form
    await order.save({ ...order.form, delivery: { ...delivery, street: '改后地址 1 号' } })
    await order.confirm()
    await order.uploadAll()
    await order.submit()

    const first = await order.trade('alipay')
    await skip('3 hours')
    await order.call('POST', `${order.path}/payment-qr`)
    await until(async () => (await order.trade('alipay')) !== first, 'another code')
    await order.pay()
    await order.inState('inReview')

    await decide(reviewer, order.no)
    await order.inState('making')
    const { serial } = (await readWorld(place.sandbox)).keys.find((key) => key.place === 'box')!
    await press(place, `keys/${serial}/wear-out`)
    await press(place, `keys/${serial}/place/station-1`)
    const making = { stationId: '1', tokenSerial: serial }
    await succeeds(() => keyStation('POST', `/api/ops/orders/${order.no}/key`, making))
    const damaged = () => place.db.select().from(tokens).where(eq(tokens.serial, serial))
    await until(async () => (await damaged())[0]?.state === 'damaged', 'the damage')
    await press(place, `keys/${serial}/place/box`)
    const undelivered = await until(async () => {
      const issued = eq(certificates.orderId, order.orderId)
      const [row] = await place.db.select().from(certificates).where(issued)
      return row?.state === 'revoked' && row
    }, 'the revocation')
    expect(undelivered.revocationReason).toBe(4)

    await makeKey(place, keyStation, order.no)
    const { shipment } = await order.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })
})

describe('a certificate password that the provider does not take', { timeout: WAIT }, () => {
  it('is a task of support, sent again when that is done, and no key leaves before', async () => {
    const order = await (await someone()).paid()
    await press(place, 'sms/mode/forbidden')
    await decide(reviewer, order.no)
    await order.inState('making')
    const task = await until(async () => {
      const tasks = await tasksOf(support)
      return tasks.find(({ kind, no }) => kind === 'passwordUndelivered' && no === order.no)
    }, 'the task of support')
    await press(place, 'sms/mode/normal')
    await support('POST', `/api/ops/tasks/${task.id}/done`, { note: '模板已重新报备' })
    const { phone } = order.form.legalRepresentative
    await until(
      async () =>
        (await readWorld(place.sandbox)).messages.some(
          (message) => message.phone === phone && /密码为\d{8}/.test(message.text),
        ),
      'the password',
    )
    const waybill = await madeAndSent(order)
    await press(place, `shipments/${waybill}/delivered`)
    await ends(order, 'completed')
  })
})

describe('an order that waits for its key', { timeout: WAIT }, () => {
  it('whose station goes dark in the middle: the key counts as failed, support is told when it is late', async () => {
    const order = await (await someone()).paid()
    await decide(reviewer, order.no)
    await order.inState('making')
    const [row] = await place.db.select().from(orders).where(eq(orders.id, order.orderId))
    const from = await clock.now()
    const due = addWorkingDays(from, deadlines.makingWorkingDays, await readCalendar(place.db, from))
    expect(row!.waitsUntil).toEqual(due.dueAt)

    // What else is under way would run into its timeouts.
    await untilWeAsk(() => isMailed(order, 'blue'))
    const { tokenSerial: serial } = await keyAtStation()
    // Another one that was seen just now, and has no worker any more.
    const [seen] = await place.db.select().from(keyStations).where(eq(keyStations.id, '1'))
    await place.db.insert(keyStations).values({ ...seen!, id: '2' })
    const making = { stationId: '2', tokenSerial: serial }
    await keyStation('POST', `/api/ops/orders/${order.no}/key`, making)
    await until(
      async () => (await clock.history(order.orderId))?.includes('prepareToken'),
      'the work to be asked for',
    )
    await clock.skipUntaken('6 minutes')
    await until(async () => {
      const [token] = await place.db.select().from(tokens).where(eq(tokens.serial, serial))
      return token?.state === 'damaged'
    }, 'the failed key')
    // Nobody takes it for a blank one again.
    await press(place, `keys/${serial}/wear-out`)
    await press(place, `keys/${serial}/place/box`)
    expect((await order.view()).state).toBe('making')

    await clock.skipTo(new Date(due.dueAt.getTime() + 60_000))
    const tasks = () => tasksOf(support)
    await until(
      async () => (await tasks()).some(({ kind, no }) => kind === 'makingOverdue' && no === order.no),
      'the task of support',
    )
    await makeKey(place, keyStation, order.no)
    const { shipment } = await order.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })
})

describe('a key in the making', { timeout: WAIT }, () => {
  it('does not count as failed because the station cannot reach the database for a while', async () => {
    const order = await (await someone()).paid()
    await decide(reviewer, order.no)
    await order.inState('making')
    const making = await keyAtStation()
    await place.stationWithoutDatabase(async () => {
      await keyStation('POST', `/api/ops/orders/${order.no}/key`, making)
      await new Promise((resolve) => setTimeout(resolve, AWAY_MS))
    })
    const { shipment } = await order.inState('shipping')
    await press(place, `keys/${making.tokenSerial}/place/box`)
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })
})

describe('expired', { timeout: WAIT }, () => {
  it('a draft idle for 30 days, its data wiped', async () => {
    const order = await someone()
    await order.save()
    await ends(order, 'expired', '31 days')
    await expectWiped(order)
  })

  it('a draft that was saved since without telling anybody, 30 days after that', async () => {
    const order = await someone()
    await order.save()
    await skip('20 days')
    // The form is saved by the clock of the API.
    const createdAt = await clock.now()
    await place.db.update(orderForms).set({ createdAt }).where(eq(orderForms.orderId, order.orderId))
    await skip('11 days')
    const looked = async () => (await clock.history(order.orderId))?.includes('formTouched')
    await until(looked, 'the look at the form')
    expect((await order.view()).state).toBe('draft')
    await ends(order, 'expired', '20 days')
  })

  it('not paid within 7 days, its codes closed', async () => {
    const order = await (await someone()).submitted()
    await order.trade('wechat')
    await ends(order, 'expired', '8 days')
    await sms(order, /支付期限/)
    await expectWiped(order)
    await expect(order.pay('wechat')).rejects.toThrow()
  })

  it('documents that never came: closed on day 30 with a refund', async () => {
    const order = await (await someone()).paid()
    await decide(reviewer, order.no, {
      decision: 'returned',
      items: [{ item: 'businessLicence', reason: 'expired', words: '' }],
    })
    await order.inState('materialsWanted')
    await ends(order, 'expired', '31 days')
    await moneyBack(order)
    await redInvoice(order)
  })
})

describe('cancelled', { timeout: WAIT }, () => {
  it('as a draft', async () => {
    const order = await someone()
    await order.save()
    await order.cancel()
    await ends(order, 'cancelled')
    await expectWiped(order)
  })

  it('before payment', async () => {
    const order = await (await someone()).submitted()
    await order.trade('alipay')
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('in review, while nobody examines it: at once, with the money and a red-letter invoice', async () => {
    const order = await (await someone()).paid()
    await succeedsToCancel(order)
    await ends(order, 'cancelled')
    await moneyBack(order)
    await redInvoice(order)
  })

  it('in the moment after it was paid, before anybody knows: the review takes it, the money goes back', async () => {
    const order = await (await someone()).submitted()
    await order.trade('wechat')
    await order.pay('alipay', 'silent')
    await order.cancel()
    await ends(order, 'cancelled')
    await moneyBack(order)
    await redInvoice(order)
  })

  it('in review, while a reviewer has it: when the reviewer agrees', async () => {
    const order = await (await someone()).paid()
    await succeeds(() => reviewer('POST', `/api/ops/reviews/${order.no}/claim`))
    await succeedsToCancel(order)
    expect((await order.view()).state).toBe('inReview')
    await reviewer('POST', `/api/ops/reviews/${order.no}/decision`, { decision: 'cancelled' })
    await ends(order, 'cancelled')
    await moneyBack(order)
  })

  it('not any more once it is approved', async () => {
    const order = await (await someone()).paid()
    await decide(reviewer, order.no)
    await order.inState('making')
    await expect(order.cancel()).rejects.toMatchObject({ code: 'wrongState' })
    await makeKey(place, keyStation, order.no)
    const { shipment } = await order.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })
})

const succeedsToCancel = (order: Applicant) =>
  until(
    async () =>
      order
        .cancel()
        .catch((error: unknown) => (error instanceof Refused ? undefined : Promise.reject(error))),
    'cancellation',
  )

describe('rejected', { timeout: WAIT }, () => {
  it('with a reason that reaches the applicant, the money and a red-letter invoice', async () => {
    const order = await (await someone()).paid()
    await decide(reviewer, order.no, {
      decision: 'rejected',
      reason: 'licenceMismatch',
      words: '营业执照与单位名称不一致',
    })
    await ends(order, 'rejected')
    expect((await order.view()).review).toMatchObject({
      reason: 'licenceMismatch',
      words: '营业执照与单位名称不一致',
    })
    await sms(order, /审核未通过/)
    await sms(order, /已原路退回/)
    await redInvoice(order)
  })

  const byHand = 'although the provider refuses to return the money for three days: finance does it by hand'
  it(byHand, { timeout: 2 * WAIT }, async () => {
    const [order, slow] = [await (await someone()).paid(), await (await someone()).paid()]
    // The provider takes this one without an answer, and makes it when finance has been asked.
    await press(place, 'refunds/mode/late')
    await decide(reviewer, slow.no, { decision: 'rejected', reason: 'other', words: '测试退款无应答' })
    const digits = slow.no.replace('-', '')
    await until(
      async () =>
        (await readWorld(place.sandbox)).trades.some(
          ({ outTradeNo, refunds }) => outTradeNo.startsWith(digits) && refunds.length > 0,
        ),
      'the refund at the provider',
    )
    await press(place, 'refunds/mode/refused')
    await decide(reviewer, order.no, { decision: 'rejected', reason: 'other', words: '测试退款失败' })
    await order.inState('refunding')
    // Each try of the refund takes its real moment: all of them together may take longer than `until` waits.
    for (let hours = 0; hours < deadlines.refundHours; hours += 6) await skip('6 hours')
    const taskOf = ({ no: wanted }: Applicant) =>
      until(async () => {
        await skip('1 hour')
        return (await tasksOf(finance)).find(({ kind, no }) => kind === 'refundFailed' && no === wanted)
      }, 'the task of finance')
    const [task, late] = [await taskOf(order), await taskOf(slow)]
    await press(place, 'refunds/mode/normal')
    const doubled = finance('POST', `/api/ops/tasks/${late.id}/done`, { note: '网银回单 20261124-002' })
    await expect(doubled).rejects.toMatchObject({ code: 'moneyIsBack' })
    await ends(slow, 'rejected')
    expect((await slow.view()).refunds.map(({ state }) => state)).toEqual(['done'])
    await finance('POST', `/api/ops/tasks/${task.id}/done`, { note: '网银回单 20261124-001' })
    await ends(order, 'rejected')
    expect((await order.view()).refunds[0]?.state).toBe('byHand')
  })

  it('before the tax platform could issue the invoice: it is withdrawn, nothing is reversed', async () => {
    await press(place, 'tax/mode/failing')
    const order = await (await someone()).paid()
    await until(async () => (await order.view()).invoices[0]?.state === 'failed', 'the failure')
    await decide(reviewer, order.no, { decision: 'rejected', reason: 'other', words: '测试发票撤回' })
    await ends(order, 'rejected')
    await press(place, 'tax/mode/normal')
    const rows = await place.db.select().from(invoices).where(eq(invoices.orderId, order.orderId))
    expect(rows.map(({ colour, state }) => `${colour} ${state}`)).toEqual(['blue withdrawn'])
  })
})

describe('undelivered', { timeout: WAIT }, () => {
  it('a parcel that came back and got no address within 30 days', async () => {
    const order = await (await someone()).paid()
    const waybill = await shipped(order)
    await press(place, `shipments/${waybill}/refused`)
    await press(place, `shipments/${waybill}/returned`)
    await order.inState('returned')
    await ends(order, 'undelivered', '31 days')
    const [certificate] = await place.db
      .select()
      .from(certificates)
      .where(eq(certificates.orderId, order.orderId))
    expect(certificate).toMatchObject({ state: 'revoked', revocationReason: 5 })
  })
})

describe('money that comes in besides', { timeout: WAIT }, () => {
  it('a second payment at the other provider is returned; one certificate is made', async () => {
    const order = await (await someone()).submitted()
    await order.trade('wechat')
    await Promise.all([order.pay('alipay', 'silent'), order.pay('wechat')])
    await order.inState('inReview')
    const back = await moneyBack(order)
    expect(back).toMatchObject({ surplus: true, state: 'done' })
    await sms(order, /多收/)
    await decide(reviewer, order.no, { decision: 'rejected', reason: 'other', words: '测试结束' })
    await ends(order, 'rejected')
  })

  it('a payment after the order was cancelled is returned', async () => {
    const order = await (await someone()).submitted()
    await order.trade('alipay')
    await order.cancel()
    await order.inState('cancelled')
    // Nobody had scanned the code, so Alipay had nothing to close.
    await order.pay('alipay')
    await until(async () => (await order.view()).refunds.some(({ state }) => state === 'done'), 'the refund')
    await ends(order, 'cancelled')
  })

  it.each(['alipay', 'wechat'] as const)(
    'another amount at %s is kept apart and returned by finance; the order is not paid',
    async (provider) => {
      const order = await (await someone()).submitted()
      await order.trade(provider)
      await order.pay(provider, 'other-amount')
      await until(
        async () => (await order.view()).payment?.codes.some(({ state }) => state === 'disputed'),
        'the dispute',
      )
      expect((await order.view()).state).toBe('awaitingPayment')
      const [task] = await place.db.select().from(staffTasks).where(eq(staffTasks.orderId, order.orderId))
      expect(task).toMatchObject({ kind: 'wrongAmount' })
      await finance('POST', `/api/ops/tasks/${task!.id}/done`, { note: '金额不符，原路退回' })
      await until(
        async () => (await order.view()).refunds.some(({ state }) => state === 'done'),
        'the refund',
      )
      await order.cancel()
      await ends(order, 'cancelled')
    },
  )

  it.each([
    ['alipay', 'silent'],
    ['alipay', 'twice'],
    ['alipay', 'forged'],
    ['wechat', 'silent'],
    ['wechat', 'twice'],
    ['wechat', 'forged'],
  ] as const)('a payment at %s whose notice is %s counts once', async (provider, how) => {
    const order = await (await someone()).submitted()
    await order.trade(provider)
    await order.pay(provider, how)
    if (how === 'silent') await untilWeAsk(async () => (await order.view()).state === 'inReview')
    await order.inState('inReview')
    const rows = await place.db.select().from(payments).where(eq(payments.orderId, order.orderId))
    expect(rows.filter(({ accepted }) => accepted)).toHaveLength(1)
    await decide(reviewer, order.no, { decision: 'rejected', reason: 'other', words: '测试结束' })
    await ends(order, 'rejected')
  })
})

describe('what an applicant may not do', { timeout: WAIT }, () => {
  const code = (refused: string) => expect.objectContaining({ code: refused })

  it('confirm without proofing, or a form that another tab has changed', async () => {
    const order = await someone()
    await order.save()
    await expect(order.confirm()).rejects.toEqual(code('notProofed'))
    await order.prove()
    const { revision } = await order.view()
    await order.save({ ...order.form, invoice: { email: 'other@example.cn' } })
    const stale = order.call('POST', `${order.path}/confirmation`, { revision })
    await expect(stale).rejects.toEqual(code('formChanged'))
    await order.confirm()
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('keep a proof, or use a code, after changing what it vouches for', async () => {
    const order = await someone()
    const { legalRepresentative: legal } = order.form
    const other = { ...order.form, legalRepresentative: { ...legal, phone: '13800009999' } }
    await order.save()
    const typed = { code: await order.proofingCode() }
    await order.save(other)
    await expect(order.call('POST', `${order.path}/proofing`, typed)).rejects.toEqual(code('codeUsed'))
    await order.save()
    await skip('2 minutes')
    await order.prove()
    await order.save(other)
    await expect(order.confirm()).rejects.toEqual(code('notProofed'))
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('burden the process with savings of a form', async () => {
    const order = await someone()
    await order.save()
    const process = clock.client.workflow.getHandle(order.orderId)
    const historyLength = await until(async () => {
      const { events } = await process.fetchHistory()
      return events!.at(-1)!.timerStartedEventAttributes && events!.length
    }, 'a process that waits')
    for (let number = 1; number <= 20; number++) {
      await order.save({ ...order.form, delivery: { ...order.form.delivery, street: `改 ${number} 号` } })
    }
    const { revision } = await order.view()
    expect(revision).toBe(21)
    await order.save({ ...order.form, delivery: { ...order.form.delivery, street: '改 20 号' } })
    expect((await order.view()).revision).toBe(revision)
    expect((await process.fetchHistory()).events!.length).toBe(historyLength)
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('change the form after submitting', async () => {
    const order = await (await someone()).submitted()
    await expect(order.save()).rejects.toEqual(code('wrongState'))
    await order.cancel()
    await ends(order, 'cancelled')
  })
})

describe('the tables', () => {
  it('every move was made by a scenario', () => expect(taken.missing()).toEqual([]))

  it('every notice of the process reached somebody', async () => {
    const sent = await place.db.selectDistinct({ notice: sentNotices.notice }).from(sentNotices)
    const ofProcess = [
      ...moves.newApplication.flatMap(({ event }) => [
        ...noticesOf('newApplication', event, 'phone'),
        ...noticesOf('newApplication', event, 'accountMemo'),
      ]),
      'proofingCode',
      'confirmOrderCode',
      'certificatePassword',
      'surplusReturned',
      'materialsReminder',
      'reviewDueSoon',
      'invoiceIssued',
      'invoiceReversed',
    ]
    const reached = new Set<string>(sent.map(({ notice }) => notice))
    expect(ofProcess.filter((notice) => !reached.has(notice))).toEqual([])
  })
})
