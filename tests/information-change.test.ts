import { X509Certificate } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificates, crls } from '../db/schema/certificates.ts'
import { orders } from '../db/schema/orders.ts'
import { revocationReasons } from '../domain/certificate-states.ts'
import { codeAfter, decide, press, Refused, signedIn, until, type Call } from './actors.ts'
import { plugIn, readingPage } from './applicant-pc.ts'
import { keyHolder, type Holder } from './key-holder.ts'
import { keyWriter, type KeyWriter } from './key-writer.ts'
import { readWorld } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// Procedure 7 through the real API, workers, database, HSM, key agent and key.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
const holders: Holder[] = []

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  const keyStation = await signedIn(place, 'keyStation')
  const residents = (await readWorld(place.sandbox)).organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  for (const organisation of residents.slice(0, 3)) {
    holders.push(await keyHolder(place, organisation, { reviewer, keyStation }))
  }
  await clock.end()
}, 240_000)
afterAll(() => place?.stop())

let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  await clock.skip(`${(day += 2)} days`)
})
afterEach(() => clock.end())

const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )
const CODE = /验证码(\d{6})，用于确认/

/** The old certificate of an order and the one it made. */
async function certificatesOf(order: KeyWriter) {
  const orderId = `informationChange/${order.no}`
  const [row] = await place.db.select().from(orders).where(eq(orders.id, orderId))
  const [old] = await place.db.select().from(certificates).where(eq(certificates.id, row!.certificateId!))
  const made = await place.db.select().from(certificates).where(eq(certificates.orderId, orderId))
  return { old: old!, made }
}

async function onKey(holder: Holder) {
  await plugIn(place, holder.serial)
  const { call } = keyWriter(place, holder)
  const { certificates: found } = await (await readingPage(place, call)).key()
  return found.map(({ der }) => new X509Certificate(Buffer.from(der, 'base64')))
}

describe('contact data', () => {
  it('change at once by the codes of the old and the new phone; the certificate stays', async () => {
    const [holder] = holders
    const order = keyWriter(place, holder!)
    await order.begin('information-changes')
    const other = '13812345678'
    const { code, oldPhoneCode } = await order.proposePhone({ phone: other })
    expect(await refusal(order.submitChange(code, code))).toBe(
      code === oldPhoneCode ? 'accepted' : 'codeWrong',
    )
    expect((await order.submitChange(code, oldPhoneCode)).state).toBe('completed')
    expect((await certificatesOf(order)).old.state).toBe('active')
    expect((await certificatesOf(order)).made).toEqual([])

    const next = keyWriter(place, holder!)
    expect((await next.begin('information-changes')).form!.operator!.phone).toBe(other)
    await next.cancel()
  })

  it('are not changed by the code of the new phone alone', async () => {
    const order = keyWriter(place, holders[2]!)
    await order.begin('information-changes')
    const other = '13812345679'
    const code = await codeAfter(place, other, () => order.propose({ operator: { phone: other } }), CODE)
    expect(await refusal(order.submitChange(code))).toBe('reservedPhoneOpen')
    await order.cancel()
  })

  it.each(['legalRepPhone', 'microDeposit'] as const)(
    'change without the old phone where the identity is proved by %s; that phone is told',
    async (way) => {
      const holder = holders[0]!
      const { phone } = (await keyWriter(place, holder).begin('information-changes')).form!.operator!
      const order = keyWriter(place, holder)
      await order.begin('information-changes')
      const other = way === 'microDeposit' ? '13812345681' : '13812345680'
      const code = await codeAfter(place, other, () => order.propose({ operator: { phone: other } }), CODE)
      const proof = await order.proofingCode(way)
      expect(await refusal(order.prove(proof === '000000' ? '111111' : '000000'))).toBe('codeWrong')
      expect((await order.view()).onKey!.change!.asksOldPhone).toBe(true)
      expect((await order.prove(proof)).onKey!.change!.asksOldPhone).toBe(false)
      const told = await codeAfter(
        place,
        phone!,
        async () => expect((await order.submitChange(code)).state).toBe('completed'),
        /本手机号不再是订单(\d+)/,
      )
      expect(order.no.startsWith(told)).toBe(true)
    },
  )

  it('prove nothing of a phone that does not change', async () => {
    const order = keyWriter(place, holders[2]!)
    await order.begin('information-changes')
    await order.propose({ operator: { email: 'other@example.com' } })
    expect(await refusal(order.proofingCode('legalRepPhone'))).toBe('wrongState')
    await order.cancel()
  })
})

describe('what stands in the certificate', () => {
  it('is another organisation’s with another identifier, and no change is refused', async () => {
    const order = keyWriter(place, holders[1]!)
    await order.begin('information-changes')
    const { uscc } = holders[2]!.organisation
    expect(await refusal(order.propose({ organisation: { uscc } }))).toBe('otherOrganisation')
    expect(await refusal(order.propose({}))).toBe('nothingChanged')
    expect(await refusal(order.propose({ legalRepresentative: { name: '赵一帆' } }))).toBe('proofingMismatch')
    await order.cancel()
  })

  it('is written into the same key where the registry agrees; the old certificate is revoked and listed', async () => {
    const holder = holders[1]!
    await press(place, `organisations/${holder.organisation.uscc}/rename`)
    const { name } = (await readWorld(place.sandbox)).organisations.find(
      ({ uscc }) => uscc === holder.organisation.uscc,
    )!
    const order = keyWriter(place, holder)
    await order.begin('information-changes')
    const code = await codeAfter(
      place,
      holder.organisation.operator.phone,
      () => order.propose({ organisation: { name } }),
      CODE,
    )
    expect((await order.submitChange(code)).state).toBe('writing')
    await (await order.atKey()).goOn()
    await order.inState('completed')
    await until(async () => (await certificatesOf(order)).old.state === 'revoked', 'revocation')
    const { old, made } = await certificatesOf(order)
    expect(old.revocationReason).toBe(revocationReasons.affiliationChanged)
    expect([made.length, made[0]!.notAfter]).toEqual([1, old.notAfter])
    expect(made[0]!.subject).toContain(name)
    const [found, ...more] = await onKey(holder)
    expect([found!.serialNumber.toLowerCase(), more.length]).toEqual([made[0]!.serial, 0])
    await until(async () => {
      const [last] = await place.db
        .select()
        .from(crls)
        .where(eq(crls.issuer, 'issuing'))
        .orderBy(desc(crls.number))
        .limit(1)
      return last?.der && Buffer.from(last.der).toString('hex').includes(old.serial) && last
    }, 'the CRL')
  })

  it('is examined by a person where the registry says otherwise', async () => {
    const holder = holders[2]!
    const order = keyWriter(place, holder)
    await order.begin('information-changes')
    const name = `${holder.organisation.name}（新馆）`
    expect((await order.propose({ organisation: { name } })).state).toBe('confirmed')
    const scan = await sharp({ create: { width: 1600, height: 1100, channels: 3, background: '#e8e2d4' } })
      .jpeg()
      .toBuffer()
    for (const kind of ['businessLicence', 'legalRepId', 'authorisation']) {
      const file = new FormData()
      file.append('file', new Blob([new Uint8Array(scan)], { type: 'image/jpeg' }), `${kind}.jpg`)
      await order.call('PUT', `/api/orders/${order.no}/materials/${kind}`, file)
    }
    const code = await codeAfter(
      place,
      holder.organisation.operator.phone,
      () => order.call('POST', `/api/orders/${order.no}/materials`),
      CODE,
    )
    await order.submitChange(code)
    await order.inState('inReview')
    await until(async () => (await order.view()).review, 'the review')
    await decide(reviewer, order.no)
    await order.inState('writing')
    await (await order.atKey()).goOn()
    await order.inState('completed')
    await until(async () => (await certificatesOf(order)).old.state === 'revoked', 'revocation')
    expect((await certificatesOf(order)).made[0]!.subject).toContain(name)
  })
})
