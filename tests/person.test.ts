import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { and, eq, inArray } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificates } from '../db/schema/certificates.ts'
import { orders } from '../db/schema/orders.ts'
import { proofings, sentNotices } from '../db/schema/proofing.ts'
import { seals } from '../db/schema/seals.ts'
import { signersOf } from '../db/signers.ts'
import { maskPhone } from '../domain/identifiers.ts'
import { checksOf } from '../domain/review.ts'
import {
  codeAfter,
  decide,
  personApplicant,
  sealedCode,
  signedIn,
  until,
  uploadTo,
  type Call,
  type Refused,
} from './actors.ts'
import { activated, signer } from './hosted-holder.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// What a person's order has of its own: who is proved by what, what is shown, and what the certificate says. The way of
// an order itself is that of tests/hosted-application.test.ts and tests/exits.test.ts.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let persons: Sandbox['persons']

const rest = async () => {
  await clock.skip('61 seconds')
  await callersRest(place.db)
}
const checks = checksOf(['idCardPortrait', 'idCardEmblem'])
const approve = (no: string) => decide(reviewer, no, { decision: 'approved', checks })

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  ;({ persons } = await readWorld(place.sandbox))
  await clock.end()
}, 400_000)
afterAll(() => place?.stop())
let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  // A phone gets so many codes a day.
  await clock.skip(`${day++} days`)
})
afterEach(() => clock.end())

const hosted = (person = persons[0]!, way: 'ownPhone' | 'ownBankCard' = 'ownPhone') =>
  personApplicant(place, person, way, 'personHostedBidding', rest)

const certificateOf = async (orderId: string) =>
  (await place.db.select().from(certificates).where(eq(certificates.orderId, orderId)))[0]!
const rowOf = async (orderId: string) =>
  (await place.db.select().from(orders).where(eq(orders.id, orderId)))[0]!
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'nothing refused',
    (error: Refused) => error.message,
  )

describe('a person’s hosted certificate', () => {
  it('names the person and our number, never that of the state; and it signs', async () => {
    const person = persons[0]!
    const order = await hosted(person)
    await order.paid()
    await activated(place, order, person.phone, { reviewer, rest })
    const { holderNumber, subject, der, profile } = await certificateOf(order.orderId)
    expect(holderNumber).toMatch(/^P\d{14}$/)
    expect(profile).toBe('personHosted')
    expect(subject).toBe(`CN=${person.name}, serialNumber=${holderNumber}, C=CN`)
    expect(new X509Certificate(der!).toString()).not.toContain(person.idNumber)
    expect(Buffer.from(der!).includes(person.idNumber)).toBe(false)

    const asked = { holder: 'person', identifier: person.idNumber } as const
    const me = await signer(place, { asked, phone: person.phone, orderId: order.orderId }, rest)
    const pdf = new PdfKit()
    pdf.text('投标函').end()
    const request = await me.request({ '投标函.pdf': await buffer(pdf) })
    await request.type(await request.code())
    await request.inState('completed')
    const [signed] = await request.files()
    expect(Buffer.from(signed!).includes('/ETSI.CAdES.detached')).toBe(true)
  })

  it('has the number that the person has in every other one', async () => {
    const numbers: (string | null)[] = []
    for (const way of ['ownPhone', 'ownBankCard'] as const) {
      const order = await hosted(persons[1]!, way)
      await order.save()
      numbers.push((await rowOf(order.orderId)).holderNumber)
    }
    expect(new Set(numbers).size).toBe(1)
    const other = await hosted(persons[2]!)
    await other.save()
    expect(numbers).not.toContain((await rowOf(other.orderId)).holderNumber)
  })

  it('is for an order whose row tells no name', async () => {
    const order = await hosted(persons[1]!)
    await order.save()
    expect((await rowOf(order.orderId)).holderName).toBe('周**')
  })

  it('comes with an invoice to a natural person, without any number', async () => {
    const person = persons[2]!
    const order = await hosted(person, 'ownBankCard')
    await order.paid()
    const { invoices } = await order.view()
    expect(invoices).toHaveLength(1)
    const world = await until(async () => {
      const seen = (await readWorld(place.sandbox)) as Sandbox & {
        invoices: { remark: string; buyer: object; done: boolean }[]
      }
      return seen.invoices.find(({ remark, done }) => done && remark.includes(order.no))
    }, 'the invoice')
    expect(world.buyer).toEqual({ name: person.name, taxNumber: '', isPerson: true })
  })

  it('tells the person once, not as its own legal representative again', async () => {
    const person = persons[1]!
    const order = await hosted(person)
    await order.paid()
    await activated(place, order, person.phone, { reviewer, rest })
    const sent = await until(async () => {
      const rows = await place.db.select().from(sentNotices).where(eq(sentNotices.orderId, order.orderId))
      const notices = rows.map(({ notice }) => notice)
      return notices.includes('hostedActivated') && notices
    }, 'the notice')
    expect(sent).not.toContain('hostedActivatedLegal')
  })

  it('has a square seal of the name, generated or taken from an imprint', async () => {
    const person = persons[2]!
    const order = await hosted(person)
    Object.assign(order.form, { options: ['seal'] })
    await order.paid()
    await activated(place, order, person.phone, { reviewer, rest })
    const [seal] = await until(async () => {
      const rows = await place.db.select().from(seals).where(eq(seals.orderId, order.orderId))
      return rows[0]?.madeAt && rows
    }, 'the seal')
    expect(seal).toMatchObject({ kind: 'generated', name: person.name, width: 18, height: 18 })
    const { width, height } = await sharp(seal!.picture).metadata()
    expect(width).toBe(height)
  })
})

describe('a certificate of their own', () => {
  const person = () => persons[0]!
  const proving = () => personApplicant(place, person(), 'ownCertificate', 'personUkey', rest)
  type Proving = Awaited<ReturnType<typeof proving>>
  const asks = (order: Proving) => order.call('POST', `${order.path}/proofing-codes`)
  const types = async (order: Proving, code: string, of = order) => {
    const { proofing } = await of.view()
    return order.call('POST', `${order.path}/hosted-proof`, sealedCode(proofing.authorisation!, code))
  }
  const coded = (order: Proving) =>
    codeAfter(place, person().phone, () => asks(order), /验证码(\d{6})，用于以/)
  const stands = (state: 'active' | 'held') =>
    place.db
      .update(certificates)
      .set({ state })
      .where(and(eq(certificates.profile, 'personHosted'), inArray(certificates.state, ['active', 'held'])))
  const checksIn = (order: Proving) =>
    place.db.select().from(proofings).where(eq(proofings.orderId, order.orderId))

  it('proves who applies for another, by a code to the phone that signs by it; its key signs that', async () => {
    const order = await proving()
    await order.save()
    const code = await coded(order)
    const right = await order.view()
    const another = await proving()
    await another.save()
    await rest()
    const otherCode = await coded(another)
    await expect(types(order, otherCode, another)).rejects.toMatchObject({ code: 'codeNotSent' })
    expect(await refusal(types(order, otherCode === code ? '000000' : otherCode))).toContain('codeWrong')
    const before = await order.view()
    expect(before.proofing.authorisation!.id).toBe(right.proofing.authorisation!.id)
    expect((await types(order, code)).proofing.state).toBe('passed')

    const [check] = await checksIn(order)
    const { statement, signature, publicKey, serial } = check!.signed!
    const [used] = await place.db
      .select()
      .from(certificates)
      .where(eq(certificates.id, check!.certificateId!))
    expect([used!.serial, used!.profile]).toEqual([serial, 'personHosted'])
    expect(new X509Certificate(used!.der!).publicKey.export({ type: 'spki', format: 'der' })).toEqual(
      Buffer.from(publicKey, 'base64'),
    )
    const said = Buffer.from(statement, 'base64')
    expect(said.toString().split('\n').slice(0, 3)).toEqual(['yinxin-proofing-v1', order.no, check!.facts])
    const spki = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
    expect(verify('sha256', said, spki, Buffer.from(signature, 'base64'))).toBe(true)

    await order.confirm()
    // Another phone would get the password of the key: it is to be proved anew.
    await order.call('DELETE', `${order.path}/confirmation`)
    const moved = { ...order.form.person, phone: persons[2]!.phone }
    expect((await order.save({ ...order.form, person: moved })).proofing.state).toBe('none')
  })

  it('that is not theirs, not bound to this phone or not in use is refused at the field; nothing is lost', async () => {
    const order = await proving()
    const asPerson = (change: object) =>
      order.save({ ...order.form, person: { ...order.form.person, ...change } })
    for (const [change, field] of [
      [{ phone: '15811112222' }, 'person.phone'],
      [{ name: '林子函' }, 'person.name'],
    ] as const) {
      await asPerson(change)
      expect(await refusal(asks(order))).toMatch(new RegExp(`proofingMismatch.*${field}`))
    }
    await asPerson({})
    const code = await coded(order)
    await stands('held')
    expect(await refusal(types(order, code))).toMatch(/proofingMismatch.*proofing\.method/)
    await clock.skip('1 day')
    expect(await refusal(asks(order))).toMatch(/proofingMismatch.*proofing\.method/)
    await stands('active')
    await rest()
    expect((await types(order, await coded(order))).proofing.state).toBe('passed')
    expect((await checksIn(order)).map(({ result }) => result).toSorted()).toEqual([
      ...['matched', 'matched', 'mismatched', 'mismatched', 'mismatched'],
    ])
  })

  it('has another name by another one for the same phone, after a look at the card; the number stays', async () => {
    const me = await signer(
      place,
      { asked: { holder: 'person', identifier: person().idNumber }, phone: person().phone, orderId: '' },
      rest,
    )
    const change = await me.begin('hosted-changes')
    const { form } = await change.view()
    const proposes = (of: object) =>
      change.call('POST', `/api/information-changes/${change.no}/proposal`, {
        ...{ person: { ...form!.person, ...of }, invoiceEmail: form!.invoice!.email, nothingEncrypted: true },
      })
    await expect(proposes({ phone: '15811112222' })).rejects.toMatchObject({ code: 'phoneChangesAlone' })
    await expect(proposes({ idNumber: persons[2]!.idNumber })).rejects.toMatchObject({ code: 'otherHolder' })
    const { materials } = await proposes({ name: '林安宁' })
    expect(materials.map(({ kind }) => kind)).toEqual(['idCardPortrait', 'idCardEmblem'])
    for (const { kind } of materials) await uploadTo(change.call, change.no, kind)
    const code = await change.codeTo(person().phone, `/api/orders/${change.no}/materials`)
    await change.type(`/api/orders/${change.no}/consent`, code)
    await change.inState('inReview')
    await approve(change.no)
    await change.inState('completed')
    const old = await until(async () => {
      const [row] = await place.db.select().from(certificates).where(eq(certificates.id, me.certificate.id))
      return row!.state === 'revoked' && row
    }, 'the old one revoked')
    const next = await certificateOf(change.orderId)
    expect(next.subject).toBe(`CN=林安宁, serialNumber=${old!.holderNumber}, C=CN`)
    expect(next.notAfter).toEqual(old!.notAfter)
    const [bound] = await signersOf(place.db, [next.id])
    expect([bound!.called, bound!.phoneMasked]).toEqual(['林安宁', maskPhone(person().phone)])
  })
})

describe('a person is refused', () => {
  it.each([
    ['another’s phone', 'ownPhone', () => ({ phone: persons[1]!.phone }), 'person.phone'],
    ['a phone that is nobody’s', 'ownPhone', () => ({ phone: '15811112222' }), 'person.phone'],
    ['another name', 'ownPhone', () => ({ name: '林子函' }), 'person.phone'],
  ] as const)('%s, by the operator', async (_, way, change, field) => {
    const order = await hosted(persons[0]!, way)
    await order.save({ ...order.form, person: { ...order.form.person, ...change() } })
    const refused = await refusal(order.call('POST', `${order.path}/proofing-codes`))
    expect(refused).toContain('proofingMismatch')
    expect(refused).toContain(field)
  })

  it('another’s bank card, by the bank', async () => {
    const order = await hosted(persons[0]!, 'ownBankCard')
    const proofing = { ...order.form.proofing, bankCard: persons[1]!.bankCard }
    await order.save({ ...order.form, proofing })
    const refused = await refusal(order.call('POST', `${order.path}/proofing-codes`))
    expect(refused).toContain('proofingMismatch')
    expect(refused).toContain('proofing.bankCard')
  })

  it.each([
    ['a minor', () => ({ person: persons[3] }), 'person.idNumber'],
    [
      'papers that are no resident ID',
      (form: { person: object }) => ({ person: { ...form.person, idNumber: 'E12345678' } }),
      'person.idNumber',
    ],
    [
      'an organisation’s way of proofing',
      () => ({ proofing: { method: 'microDeposit', bank: '示例银行', account: '0200001234567890124' } }),
      'proofing.method',
    ],
  ] as const)('%s, by the form', async (_, change, field) => {
    const order = await hosted(persons[0]!)
    const { problems } = await order.save({ ...order.form, ...change(order.form) })
    expect(problems.map((problem) => problem.field)).toContain(field)
  })

  it('a card that has run out, by the reviewer; the money goes back', async () => {
    const order = await hosted(persons[1]!, 'ownBankCard')
    await order.paid()
    await decide(reviewer, order.no, {
      decision: 'rejected',
      reason: 'idCardExpired',
      words: '身份证已于上月到期',
    })
    const { review } = await order.inState('rejected')
    expect(review?.reason).toBe('idCardExpired')
  })

  it('an approval without a look at both sides of the card', async () => {
    const order = await hosted(persons[2]!)
    await order.paid()
    const some = checks.filter((check) => check !== 'idCardInForce')
    await expect(decide(reviewer, order.no, { decision: 'approved', checks: some })).rejects.toMatchObject({
      code: 'checksMissing',
    })
    await approve(order.no)
    await order.inState('activating')
  })
})

it('a person finds the orders by the own identity number, and staff find them by it, too', async () => {
  const person = persons[0]!
  const order = await hosted(person)
  await order.paid()
  const found = await reviewer<{ rows: { no: string; holderName: string }[] }>(
    'GET',
    `/api/ops/orders?search=${person.idNumber}`,
  )
  expect(found.rows.find(({ no }) => no === order.no)).toMatchObject({ holderName: '林**' })
})
