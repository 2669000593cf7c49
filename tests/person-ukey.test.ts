import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificates, subjectKeys } from '../db/schema/certificates.ts'
import { orders, orderForms } from '../db/schema/orders.ts'
import { proofings } from '../db/schema/proofing.ts'
import { openTyped } from '../db/sealed-forms.ts'
import { personApplicant, press, signedIn, until, type Call, type Refused } from './actors.ts'
import { signAt } from './applicant-pc.ts'
import { actingPerson, phonesRest, sent, unlocker, type Holder } from './key-holder.ts'
import { keyWriter } from './key-writer.ts'
import { loser } from './lost-key.ts'
import { newestCode, readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// A person's UKEY from the form to the desk, and what is done with it later: each process once, where it says or asks
// something else than of an organisation. What they are otherwise stands in the tests of each.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let staff: { reviewer: Call; keyStation: Call }
let persons: Sandbox['persons']
const DAY = 86_400_000
const skip = (span: string) => clock.skip(span)

/** A person's key whose certificate has so many days left. */
async function holderWith(daysLeft: number, person: Sandbox['persons'][number]): Promise<Holder> {
  place.issuing.at = new Date(Date.now() - (365 - daysLeft) * DAY)
  await phonesRest(place.db)
  const begun = Date.now()
  const applying = await personApplicant(place, person, 'ownPhone', 'personUkey', () => phonesRest(place.db))
  const { order, orderId, serial, waybillNo } = await sent(place, applying, staff)
  await press(place, `shipments/${waybillNo}/pickedUp`)
  await press(place, `shipments/${waybillNo}/delivered`)
  await order.inState('completed')
  const pin = await newestCode(place.sandbox, person.phone, /密码为(\d+)/, begun)
  await phonesRest(place.db)
  delete place.issuing.at
  return { ...actingPerson(person), serial, pin, orderId }
}

let soon: Holder
let early: Holder
beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  staff = { reviewer: await signedIn(place, 'reviewer'), keyStation: await signedIn(place, 'keyStation') }
  ;({ persons } = await readWorld(place.sandbox))
  soon = await holderWith(40, persons[0]!)
  early = await holderWith(200, persons[1]!)
  await clock.end()
}, 500_000)
afterAll(() => place?.stop())
let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  await clock.skip(`${(day += 2)} days`)
})
afterEach(() => clock.end())

const certificatesOn = (serial: string) =>
  place.db
    .select({ certificate: certificates })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .where(eq(subjectKeys.tokenSerial, serial))
    .then((rows) => rows.map(({ certificate }) => certificate))
const active = async (serial: string) =>
  (await certificatesOn(serial)).filter(({ state }) => state === 'active')
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'accepted',
    (error: Refused) => error.code,
  )

describe('a person’s key', () => {
  it('carries a certificate that names the person and our number, for logging in, too', async () => {
    const [certificate] = await active(soon.serial)
    const { name, idNumber } = soon.person!
    const { subject, keyUsage } = new X509Certificate(certificate!.der!)
    expect(subject.split('\n')).toEqual(['C=CN', `serialNumber=${certificate!.holderNumber}`, `CN=${name}`])
    expect(keyUsage).toContain('1.3.6.1.5.5.7.3.2')
    expect(Buffer.from(certificate!.der!).includes(idNumber)).toBe(false)
  })

  it('is renewed by who has it, and the phone’s code: of a person no register is asked', async () => {
    const [old] = await active(soon.serial)
    const renewal = keyWriter(place, soon)
    await renewal.paid()
    await (await renewal.atKey()).goOn()
    await renewal.inState('completed')
    const next = (await active(soon.serial)).find(({ id }) => id !== old!.id)
    expect(next!.holderNumber).toBe(old!.holderNumber)
    const asked = await place.db
      .select()
      .from(proofings)
      .where(eq(proofings.orderId, `renewal/${renewal.no}`))
    expect(asked).toEqual([])
    expect(next!.subject).toBe(old!.subject)
    expect(next!.notAfter.getTime()).toBeGreaterThan(old!.notAfter.getTime() + 300 * DAY)
  }, 120_000)

  it('is unlocked by the phone, the first time after the identity was proved', async () => {
    const order = await unlocker(place, early)
    const { unlock } = await order.begin()
    expect(unlock!.methods).toEqual(['ownPhone', 'ownBankCard'])
    await order.typeProofingCode(await order.proofingCode('ownPhone'))
    const pin = 'Ykey-7314'
    const { sealed, proof } = await order.setPin(pin)
    await order.confirm(sealed.requestId, proof)
    await order.inState('completed')
    early = { ...early, pin }
  }, 120_000)

  it('in the hand proves who applies for another certificate; another’s, or one on hold, does not', async () => {
    await phonesRest(place.db)
    const { person } = soon
    const order = await personApplicant(place, person!, 'ownCertificate', 'personHostedBidding', () =>
      phonesRest(place.db),
    )
    await order.save()
    const path = `${order.path}/key-proof`
    const proves = async (of: Holder) => order.call('POST', path, await signAt(place, order.call, path, of))
    const saidOf = (of: Holder) =>
      proves(of).then(
        () => 'accepted',
        (error: Refused) => error.message,
      )
    expect(await saidOf(early)).toMatch(/proofingMismatch.*person\.idNumber/)
    const stands = (state: 'active' | 'held') =>
      place.db
        .update(certificates)
        .set({ state })
        .where(and(eq(certificates.subject, certificate!.subject), ne(certificates.state, 'revoked')))
    const [certificate] = await active(soon.serial)
    await stands('held')
    expect(await saidOf(soon)).toMatch(/proofingMismatch.*proofing\.method/)
    await stands('active')
    const { proofing } = await proves(soon)
    expect(proofing.state).toBe('passed')

    const rows = await place.db.select().from(proofings).where(eq(proofings.orderId, order.orderId))
    expect(rows.map(({ result }) => result).toSorted()).toEqual(['matched', 'mismatched', 'mismatched'])
    const { signed } = rows.find(({ passedAt }) => passedAt)!
    const spki = { key: Buffer.from(signed!.publicKey, 'base64'), type: 'spki', format: 'der' } as const
    const statement = Buffer.from(signed!.statement, 'base64')
    expect(verify('sha256', statement, createPublicKey(spki), Buffer.from(signed!.signature, 'base64'))).toBe(
      true,
    )
    // What it signed was for this order alone.
    expect(statement.toString().split('\n')[3]).toBe(order.no)
  }, 120_000)

  it('has another mail address at once; a name that the phone’s operator does not know asks for the card', async () => {
    const change = keyWriter(place, early)
    await change.begin('information-changes')
    await change.proposeAsPerson({ email: 'zhou@example.cn' })
    const code = await newestCode(place.sandbox, early.person!.phone, /验证码(\d{6})，用于确认/, 0)
    await change.submitTyped(code)
    await change.inState('completed')

    await phonesRest(place.db)
    const other = keyWriter(place, early)
    await other.begin('information-changes')
    await other.proposeAsPerson({ name: '周安宁' })
    // The operator knows no such name: the card is to be looked at.
    const { materials, timeline } = await other.view()
    expect(timeline.at(-1)!.event).toBe('changeUnmatched')
    expect(materials.map(({ kind }) => kind)).toEqual(['idCardPortrait', 'idCardEmblem'])
    expect(await refusal(other.cancel())).toBe('accepted')
  }, 120_000)

  it('that is lost is reported by the identity number, and another comes with the same name and number', async () => {
    const [old] = await active(early.serial)
    const finder = await loser(place, skip, early)
    const order = await finder.replace('lost')
    const { form } = await order.view()
    expect(form!.person).toMatchObject({ name: early.person!.name, idNumber: early.person!.idNumber })
    // Somebody else’s name is not taken: it stays the holder’s.
    const someoneElse = { ...form!.person, name: '别人' }
    await order.save({ ...order.form, person: someoneElse })
    expect((await order.view()).form!.person!.name).toBe(early.person!.name)
    await skip('2 minutes')
    await order.filledIn()
    await order.submit()
    await order.transfer(100_00)
    const arrivals = await order.arrived(1)
    expect(arrivals[0]!.state).toBe('accepted')
    await until(async () => (await certificatesOn(early.serial))[0]!.state === 'held', 'the hold')
    expect((await certificatesOn(early.serial))[0]!.holderNumber).toBe(old!.holderNumber)
  }, 240_000)

  it('is no matter of a row: only sealed forms name its holder', async () => {
    const rows = await place.db.select().from(orders)
    const text = JSON.stringify(rows)
    for (const { name, idNumber, phone } of persons) {
      expect(text).not.toContain(name)
      expect(text).not.toContain(idNumber)
      expect(text).not.toContain(phone)
    }
    const [form] = await place.db.select().from(orderForms).where(eq(orderForms.orderId, soon.orderId))
    expect(openTyped(form!)).toMatchObject({ person: { name: soon.person!.name } })
  })
})
