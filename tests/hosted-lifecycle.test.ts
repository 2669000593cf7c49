import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { and, eq } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authorityCertificate } from '../db/authority.ts'
import { owedFen } from '../db/ledger.ts'
import { fingerprint } from '../db/encryption.ts'
import { orderNo } from '../db/order-changed.ts'
import { openedOrders } from '../db/queried-orders.ts'
import { certificates } from '../db/schema/certificates.ts'
import { orderForms } from '../db/schema/orders.ts'
import { verificationCodes } from '../db/schema/proofing.ts'
import { signerConsents, signers } from '../db/schema/signing.ts'
import { maskPhone } from '../domain/identifiers.ts'
import { moves } from '../domain/order-states.ts'
import { monthSpan } from '../domain/uses.ts'
import { beijingDate } from '../domain/working-days.ts'
import { openForm, sealForm } from '../db/sealed-forms.ts'
import { endOfValidity } from '../pki/validity.ts'
import { crowdOrganisation } from '../sandbox/crowd.ts'
import {
  actorOf,
  browser,
  codeAfter,
  decide,
  press,
  sealedCode,
  signedIn,
  until,
  uploadTo,
  type Call,
} from './actors.ts'
import { hostedHolder, signer, type Following, type HostedHolder } from './hosted-holder.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { judgePdfs, textOf } from './signed-pdfs.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// What becomes of a hosted certificate after it was activated, without a key agent: its holder has a phone and a browser.

const DAY = 86_400_000

type Judged = Awaited<ReturnType<typeof judgePdfs>>[number]

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
/** The registry can rename it. */
let known: Sandbox['organisations'][number]
let turn = 0
let day = 0

/** A code a minute goes to a phone; callers live in real time. */
const rest = async () => {
  await clock.skip('61 seconds')
  await callersRest(place.db)
}

async function paper(text: string): Promise<Buffer> {
  const pdf = new PdfKit()
  pdf.text(text).end()
  return buffer(pdf)
}

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  const { organisations } = await readWorld(place.sandbox)
  known = organisations.find(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )!
  await clock.end()
}, 120_000)
afterAll(() => place?.stop())
beforeEach(async () => {
  clock = await place.withClock()
  // A phone gets so many codes a day.
  await clock.skip(`${day++} days`)
})
afterEach(() => clock.end())

/** Each is another one: what became of one's certificate is nothing to the next. */
const newHolder = (organisation: Sandbox['organisations'][number] = crowdOrganisation(turn++)) =>
  hostedHolder(place, organisation, { reviewer, rest })
const at = (holder: HostedHolder) => signer(place, holder, rest)
const phoneOf = ({ phone }: HostedHolder) => phone

const sms = (phone: string, pattern: RegExp) =>
  until(async () => {
    const { messages } = await readWorld(place.sandbox)
    return messages.find((message) => message.phone === phone && pattern.test(message.text))
  }, `an SMS ${pattern} to ${phone}`)

/** Signs a document, by a code to this phone. Gives the request. */
async function signs(holder: HostedHolder) {
  const request = await (await at(holder)).request({ '合同.pdf': await paper('one') })
  await request.type(await request.code())
  await request.inState('completed')
  return request
}

it('its holder sees each use of the key: what for, by which phone, from where; nobody else does', async () => {
  const holder = await newHolder()
  await signs(holder)
  const { call, certificate } = await at(holder)
  const { uses, more } = await call<{
    uses: { purpose: string; documents: string[]; address: string; phone: string }[]
    more: boolean
  }>('GET', `/api/holder/certificates/${certificate.id}/uses`)
  expect(uses.map(({ purpose, documents }) => [purpose, ...documents])).toEqual([
    ['signing', '合同.pdf'],
    ['activation'],
  ])
  expect(uses.every(({ address, phone }) => address && phone.includes('****'))).toBe(true)
  expect(more).toBe(false)
  const other = await at(await newHolder())
  await expect(other.call('GET', `/api/holder/certificates/${certificate.id}/uses`)).rejects.toMatchObject({
    code: 'notFound',
  })
})

describe('the monthly list of uses', () => {
  const mailsTo = async (address: string) =>
    (await readWorld(place.sandbox)).mails.filter(({ to }) => to === address)
  const keyIn = (text: string) => ({ key: /\/hosted\/mail#([\w-]+)/.exec(text)![1]! })
  const newest = (address: string) => until(async () => (await mailsTo(address))[0], `a mail to ${address}`)
  interface Standing {
    mail: { email: string; state: string } | null
  }

  it('comes on the first to whoever has confirmed the address, once, until it is stopped by one click', async () => {
    const holder = await newHolder()
    const { call } = await at(holder)
    const ask = (email: string) => call<Standing>('POST', '/api/uses-mail', { email })
    const read = async () => (await call<Standing>('GET', '/api/uses-mail')).mail
    const mailbox = browser(place.site)
    const byLink = (what: string, key: object) => mailbox<Standing>('POST', `/api/uses-mail/${what}`, key)

    await ask('forgotten@example.cn')
    const late = keyIn((await newest('forgotten@example.cn')).text)
    expect((await byLink('openings', late)).mail).toEqual({ email: 'f***@example.cn', state: 'unconfirmed' })
    await clock.skip('8 days')
    await until(
      async () => (await byLink('confirmations', late)).mail === null,
      'the address to be forgotten',
    )
    expect(await read()).toBeNull()

    await press(place, 'mail/reject/full@example.cn')
    await ask('full@example.cn')
    await until(async () => (await read())?.state === 'refused', 'the mail to be refused')
    await expect(ask('no address')).rejects.toMatchObject({ code: 'invalidInput' })

    await ask('uses@example.cn')
    expect((await byLink('confirmations', keyIn((await newest('uses@example.cn')).text))).mail?.state).toBe(
      'confirmed',
    )
    await signs(holder)
    const lists = async () => (await mailsTo('uses@example.cn')).filter(({ stopAt }) => stopAt)
    /** The first of the next month has come. Gives the month before. */
    const nextMonth = async () => {
      const month = beijingDate(await clock.now()).slice(0, 7)
      await clock.skipTo(monthSpan(month).to)
      await clock.run('usesOfMonth')
      return month
    }
    const month = await nextMonth()
    await clock.run('usesOfMonth')
    const [list, ...more] = await lists()
    expect(more).toEqual([])
    expect(list!.subject).toContain(month)
    for (const told of ['签署文件', '合同.pdf', '来自 127.0.0.1', maskPhone(holder.phone)])
      expect(list!.text).toContain(told)
    expect(list!.text).not.toContain(holder.phone)
    const history = (await clock.history('usesOfMonth'))!
    for (const secret of ['合同.pdf', 'uses@example.cn', keyIn(list!.text).key])
      expect(history).not.toContain(secret)

    await nextMonth()
    const [unused] = await lists()
    expect(unused!.text).toContain('本月没有使用')
    // As a mail program does it: without a cookie, and from no page of ours. Whoever only opens the address is asked.
    const opened = await fetch(unused!.stopAt!, { redirect: 'manual' })
    expect(opened.headers.get('location')).toBe(`${place.site}/hosted/mail#${keyIn(unused!.text).key}`)
    expect((await read())?.state).toBe('confirmed')
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await fetch(unused!.stopAt!, { method: 'POST', body })).status).toBe(200)
    expect(await read()).toBeNull()
    await nextMonth()
    expect(await lists()).toHaveLength(2)
  })
})

describe('another phone of the signer', () => {
  const taken = movesTaken('phoneChange')
  const noted = (order: Following) => taken.note(place.db, order.orderId)
  /** The orders made before the change are found by the new phone, and by the old one, whoever has that now, none. */
  async function opensItsOrders(
    { organisation, orderId }: Awaited<ReturnType<typeof newHolder>>,
    { old, phone }: { old: string; phone: string },
    before: string,
  ) {
    await rest()
    const call = browser(place.site)
    let queryId = ''
    const code = await codeAfter(place, phone, async () => {
      const asked = { holder: 'organisation', identifier: organisation.uscc, to: 'operator' }
      ;({ queryId } = await call<{ queryId: string }>('POST', '/api/order-queries', asked))
    })
    const found = await call<{ no: string }[]>('POST', `/api/order-queries/${queryId}`, { code })
    const numbers = found.map(({ no }) => no)
    expect(numbers).toEqual(expect.arrayContaining([before, orderNo(orderId)]))
    const [toOld] = await place.db
      .select()
      .from(verificationCodes)
      .where(eq(verificationCodes.phoneFingerprint, fingerprint('phone', old)))
    const byOld = await openedOrders(place.db, { holderNumber: organisation.uscc }, 'operator', toOld!.id)
    expect(byOld.map(({ no }) => no).filter((no) => numbers.includes(no))).toEqual([])
  }
  let newPhones = 0
  const newPhone = () => `1390013${String(7000 + newPhones++)}`

  it('signs once the old one has agreed to exactly that and it has shown itself; the old one signs no more', async () => {
    const holder = await newHolder()
    const old = phoneOf(holder)
    const phone = newPhone()
    const before = await (await at(holder)).request({ '合同.pdf': await paper('one') })
    const late = await before.code()

    const change = await (await at(holder)).begin('phone-changes', { phone })
    await expect(change.call('POST', `${change.own}/binding-codes`)).rejects.toMatchObject({
      code: 'wrongState',
    })
    await change.agree(old)
    const agreed = await sms(old, /更换为139\*{4}\d{4}/)
    expect(agreed.text).not.toContain(phone)
    await change.inState('bindingPhone')
    const code = await change.codeTo(phone, `${change.own}/binding-codes`)
    await expect(
      change.type(`${change.own}/binding`, code === '000000' ? '111111' : '000000'),
    ).rejects.toMatchObject({ code: 'codeWrong' })
    await change.type(`${change.own}/binding`, code)
    await change.inState('completed')
    await noted(change)
    await sms(old, /不再是/)
    await sms(phone, /已更换签署手机/)
    await sms(holder.organisation.legalRepresentative.phone, /已更换签署手机/)

    // A code that went to the old phone signs nothing any more.
    await expect(before.type(late)).rejects.toMatchObject({ code: 'codeWrong' })
    const trail = textOf(await (await signs({ ...holder, phone })).trail())
    expect(trail).toContain(`以发送至${maskPhone(phone)}的验证码签署，网络地址127.0.0.1`)
    expect(trail).not.toContain(phone)
    await opensItsOrders(holder, { old, phone }, before.no)
    const history = (await clock.history(change.orderId))!
    expect(history).toContain('bindPhone')
    for (const secret of [code, phone, old, holder.organisation.name]) expect(history).not.toContain(secret)
  })

  it('is nobody else’s to bind: a form that says otherwise than was agreed, or an agreement of another making, binds nothing', async () => {
    const holder = await newHolder()
    const phone = newPhone()
    const change = await (await at(holder)).begin('phone-changes', { phone })
    await change.agree(phoneOf(holder))
    const [row] = await place.db
      .select()
      .from(orderForms)
      .where(eq(orderForms.orderId, change.orderId))
      .orderBy(orderForms.revision)
      .offset(1)
    const stored = openForm(row!)
    const thief = newPhone()
    const typed = stored.typed as { operator: { phone: string } }
    const { typed: forged } = sealForm({
      ...stored,
      typed: { ...typed, operator: { ...typed.operator, phone: thief } },
    })
    await place.db
      .update(orderForms)
      .set({ typed: forged! })
      .where(and(eq(orderForms.orderId, change.orderId), eq(orderForms.revision, row!.revision)))
    const code = await change.codeTo(thief, `${change.own}/binding-codes`)
    await expect(change.type(`${change.own}/binding`, code)).rejects.toMatchObject({ code: 'signerUnknown' })
    await place.db
      .update(signerConsents)
      .set({ mac: Buffer.alloc(32) })
      .where(eq(signerConsents.orderId, change.orderId))
    const again = await change.codeTo(thief, `${change.own}/binding-codes`)
    await expect(change.type(`${change.own}/binding`, again)).rejects.toMatchObject({ code: 'signerUnknown' })
    const { certificate } = await at(holder)
    const [bound] = await place.db.select().from(signers).where(eq(signers.certificateId, certificate.id))
    expect(bound!.orderId).toBe(holder.orderId)
    await change.cancel()
    await noted(change)
    await signs(holder)
  })

  it('is refused where it is none, or the same; a change that nobody finishes is closed', async () => {
    const holder = await newHolder()
    const me = await at(holder)
    await expect(me.begin('phone-changes', { phone: '123' })).rejects.toMatchObject({
      code: 'formIncomplete',
    })
    await expect(me.begin('phone-changes', { phone: phoneOf(holder) })).rejects.toMatchObject({
      code: 'nothingChanged',
    })
    const change = await me.begin('phone-changes', { phone: newPhone() })
    const other = await me.begin('phone-changes', { phone: newPhone() })
    expect(other.no).toBe(change.no)
    await change.cancel()
    await noted(change)
    const idle = await (await at(holder)).begin('phone-changes', { phone: newPhone() })
    await clock.skip('4 days')
    await idle.inState('expired')
    await noted(idle)
    const agreed = await (await at(holder)).begin('phone-changes', { phone: newPhone() })
    await agreed.agree(phoneOf(holder))
    await clock.skip('4 days')
    await agreed.inState('expired')
    await noted(agreed)
  })

  it('every move was made by a scenario', () => expect(taken.missing()).toEqual([]))
})

/** Reports a certificate lost, in this holder's browser. Gives the report. */
async function reports(me: Awaited<ReturnType<typeof at>>) {
  const [{ no }] = await me.call<[{ no: string }]>('POST', '/api/loss-reports', {
    certificateIds: [me.certificate.id],
  })
  return me.order('loss-reports', no, 'lossReport')
}

describe('a lost phone', () => {
  const taken = movesTaken('hostedReplacement')

  it('puts the certificate on hold at once, with all that waits for a code; the phone lifts that when it is found', async () => {
    const holder = await newHolder()
    const me = await at(holder)
    const waiting = await me.request({ '合同.pdf': await paper('one') })
    await waiting.code()
    const drafting = await me.request({})
    const report = await reports(me)
    await report.inState('held')
    await waiting.inState('voided')
    await drafting.inState('voided')
    await sms(phoneOf(holder), /挂失并即时冻结.*签署手机/)
    await expect(me.begin('phone-changes', { phone: '13900137999' })).rejects.toMatchObject({
      code: 'certificateNotInUse',
    })
    const code = await report.codeTo(phoneOf(holder), `${report.own}/lifting-codes`)
    const lift = `${report.own}/lifting-by-code`
    await expect(report.type(lift, code === '000000' ? '111111' : '000000')).rejects.toMatchObject({
      code: 'codeWrong',
    })
    await report.type(lift, code)
    await report.inState('lifted')
    await sms(phoneOf(holder), /已凭签署手机验证码解除/)
    await signs(holder)

    const again = await reports(await at(holder))
    await again.inState('held')
    await clock.skip('8 days')
    await expect(again.codeTo(phoneOf(holder), `${again.own}/lifting-codes`)).rejects.toMatchObject({
      code: 'liftClosed',
    })
  })

  it('that does not come back gives way to another key and certificate, for another phone, after proofing and review', async () => {
    const holder = await newHolder()
    const me = await at(holder)
    const report = await reports(me)
    await report.inState('held')
    const phone = '13900138001'
    const order = await replaces(me, holder, phone)
    await order.submitted()
    await order.inReview()
    await decide(reviewer, order.no)
    await order.inState('activating')
    await report.inState('replaced')
    const [old] = await place.db.select().from(certificates).where(eq(certificates.id, me.certificate.id))
    expect([old!.state, old!.revocationReason, old!.invalidityDate !== null]).toEqual(['revoked', 1, true])
    await rest()
    const code = await codeAfter(place, phone, () => order.call('POST', `${order.path}/activation-codes`))
    const { hosted, certificate } = await order.view()
    expect(certificate!.notAfter).toBe(old!.notAfter.toISOString())
    await order.call('POST', `${order.path}/activation`, sealedCode(hosted!.code!, code))
    await order.inState('completed')
    await taken.note(place.db, order.orderId)
    await signs({ ...holder, phone })
  })

  it('that is found ends the replacement; one that is not approved leaves the certificate on hold', async () => {
    const holder = await newHolder()
    const me = await at(holder)
    const report = await reports(me)
    await report.inState('held')
    const draft = await replaces(me, holder, '13900138002')
    const code = await report.codeTo(phoneOf(holder), `${report.own}/lifting-codes`)
    await report.type(`${report.own}/lifting-by-code`, code)
    await draft.inState('cancelled')
    await report.inState('lifted')
    await taken.note(place.db, draft.orderId)

    const again = await at(holder)
    const held = await reports(again)
    await held.inState('held')
    const refused = await replaces(again, holder, '13900138002')
    await refused.submitted()
    await refused.inReview()
    await decide(reviewer, refused.no, { decision: 'rejected', reason: 'other', words: '盖章不清' })
    await refused.inState('rejected')
    await taken.note(place.db, refused.orderId)
    await sms('13900138002', /补办未通过/)
    await clock.skip('1 day')
    const examined = await replaces(again, holder, '13900138002')
    await examined.submitted()
    await examined.inReview()
    await rest()
    const lifting = await held.codeTo(phoneOf(holder), `${held.own}/lifting-codes`)
    await held.type(`${held.own}/lifting-by-code`, lifting)
    await examined.inState('cancelled')
    await taken.note(place.db, examined.orderId)
  })

  it('every move that only it has was made by a scenario', () => {
    const shared = new Set(moves.hostedApplication.map(({ event }) => event as string))
    expect(taken.missing().filter((move) => !shared.has(move.split('>')[0]!))).toEqual([])
  })
})

/** Begins a replacement for another phone, in this holder's browser. */
async function replaces(
  { call, certificate }: Awaited<ReturnType<typeof at>>,
  { organisation }: Awaited<ReturnType<typeof newHolder>>,
  phone: string,
) {
  const { no, kind } = await call('POST', '/api/replacements', {
    certificateId: certificate.id,
    fate: 'lost',
  })
  const operator = { ...organisation.operator, phone }
  return actorOf(place, { ...organisation, operator }, 'legalRepPhone', { call, no, kind })
}

const certificateRow = async (id: string) =>
  (await place.db.select().from(certificates).where(eq(certificates.id, id)))[0]!

/** Its certificate ends in so many days, by the clock of the processes. */
async function endsIn(id: string, days: number): Promise<void> {
  const notAfter = new Date((await clock.now()).getTime() + days * DAY)
  await place.db.update(certificates).set({ notAfter }).where(eq(certificates.id, id))
}

/** Confirms the data of an order, and agrees to them by the code that comes by that. */
async function confirmsData(order: Following, path: string, body: object, phone: string): Promise<void> {
  await rest()
  const code = await codeAfter(place, phone, () => order.call('POST', path, body))
  await order.inState('confirming')
  await order.type(`/api/orders/${order.no}/consent`, code)
}

/** Pays the order at its provider. */
async function pays({ no }: Following): Promise<void> {
  const outTradeNo = await until(async () => {
    const { trades } = await readWorld(place.sandbox)
    return trades.find((trade) => trade.outTradeNo.startsWith(no.replace('-', '')))?.outTradeNo
  }, 'a trade')
  await press(place, `trades/${outTradeNo}/pay`)
}

describe('a renewal', () => {
  const taken = movesTaken('hostedRenewal')
  const mails = { operatorEmail: 'new@example.cn', invoiceEmail: 'bill@example.cn' }

  it('is reminded of, agreed to by the signer, paid, and in use at once for the same phone; documents that wait can still be signed', async () => {
    const holder = await newHolder()
    const phone = phoneOf(holder)
    const first = await at(holder)
    const old = first.certificate
    await expect(first.begin('hosted-renewals')).rejects.toMatchObject({ code: 'renewalTooEarly' })
    await endsIn(old.id, 30)
    await clock.run('expiryReminders')
    expect((await sms(phone, /到期/)).text).toContain('/hosted')
    const waiting = await first.request({ '旧.pdf': await paper('old') })

    const me = await at(holder)
    const renewal = await me.begin('hosted-renewals')
    await confirmsData(renewal, `${renewal.own}/confirmation`, mails, phone)
    await renewal.inState('awaitingPayment')
    await pays(renewal)
    await renewal.inState('completed')
    await taken.note(place.db, renewal.orderId)
    await sms(phone, /托管证书已更新/)
    const before = await certificateRow(old.id)
    const next = await certificateRow(before.supersededBy!)
    expect(before.state).toBe('active')
    expect(next.state).toBe('active')
    expect(next.notAfter).toEqual(endOfValidity(next.notBefore, 1, before.notAfter))
    expect(next.keyId).not.toBe(before.keyId)
    await until(async () => (await owedFen(place.db, renewal.orderId)) === 0, 'books without debts')

    await waiting.type(await waiting.code())
    await waiting.inState('completed')
    const signing = await signs(holder)
    expect((await signing.view()).signing!.certificate!.serial).toBe(next.serial)
    const [signed] = await signing.files()
    const history = (await clock.history(renewal.orderId))!
    expect(history).toContain('adoptSigner')
    for (const secret of [phone, holder.organisation.name, mails.operatorEmail])
      expect(history).not.toContain(secret)
    const der = (await authorityCertificate(place.db, 'root'))!
    const folder = mkdtempSync(join(tmpdir(), 'yinxin-renewed-'))
    writeFileSync(
      join(folder, 'root.pem'),
      execFileSync('openssl', ['x509', '-inform', 'DER'], { input: Buffer.from(der) }),
    )
    const [{ poppler, pyhanko, dss }] = (await judgePdfs(folder, [signed!], { isArchived: true })) as [Judged]
    expect([poppler[0], pyhanko, dss]).toEqual([
      'Signature is Valid.',
      ['VALID'],
      ['TOTAL_PASSED null PAdES-BASELINE-LTA'],
    ])
  })

  it('of a certificate that was put on hold meanwhile comes to nothing, and the money goes back', async () => {
    const holder = await newHolder()
    const phone = phoneOf(holder)
    const me = await at(holder)
    await endsIn(me.certificate.id, 60)
    const renewal = await me.begin('hosted-renewals')
    await confirmsData(renewal, `${renewal.own}/confirmation`, mails, phone)
    await renewal.inState('awaitingPayment')
    // Found again in another browser, as any order.
    const other = browser(place.site)
    await rest()
    let queryId = ''
    const code = await codeAfter(place, phone, async () => {
      const asked = { holder: 'organisation', identifier: holder.organisation.uscc, to: 'operator' }
      ;({ queryId } = await other<{ queryId: string }>('POST', '/api/order-queries', asked))
    })
    await other('POST', `/api/order-queries/${queryId}`, { code })
    expect((await other('GET', `/api/orders/${renewal.no}`)).kind).toBe('hostedRenewal')
    const report = await reports(me)
    await report.inState('held')
    await pays(renewal)
    await renewal.inState('expired')
    await taken.note(place.db, renewal.orderId)
    await sms(phone, /未能更新/)
    expect((await certificateRow(me.certificate.id)).supersededBy).toBeNull()
    await until(async () => (await owedFen(place.db, renewal.orderId)) === 0, 'books without debts')
  })

  it('every move that only it has was made by a scenario', () => {
    const shared = new Set(moves.renewal.map(({ event }) => event as string))
    expect(taken.missing().filter((move) => !shared.has(move.split('>')[0]!))).toEqual([])
  })
})

describe('a change of information', () => {
  const taken = movesTaken('hostedChange')
  const proposalOf = ({ organisation: { name, uscc, ...of } }: Awaited<ReturnType<typeof newHolder>>) => ({
    organisation: { name, uscc },
    legalRepresentative: {
      ...{ name: of.legalRepresentative.name, idType: 'residentId' },
      ...{ idNumber: of.legalRepresentative.idNumber, phone: of.legalRepresentative.phone },
    },
    operator: of.operator,
    invoiceEmail: of.invoiceEmail,
    nothingEncrypted: true,
  })
  const proposes = (order: Following) => `/api/information-changes/${order.no}/proposal`

  it('of mail addresses is made at once; one of the phone is a matter of its own', async () => {
    const holder = await newHolder()
    const known = proposalOf(holder)
    const change = await (await at(holder)).begin('hosted-changes')
    const operator = { ...known.operator, phone: '13900139001' }
    await expect(change.call('POST', proposes(change), { ...known, operator })).rejects.toMatchObject({
      code: 'phoneChangesAlone',
    })
    await confirmsData(change, proposes(change), { ...known, invoiceEmail: 'n@example.cn' }, phoneOf(holder))
    await change.inState('completed')
    await taken.note(place.db, change.orderId)
    const [kept] = (await at(holder)).certificates
    expect(kept!.serial).toBe((await change.view()).hosted!.certificate!.serial)
  })

  it('of the name makes another certificate for the same phone, where the registry agrees; the old one is revoked', async () => {
    const holder = await newHolder(known)
    const phone = phoneOf(holder)
    const me = await at(holder)
    const { uscc } = holder.organisation
    await press(place, `organisations/${uscc}/rename`)
    const { organisations: now } = await readWorld(place.sandbox)
    const renamed = now.find((one) => one.uscc === uscc)!
    const change = await me.begin('hosted-changes')
    const proposal = { ...proposalOf(holder), organisation: { name: renamed.name, uscc } }
    await confirmsData(change, proposes(change), proposal, phone)
    await change.inState('completed')
    await taken.note(place.db, change.orderId)
    const old = await until(async () => {
      const row = await certificateRow(me.certificate.id)
      return row.state === 'revoked' && row
    }, 'the old one revoked')
    const next = await certificateRow(old!.supersededBy!)
    expect([old.revocationReason, next.notAfter, next.subject.includes(renamed.name)]).toEqual([
      ...[3, old.notAfter, true],
    ])
    await signs(holder)
  })

  it('that the registry does not know is examined by a person', async () => {
    const holder = await newHolder()
    const phone = phoneOf(holder)
    const { uscc } = holder.organisation
    const proposal = { ...proposalOf(holder), organisation: { name: '未登记新名有限公司', uscc } }
    const examined = async (decision?: object) => {
      const change = await (await at(holder)).begin('hosted-changes')
      await change.call('POST', proposes(change), proposal)
      await change.inState('confirmed')
      for (const { kind } of (await change.view()).materials) await uploadTo(change.call, change.no, kind)
      await rest()
      const code = await codeAfter(place, phone, () =>
        change.call('POST', `/api/orders/${change.no}/materials`),
      )
      await change.type(`/api/orders/${change.no}/consent`, code)
      await change.inState('inReview')
      await decide(reviewer, change.no, decision)
      return change
    }
    const refused = await examined({ decision: 'rejected', reason: 'other', words: '名称不符' })
    await refused.inState('rejected')
    await taken.note(place.db, refused.orderId)
    await clock.skip('1 day')
    const approved = await examined()
    await approved.inState('completed')
    await taken.note(place.db, approved.orderId)
    const [next] = (await at(holder)).certificates.filter(({ maySign }) => maySign)
    expect(next!.holderName).toBe('未登记新名有限公司')
  })

  it('every move that only it has was made by a scenario', () => {
    const shared = new Set(
      [...moves.informationChange, ...moves.hostedRenewal].map(({ event }) => event as string),
    )
    expect(taken.missing().filter((move) => !shared.has(move.split('>')[0]!))).toEqual([])
  })
})
