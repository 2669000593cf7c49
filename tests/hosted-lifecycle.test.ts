import { buffer } from 'node:stream/consumers'
import { and, eq } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { orderForms } from '../db/schema/orders.ts'
import { signerConsents, signers } from '../db/schema/signing.ts'
import { openForm, sealForm } from '../db/sealed-forms.ts'
import { signedIn, until, type Call } from './actors.ts'
import { hostedHolder, signer, type Following, type HostedHolder } from './hosted-holder.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// What becomes of a hosted certificate after it was activated, without a key agent: its holder has a phone and a browser.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let organisations: Sandbox['organisations']
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
  const known = (await readWorld(place.sandbox)).organisations
  organisations = known.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  await clock.end()
}, 120_000)
afterAll(() => place?.stop())
beforeEach(async () => {
  clock = await place.withClock()
  // A phone gets so many codes a day.
  await clock.skip(`${day++} days`)
})
afterEach(() => clock.end())

const newHolder = () => hostedHolder(place, organisations[turn++ % organisations.length]!, { reviewer, rest })
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

describe('another phone of the signer', () => {
  const taken = movesTaken('phoneChange')
  const noted = (order: Following) => taken.note(place.db, order.orderId)
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
    await signs({ ...holder, phone })
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
