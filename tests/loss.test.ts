import { createPublicKey } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrderView } from '../api/orders/order-schema.ts'
import { readCalendar } from '../db/calendar.ts'
import { fingerprint } from '../db/encryption.ts'
import { owedFen } from '../db/ledger.ts'
import { bankReceipts, bankReturns } from '../db/schema/bank.ts'
import { certificates, subjectKeys, tokens } from '../db/schema/certificates.ts'
import { invoices, ledgerEntries, payments, staffTasks } from '../db/schema/money.ts'
import { confirmations, documents, orderEvents, orderForms, orders } from '../db/schema/orders.ts'
import { reviews } from '../db/schema/review.ts'
import { deadlines } from '../domain/deadlines.ts'
import type { OrderState } from '../domain/kinds/kinds.ts'
import { isFinal, moves } from '../domain/order-states.ts'
import { products } from '../domain/products.ts'
import { addWorkingDays } from '../domain/working-days.ts'
import { algorithms } from '../pki/algorithms.ts'
import { applicant, decide, makeKey, press, scan, signedIn, succeeds, until, type Call } from './actors.ts'
import { keyHolder, phonesRest, type Holder } from './key-holder.ts'
import { keyWriter } from './key-writer.ts'
import { loser, type Replacer } from './lost-key.ts'
import { entryOf, opensslVerify } from './published-list.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// Procedure 6 and every way of its money, through the real API, workers, database, HSM, bank protocol and key agent;
// only days are skipped. After each scenario the books balance, and whatever has ended owes nobody anything.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let keyStation: Call
let finance: Call
let senior: Call
let administrator: Call
let residents: Sandbox['organisations']
const taken = new Set<string>()

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  keyStation = await signedIn(place, 'keyStation')
  finance = await signedIn(place, 'finance')
  senior = await signedIn(place, 'seniorReviewer')
  administrator = await signedIn(place, 'administrator')
  residents = (await readWorld(place.sandbox)).organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  await clock.end()
}, 120_000)

afterAll(() => place?.stop())

beforeEach(async () => {
  clock = await place.withClock()
  // Phones have limits a day, and the days of each scenario begin anew.
  await phonesRest(place.db)
})
afterEach(() => clock.end())

const PRICE = 100_00
const WAIT = 400_000
const skip = (span: string) => clock.skip(span)
let turn = 0
/** The next organisation, with a key in use. */
async function someone(): Promise<Holder> {
  return keyHolder(place, residents[turn++ % residents.length]!, { reviewer, keyStation })
}
const lost = async (holder: Holder) => loser(place, skip, holder)

/** The certificate that a key carries, and the key. */
async function onKey(tokenSerial: string) {
  const [row] = await place.db
    .select({ certificate: certificates, token: tokens })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(tokens, eq(tokens.serial, subjectKeys.tokenSerial))
    .where(eq(subjectKeys.tokenSerial, tokenSerial))
  return row!
}

const sms = async (no: string, pattern: RegExp, phone?: string) =>
  until(
    async () =>
      (await readWorld(place.sandbox)).messages.find(
        (message) =>
          message.text.includes(no) && pattern.test(message.text) && (!phone || message.phone === phone),
      ),
    `SMS ${pattern} about ${no}`,
  )

async function eventsOf(orderId: string) {
  const events = await place.db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId))
  events.forEach(({ event, state }) => taken.add(`${event}>${state}`))
  return events
}

/** What lies in the account `unmatchedReceipts`: money that finance still has to look at, and nothing else. */
async function unmatchedFen(): Promise<number> {
  const [row] = await place.db
    .select({ sum: sql<number>`coalesce(-sum(${ledgerEntries.amountFen}), 0)::int` })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.account, 'unmatchedReceipts'))
  return row!.sum
}

/** Checks what holds of every replacement that has ended. */
async function ends(order: Replacer, state: OrderState, span = '0s') {
  if (span !== '0s') await skip(span)
  await order.inState(state)
  const { db } = place
  const { orderId } = order
  expect(isFinal(state)).toBe(true)
  await until(async () => {
    if ((await owedFen(db, orderId)) === 0) return true
    // While days went by in a moment the bank had no time: now it is asked every few hours only.
    if (span !== '0s') await skip('7 hours')
    return false
  }, 'books without debts')
  await until(async () => {
    const open = await db
      .select({ amountFen: bankReceipts.amountFen })
      .from(bankReceipts)
      .where(inArray(bankReceipts.state, ['new', 'suspense']))
    return (await unmatchedFen()) === open.reduce((sum, { amountFen }) => sum + amountFen, 0)
  }, 'no money without a place')
  expect(await place.verifyAudit()).toMatchObject({ fault: null })

  await eventsOf(orderId)
  const issued = await db.select().from(certificates).where(eq(certificates.orderId, orderId))
  const [review] = await db.select().from(reviews).where(eq(reviews.orderId, orderId))
  const accepted = await db
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.accepted, true)))
  const earned = (await db.select().from(ledgerEntries).where(eq(ledgerEntries.orderId, orderId)))
    .filter(({ account }) => account === 'revenue')
    .reduce((sum, { amountFen }) => sum - amountFen, 0)
  expect(accepted.length).toBeLessThanOrEqual(1)
  expect(earned).toBe(state === 'completed' ? PRICE : 0)
  expect(issued.filter((certificate) => certificate.state !== 'revoked')).toHaveLength(
    state === 'completed' ? 1 : 0,
  )
  if (issued.length > 0) expect(review?.decision).toBe('approved')
}

/** Approved, made, delivered. Gives the serial number of the new key. */
async function delivered(order: Replacer): Promise<string> {
  await order.inState('inReview')
  await decide(reviewer, order.no)
  await order.inState('making')
  const serial = await makeKey(place, keyStation, order.no)
  const { shipment } = await order.inState('shipping')
  await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
  await press(place, `shipments/${shipment!.waybillNo}/delivered`)
  return serial
}

/** Staff ask for the revocation of a certificate; gives the number of the request. */
async function staffAsk(serial: string): Promise<string> {
  const asked = { origin: 'staff', reason: 'privilegeWithdrawn', note: '客户长期欠费' }
  await senior('POST', `/api/ops/certificates/${serial}/revocation`, asked)
  const path = `/api/ops/certificates/${serial}`
  const { no } = await until(async () => {
    const { open } = await administrator<{ open: { no: string; mayDecide: boolean } | null }>('GET', path)
    return open?.mayDecide && open
  }, 'a request to decide on')
  return no
}

async function rejected(order: Replacer) {
  await order.inState('inReview')
  await decide(reviewer, order.no, { decision: 'rejected', reason: 'other', words: '测试结束' })
}

describe('a report of loss', { timeout: WAIT }, () => {
  it('holds the certificate at once, for all to see, and is lifted with key and PIN', async () => {
    const holder = await someone()
    const operator = await lost(holder)
    const no = await operator.report()
    const { certificate, token } = await onKey(holder.serial)
    expect(certificate).toMatchObject({ state: 'held', revocationReason: 6 })
    expect(token.state).toBe('suspended')
    await until(
      async () => (await entryOf(place.site, certificate.serial))?.includes('Certificate Hold'),
      'the list',
    )
    expect(await opensslVerify(place.site, certificate.der!)).toContain('revoked')
    await sms(no, /已挂失并即时冻结/, holder.organisation.operator.phone)
    await sms(no, /经办人已挂失/, holder.organisation.legalRepresentative.phone)

    const wrong = operator.sign(`/api/loss-reports/${no}`, { ...holder, pin: '00000000' })
    await expect(wrong).rejects.toMatchObject({ code: 'pinIncorrect' })
    const forged = operator.call('POST', `/api/loss-reports/${no}/lifting`, {
      certificate: Buffer.from(certificate.der!).toString('base64'),
      signature: Buffer.alloc(256).toString('base64'),
    })
    await expect(forged).rejects.toMatchObject({ code: 'statementInvalid' })

    await operator.lift(no)
    await operator.reported(no, 'lifted')
    const after = await onKey(holder.serial)
    expect([after.certificate.state, after.token.state]).toEqual(['active', 'active'])
    await until(
      async () => (await entryOf(place.site, certificate.serial)) === undefined,
      'the list without it',
    )
    expect(await opensslVerify(place.site, certificate.der!)).toContain('OK')
    await sms(no, /恢复使用/)
    await eventsOf(`lossReport/${no}`)
    const [copy] = await place.db
      .select()
      .from(orderForms)
      .where(eq(orderForms.orderId, `lossReport/${no}`))
    await until(async () => {
      const [form] = await place.db.select().from(orderForms).where(eq(orderForms.orderId, copy!.orderId))
      return form!.typed === null
    }, 'the wiped copy')
  })

  it('cannot be lifted any more after seven days; the holder gives the certificate up', async () => {
    const holder = await someone()
    const operator = await lost(holder)
    const no = await operator.report()
    await skip('8 days')
    await sms(no, /已满7日/)
    await expect(operator.lift(no)).rejects.toMatchObject({ code: 'liftClosed' })
    const { reportedAt } = (await operator.reported(no, 'held')).loss!
    await operator.call('POST', `/api/loss-reports/${no}/revocation`)
    await operator.reported(no, 'revoked')
    const { certificate, token } = await onKey(holder.serial)
    expect(certificate).toMatchObject({ state: 'revoked', revocationReason: 1 })
    expect(certificate.invalidityDate?.toISOString()).toBe(reportedAt)
    expect(token.state).toBe('permLost')
    await eventsOf(`lossReport/${no}`)
  })

  const lastOf = async (orderId: string) =>
    (await eventsOf(orderId)).reduce((last, event) => (event.seq > last.seq ? event : last)).event

  it('goes by the operator that was proved, whatever a stranger has typed for the organisation since', async () => {
    const holder = await someone()
    const { organisation } = holder
    const stranger = residents.find(({ uscc }) => uscc !== organisation.uscc)!
    const draft = await applicant(place, { ...organisation, operator: stranger.operator })
    await draft.save()
    expect((await draft.view()).form!.operator!.phone).toBe(stranger.operator.phone)
    // Nor does it help to prove another organisation first.
    const changed = await applicant(place, stranger)
    await changed.save()
    await changed.prove()
    await changed.save(draft.form)
    const operator = await lost(holder)
    const no = await operator.report()
    await sms(no, /已挂失并即时冻结/, organisation.operator.phone)
    const [report] = await place.db.select().from(orders).where(eq(orders.no, no))
    expect(report!.operatorPhone).toBe(fingerprint('phone', organisation.operator.phone))
    await draft.cancel()
    await changed.cancel()
  })

  it('of a key that was renewed holds both certificates on it; its replacement revokes both', async () => {
    place.issuing.at = new Date(Date.now() - 300 * 86_400_000)
    const holder = await someone().finally(() => delete place.issuing.at)
    await phonesRest(place.db)
    const writer = keyWriter(place, holder)
    await writer.paid()
    await (await writer.atKey()).goOn()
    await writer.inState('completed')
    const both = async () =>
      (
        await place.db
          .select({ certificate: certificates })
          .from(certificates)
          .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
          .where(eq(subjectKeys.tokenSerial, holder.serial))
      ).map(({ certificate }) => certificate.state)
    expect(await both()).toEqual(['active', 'active'])

    const operator = await lost(holder)
    const [newer, older] = (await operator.enter()).filter(({ tokenSerial }) => tokenSerial === holder.serial)
    expect([newer!.mayReplace, older!.mayReplace, older!.refusal]).toEqual([true, false, 'superseded'])
    const reports = await operator.call<OrderView[]>('POST', '/api/loss-reports', {
      certificateIds: [newer!.id],
    })
    expect(reports).toHaveLength(2)
    for (const { no } of reports) await operator.reported(no, 'held')
    const order = await operator.replace('lost')
    await order.submitted()
    await order.transfer(PRICE)
    await order.inState('inReview')
    await decide(reviewer, order.no)
    await order.inState('making')
    await makeKey(place, keyStation, order.no)
    const { shipment } = await order.inState('shipping')
    await until(async () => (await both()).every((state) => state === 'revoked'), 'both revoked')
    const ended = await Promise.all(
      reports.map(({ no }) =>
        until(async () => {
          const { state } = await operator.call('GET', `/api/orders/${no}`)
          return state !== 'held' && state
        }, `the end of ${no}`),
      ),
    )
    expect(ended.sort()).toEqual(['replaced', 'revoked'])
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })

  it('is over when staff revoke the certificate meanwhile', async () => {
    const holder = await someone()
    const operator = await lost(holder)
    const no = await operator.report()
    const asked = await staffAsk((await onKey(holder.serial)).certificate.serial)
    const decision = { approved: true, note: '已核实' }
    await administrator('POST', `/api/ops/revocations/${asked}/decision`, decision)
    await skip('1 day')
    await operator.reported(no, 'revoked')
    expect(await lastOf(`lossReport/${no}`)).toBe('revokedElsewhere')
  })

  it('given up by the holder, leaves staff who asked for the same nothing to decide', async () => {
    const holder = await someone()
    const operator = await lost(holder)
    const no = await operator.report()
    const asked = await staffAsk((await onKey(holder.serial)).certificate.serial)
    await operator.call('POST', `/api/loss-reports/${no}/revocation`)
    await operator.reported(no, 'revoked')
    await skip('1 day')
    await until(
      async () => (await lastOf(`revocation/${asked}`)) === 'revokedElsewhere',
      'the end of the request',
    )
  })

  it('is over when the certificate ends while it is on hold, and so is a request of staff', async () => {
    place.issuing.at = new Date(Date.now() - 355 * 86_400_000)
    const holder = await someone().finally(() => delete place.issuing.at)
    const operator = await lost(holder)
    const no = await operator.report()
    const asked = await staffAsk((await onKey(holder.serial)).certificate.serial)
    await skip('15 days')
    await operator.reported(no, 'expired')
    expect(await lastOf(`lossReport/${no}`)).toBe('certificateExpired')
    await until(
      async () => (await lastOf(`revocation/${asked}`)) === 'certificateExpired',
      'the end of the request',
    )
  })

  it('answers the same whether or not the organisation is known', async () => {
    const operator = await lost({ organisation: residents[0]!, serial: '', pin: '', orderId: '' })
    for (const identifier of [residents[0]!.uscc, '91350100M000100Y43']) {
      const { queryId } = await operator.call<{ queryId: string }>('POST', '/api/holder/codes', {
        identifier,
      })
      const typed = operator.call('POST', `/api/holder/codes/${queryId}`, { code: '000000' })
      await expect(typed).rejects.toMatchObject({ code: 'codeWrong' })
    }
    const unproven = operator.call('GET', '/api/holder/certificates')
    await expect(unproven).rejects.toMatchObject({ code: 'holderUnknown' })
  })
})

describe('another key', { timeout: WAIT }, () => {
  it('for a lost one: paid in one transfer, the old certificate revoked as compromised since the report', async () => {
    const holder = await someone()
    const operator = await lost(holder)
    const report = await operator.report()
    const order = await operator.replace('lost')
    await order.transfer(PRICE)
    await order.arrived(1)
    await order.submitted()
    // The review exists a moment after the state.
    const review = await until(async () => {
      const view = await order.view()
      return view.state === 'inReview' && view.review
    }, 'the review')
    expect(review.dueAt > new Date().toISOString()).toBe(true)
    const before = await onKey(holder.serial)
    expect(before.certificate.state).toBe('held')

    const serial = await delivered(order)
    await ends(order, 'completed')
    await operator.reported(report, 'replaced')
    await eventsOf(`lossReport/${report}`)
    const { certificate, token } = await onKey(holder.serial)
    const { reportedAt } = (await operator.call('GET', `/api/orders/${report}`)).loss!
    expect(certificate).toMatchObject({ state: 'revoked', revocationReason: 1 })
    expect(certificate.invalidityDate?.toISOString()).toBe(reportedAt)
    expect(token.state).toBe('permLost')
    const made = await onKey(serial)
    expect(made.certificate.state).toBe('active')
    expect(made.certificate.notAfter).toEqual(certificate.notAfter)
    await until(
      async () => (await entryOf(place.site, certificate.serial))?.includes('Key Compromise'),
      'the list',
    )
    expect(await entryOf(place.site, certificate.serial)).toContain('Invalidity Date')
    expect(await opensslVerify(place.site, certificate.der!)).toContain('revoked')
    expect(await opensslVerify(place.site, made.certificate.der!)).toContain('OK')
    const { mails } = await readWorld(place.sandbox)
    expect(mails.some(({ subject }) => subject.includes('补办审核通过') && subject.includes(order.no))).toBe(
      true,
    )

    // The code's confirmation is signed in the HSM, and can be checked by the row alone.
    const [kept] = await place.db.select().from(confirmations).where(eq(confirmations.orderId, order.orderId))
    expect(kept?.way).toBe('sms')
    const key = createPublicKey({ key: Buffer.from(kept!.publicKey, 'base64'), type: 'spki', format: 'der' })
    const statement = Buffer.from(kept!.statement, 'base64')
    const signature = Buffer.from(kept!.signature, 'base64')
    expect(algorithms[kept!.algorithm].verify(statement, signature, key)).toBe(true)
    expect(statement.toString()).toContain(kept!.digest)
    const [document] = await place.db.select().from(documents).where(eq(documents.id, kept!.documentId))
    expect(document?.sha256).toBe(kept!.digest)
  })

  it('for a damaged one that nobody reported: held before it is made, superseded; a short transfer is asked for', async () => {
    const holder = await someone()
    const order = await (await lost(holder)).replace('damaged')
    await order.submitted()
    await order.transfer(PRICE - 1_00)
    await sms(order.no, /还差1\.00元/)
    expect((await order.view()).state).toBe('awaitingPayment')
    await order.transfer(1_00)
    await order.inState('inReview')
    expect((await onKey(holder.serial)).certificate.state).toBe('active')
    await decide(reviewer, order.no)
    await order.inState('making')
    await until(async () => (await onKey(holder.serial)).certificate.state === 'held', 'the hold')
    await makeKey(place, keyStation, order.no)
    const { shipment } = await order.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
    const { certificate, token } = await onKey(holder.serial)
    expect(certificate).toMatchObject({ state: 'revoked', revocationReason: 4 })
    expect(token.state).toBe('damaged')
  })

  it('confirmed by the signature of another key of the holder', async () => {
    const organisation = residents[turn++ % residents.length]!
    const staff = { reviewer, keyStation }
    const first = await keyHolder(place, organisation, staff)
    await skip('1 day')
    const second = await keyHolder(place, organisation, staff)
    const operator = await lost(first)
    const order = await operator.replace('lost')
    await order.filledIn()
    await skip('2 minutes')
    await order.call('POST', `${order.path}/materials`)
    const { signing } = (await order.view()).replacement!
    // What is in use of this organisation: the lost one is on hold, scenarios before this may have left theirs.
    const { uscc } = organisation
    const inUse = await place.db
      .select({ id: certificates.id })
      .from(certificates)
      .where(and(eq(certificates.holderNumber, uscc), eq(certificates.state, 'active')))
    expect(inUse.length).toBeGreaterThan(0)
    expect(signing?.otherKeys).toBe(inUse.length)
    const path = `/api/replacements/${order.no}`
    const byLostKey = operator.call('POST', `${path}/signature`, await operator.sign(path, first))
    await expect(byLostKey).rejects.toMatchObject({ code: 'statementInvalid' })
    await operator.call('POST', `${path}/signature`, await operator.sign(path, second))
    await order.inState('awaitingPayment')
    const [kept] = await place.db.select().from(confirmations).where(eq(confirmations.orderId, order.orderId))
    expect(kept).toMatchObject({ way: 'holderKey', digest: signing!.digest })
    await order.transfer(PRICE)
    await rejected(order)
    await ends(order, 'rejected')
  })

  it('paid by QR code, where the product says so', async () => {
    const replacement = products.organisationUkey.orders.replacement!
    replacement.payBy = 'qr'
    try {
      const order = await (await lost(await someone())).replace('damaged')
      await order.submitted()
      expect((await order.view()).remittance).toBeNull()
      await order.pay()
      await delivered(order)
      await ends(order, 'completed')
    } finally {
      replacement.payBy = 'remittance'
    }
  })
})

describe('money that comes by transfer', { timeout: WAIT }, () => {
  const submitted = async (voucher?: Buffer) => {
    const holder = await someone()
    const operator = await lost(holder)
    const order = await operator.replace('damaged')
    await order.submitted(voucher)
    return { holder, operator, order }
  }
  const receipts = () => finance<Receipt[]>('GET', '/api/ops/receipts')
  const suspended = (no: string | null, reason: string) =>
    until(async () => {
      const all = await receipts()
      return all.find((row) => row.state === 'suspense' && row.reason === reason && row.no === no)
    }, `a receipt on the list: ${reason}`)
  interface Receipt {
    id: string
    state: string
    reason: string | null
    no: string | null
    memo: string
    returns: { id: string; state: string; part: string }[]
  }
  const returned = (order: Replacer, count = 1) =>
    until(async () => {
      const done = (await order.view()).refunds.filter(({ state }) => state === 'done')
      return done.length >= count && done
    }, 'the transfer back')

  it('too much: accepted, and the rest is transferred back', async () => {
    const { order, holder } = await submitted()
    await order.transfer(PRICE + 50_00)
    await order.inState('inReview')
    expect(await returned(order)).toMatchObject([{ provider: 'bank', surplus: true, amountFen: 50_00 }])
    const { accounts } = (await readWorld(place.sandbox)).bank
    const own = accounts.find(({ number }) => number === holder.organisation.account.number)!
    expect(own.lines.map(({ amountFen }) => amountFen)).toEqual(
      expect.arrayContaining([50_00, -(PRICE + 50_00)]),
    )
    await rejected(order)
    await ends(order, 'rejected')
  })

  it('twice: the second goes back whole', async () => {
    const { order } = await submitted()
    await order.transfer(PRICE, { times: 2 })
    await order.inState('inReview')
    expect(await returned(order)).toMatchObject([{ surplus: true, amountFen: PRICE }])
    await delivered(order)
    await ends(order, 'completed')
  })

  it('from a person’s account: finance accepts the payer', async () => {
    const { order, holder } = await submitted()
    await order.transfer(PRICE, { account: holder.organisation.legalRepresentative.bankCard })
    const receipt = await suspended(order.no, 'foreignPayer')
    expect((await order.view()).state).toBe('awaitingPayment')
    expect((await order.remittance()).arrivals[0]?.payer).toMatch(/\*\*$/)
    await finance('POST', `/api/ops/receipts/${receipt.id}/match`, { no: order.no, note: '法人代付，已核实' })
    await delivered(order)
    await ends(order, 'completed')
  })

  it('from a person’s account: finance returns it, nothing else comes, the order expires', async () => {
    const { order, holder } = await submitted()
    await order.transfer(PRICE, { account: holder.organisation.legalRepresentative.bankCard })
    const receipt = await suspended(order.no, 'foreignPayer')
    await finance('POST', `/api/ops/receipts/${receipt.id}/return`, { note: '非申请单位付款' })
    await returned(order)
    const asked = deadlines.remittanceAskWorkingDays
    const from = await clock.now()
    const { dueAt } = addWorkingDays(from, asked, await readCalendar(place.db, from))
    await clock.skipTo(dueAt)
    await sms(order.no, /尚未收到汇款/)
    await ends(order, 'expired', `${deadlines.remittanceDays} days`)
    await sms(order.no, /超过支付期限/)
  })

  it('without a reference, or with a wrong one: finance finds the order', async () => {
    const { order } = await submitted()
    const { reference } = await order.remittance()
    const wrong = reference.slice(0, -1) + ((Number(reference.at(-1)) + 1) % 10)
    await order.transfer(PRICE - 40_00, { memo: '' })
    const first = await suspended(null, 'unknownReference')
    await finance('POST', `/api/ops/receipts/${first.id}/match`, { no: order.no, note: '电话核实' })
    await order.arrived(1)
    await order.transfer(40_00, { memo: wrong })
    const second = await suspended(null, 'unknownReference')
    expect(second.memo).toBe(wrong)
    await finance('POST', `/api/ops/receipts/${second.id}/match`, { no: order.no, note: '附言笔误' })
    await order.inState('inReview')
    const again = finance('POST', `/api/ops/receipts/${second.id}/return`, { note: '重复操作' })
    await expect(again).rejects.toMatchObject({ code: 'alreadyDecided' })
    await rejected(order)
    await ends(order, 'rejected')
  })

  it('too little until the end: the order expires and what came goes back', async () => {
    const { order } = await submitted()
    await order.transfer(30_00)
    await sms(order.no, /还差70\.00元/)
    await ends(order, 'expired', '16 days')
    expect(await returned(order)).toMatchObject([{ surplus: false, amountFen: 30_00 }])
    await order.transfer(PRICE)
    const late = await suspended(order.no, 'orderClosed')
    await finance('POST', `/api/ops/receipts/${late.id}/return`, { note: '订单已关闭' })
    await returned(order, 2)
    await ends(order, 'expired')
  })

  it('a voucher closes nothing, and one shown for another order before is flagged', async () => {
    const voucher = await scan()
    const { order: first } = await submitted(voucher)
    await skip('1 day')
    const { order } = await submitted(voucher)
    const task = await until(async () => {
      const [row] = await place.db
        .select()
        .from(staffTasks)
        .where(and(eq(staffTasks.orderId, order.orderId), eq(staffTasks.kind, 'doubledVoucher')))
      return row
    }, 'the flag')
    expect(task.detail).toEqual({ other: first.no })
    expect((await order.view()).state).toBe('awaitingPayment')
    const seen = await reviewer<{ voucherShownIn: string[] }>('GET', `/api/ops/orders/${order.no}`)
    expect(seen.voucherShownIn).toEqual([first.no])
    for (const open of [first, order]) {
      await open.cancel()
      await ends(open, 'cancelled')
    }
  })

  it('cannot go back because the account is closed: finance transfers it by hand', async () => {
    const { order, holder } = await submitted()
    await order.transfer(PRICE)
    const { number } = holder.organisation.account
    await press(place, `bank/accounts/${number}/mode/closed`)
    await rejected(order)
    const failed = await until(async () => {
      const all = await receipts()
      return all.flatMap(({ returns }) => returns).find(({ state }) => state === 'failed')
    }, 'the failure')
    expect((await order.view()).state).toBe('refunding')
    await finance('POST', `/api/ops/returns/${failed.id}/by-hand`, { note: '网银回单 20261124-002' })
    await ends(order, 'rejected')
    await press(place, `bank/accounts/${number}/mode/normal`)
    expect((await order.view()).refunds).toMatchObject([{ provider: 'bank', state: 'byHand' }])
  })

  it('sent back by the receiving bank after all: it is owed again', async () => {
    const { order } = await submitted()
    await order.transfer(PRICE)
    await rejected(order)
    await ends(order, 'rejected')
    const [row] = await place.db.select().from(bankReturns).where(eq(bankReturns.orderId, order.orderId))
    await press(place, `bank/transfers/${row!.reference}/bounce`)
    await finance('POST', '/api/ops/receipts/readings')
    await until(async () => (await owedFen(place.db, order.orderId)) === PRICE, 'the debt')
    await finance('POST', `/api/ops/returns/${row!.id}/by-hand`, { note: '改汇新账户' })
    await ends(order, 'rejected')
  })
})

describe('a replacement that comes to nothing', { timeout: WAIT }, () => {
  it('rejected: the money goes back, the certificate stays on hold, the holder chooses', async () => {
    const holder = await someone()
    const operator = await lost(holder)
    const report = await operator.report()
    const order = await operator.replace('lost')
    await order.submitted()
    await order.transfer(PRICE)
    // The tax platform has its day until somebody must look: none of it goes by in a moment.
    await until(async () => (await order.view()).invoices[0]?.state === 'mailed', 'the invoice')
    await skip('8 days')
    await rejected(order)
    await ends(order, 'rejected')
    const rows = await place.db.select().from(invoices).where(eq(invoices.orderId, order.orderId))
    expect(rows.map(({ colour }) => colour).sort()).toEqual(['blue', 'red'])
    expect((await onKey(holder.serial)).certificate.state).toBe('held')
    await sms(report, /补办未完成/)
    await operator.lift(report)
    await operator.reported(report, 'lifted')
    expect((await onKey(holder.serial)).certificate.state).toBe('active')
    await eventsOf(`lossReport/${report}`)
  })

  it('asked for while we revoke the certificate: not approved, and the money goes back', async () => {
    const holder = await someone()
    const order = await (await lost(holder)).replace('damaged')
    await order.submitted()
    await order.transfer(PRICE)
    await order.inState('inReview')
    const asked = await staffAsk((await onKey(holder.serial)).certificate.serial)
    await expect(decide(reviewer, order.no)).rejects.toMatchObject({ code: 'certificateNotInUse' })
    await administrator('POST', `/api/ops/revocations/${asked}/decision`, { approved: true, note: '已核实' })
    await until(async () => (await onKey(holder.serial)).certificate.state === 'revoked', 'the revocation')
    await expect(decide(reviewer, order.no)).rejects.toMatchObject({ code: 'certificateNotInUse' })
    await rejected(order)
    await ends(order, 'rejected')
  })

  it('not submitted before the certificate has ended: refused, so nobody gets new years for the price of a key', async () => {
    const holder = await someone()
    const order = await (await lost(holder)).replace('damaged')
    await order.filledIn()
    const { certificate } = await onKey(holder.serial)
    await place.db
      .update(certificates)
      .set({ notAfter: new Date(Date.now() - 1000) })
      .where(eq(certificates.id, certificate.id))
    await expect(order.submit()).rejects.toMatchObject({ code: 'certificateNotInUse' })
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it.each(['draft', 'awaitingPayment', 'inReview'] as const)(
    'the key is found while it is %s: lifted, cancelled, refunded',
    async (state) => {
      const holder = await someone()
      const operator = await lost(holder)
      const order = await operator.replace('lost')
      const { lossReportNo: report } = (await order.view()).replacement!
      await operator.reported(report!, 'held')
      if (state !== 'draft') await order.submitted()
      if (state === 'awaitingPayment') await order.transfer(40_00)
      if (state === 'inReview') {
        await order.transfer(PRICE)
        await order.inState('inReview')
        // A reviewer who has it in hands does not keep a found key on hold.
        await succeeds(() => reviewer('POST', `/api/ops/reviews/${order.no}/claim`))
      } else await order.inState(state)
      const early = operator.call('POST', `/api/loss-reports/${report}/revocation`)
      await expect(early).rejects.toMatchObject({ code: 'replacementOpen' })
      await operator.lift(report!)
      await operator.reported(report!, 'lifted')
      await ends(order, 'cancelled')
      const { certificate, token } = await onKey(holder.serial)
      expect([certificate.state, token.state]).toEqual(['active', 'active'])
      await eventsOf(`lossReport/${report}`)
    },
  )

  it('the key is found too late: the new one is being made', async () => {
    const holder = await someone()
    const operator = await lost(holder)
    const order = await operator.replace('lost')
    const { lossReportNo: report } = (await order.view()).replacement!
    await order.submitted()
    await order.transfer(PRICE)
    await order.inState('inReview')
    await decide(reviewer, order.no)
    await order.inState('making')
    await expect(operator.lift(report!)).rejects.toMatchObject({ code: 'wrongState' })
    await makeKey(place, keyStation, order.no)
    await order.inState('shipping')
    await operator.reported(report!, 'replaced')
    expect((await onKey(holder.serial)).certificate.state).toBe('revoked')
    const { shipment } = await order.view()
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await ends(order, 'completed')
  })
})

describe('the tables of moves', () => {
  const firstOwn = moves.newApplication.length

  it('every move of a report, what only a replacement has, and what ends revocations from outside, was made', () => {
    const ofRevocation = moves.revocation.filter(({ event }) =>
      ['revokedElsewhere', 'certificateExpired'].includes(event),
    )
    const all = [...moves.lossReport, ...moves.replacement.slice(firstOwn), ...ofRevocation]
    const made = new Set([...taken].map((move) => move.split('>')[0]))
    expect(all.map(({ event }) => event).filter((event) => !made.has(event))).toEqual([])
  })
})
