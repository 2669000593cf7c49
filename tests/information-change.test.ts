import { X509Certificate } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificates, crls } from '../db/schema/certificates.ts'
import { orders } from '../db/schema/orders.ts'
import { revocationReasons } from '../domain/certificate-states.ts'
import type { OrderState } from '../domain/kinds/kinds.ts'
import { codeAfter, decide, press, Refused, signedIn, until, uploadTo, type Call } from './actors.ts'
import { plugIn, readingPage } from './applicant-pc.ts'
import { keyHolder, phonesRest, type Holder } from './key-holder.ts'
import { keyWriter, type KeyWriter } from './key-writer.ts'
import { loser } from './lost-key.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// Procedure 7 through the real API, workers, database, HSM, key agent and key.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let senior: Call
const holders: Holder[] = []

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  senior = await signedIn(place, 'seniorReviewer')
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
  await phonesRest(place.db)
  await clock.skip(`${(day += 2)} days`)
})
afterEach(() => clock.end())

const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )
const CODE = /验证码(\d{6})，用于确认/
const WAIT = 120_000
const taken = movesTaken('informationChange')

/** The old certificate of an order and the one it made. */
async function certificatesOf(order: KeyWriter) {
  const orderId = `informationChange/${order.no}`
  const [row] = await place.db.select().from(orders).where(eq(orders.id, orderId))
  const [old] = await place.db.select().from(certificates).where(eq(certificates.id, row!.certificateId!))
  const made = await place.db.select().from(certificates).where(eq(certificates.orderId, orderId))
  return { old: old!, made }
}

/** Checks what holds of every change that has ended, and notes its moves. */
async function ends(order: KeyWriter, state: OrderState, { after }: { after?: string } = {}) {
  if (after) await clock.skipTill(after, async () => (await order.view()).state === state, state)
  else await order.inState(state)
  await taken.note(place.db, `informationChange/${order.no}`)
  const { old, made } = await certificatesOf(order)
  const usable = made.filter(({ state: standing }) => standing !== 'revoked')
  if (state !== 'completed') expect([usable, old.state]).toEqual([[], 'active'])
  // One certificate that counts, whatever was changed.
  else expect([old.state, usable.length]).toEqual(made.length ? [old.state, 1] : ['active', 0])
}

/** The operator's, whatever scenarios before have made of it. */
const phoneOf = async (order: KeyWriter) => (await order.view()).form!.operator!.phone!

/** A name that the registry does not know: examined by a person. */
async function underReview(holder: Holder, attempts = 1) {
  const order = keyWriter(place, holder)
  await order.begin('information-changes')
  const { name: before } = (await order.view()).form!.organisation!
  const name = `${before!.replace(/（.*）/, '')}（新馆）`
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (attempt > 1) await order.call('DELETE', `/api/orders/${order.no}/confirmation`)
    expect((await order.propose({ organisation: { name: name + '一'.repeat(attempt) } })).state).toBe(
      'confirmed',
    )
  }
  for (const kind of ['businessLicence', 'legalRepId', 'authorisation']) await upload(order, kind)
  const code = await codeAfter(
    place,
    await phoneOf(order),
    () => order.call('POST', `/api/orders/${order.no}/materials`),
    CODE,
  )
  await order.submitTyped(code)
  await order.inState('inReview')
  await until(async () => (await order.view()).review, 'the review')
  return { order, name }
}

const upload = ({ call, no }: KeyWriter, kind: string) => uploadTo(call, no, kind)

/** A change of the name that the registry agrees to. */
async function agreedTo(holder: Holder) {
  const { uscc } = holder.organisation
  const order = keyWriter(place, holder)
  const certified = (await order.begin('information-changes')).form!.organisation!.name
  const registered = async () =>
    (await readWorld(place.sandbox)).organisations.find((one) => one.uscc === uscc)!.name
  if ((await registered()) === certified) await press(place, `organisations/${uscc}/rename`)
  const name = await registered()
  const phone = await phoneOf(order)
  const code = await codeAfter(place, phone, () => order.propose({ organisation: { name } }), CODE)
  expect((await order.submitTyped(code)).state).toBe('writing')
  return order
}

/** The same, with the pair that the key has made for it. */
async function renamed(holder: Holder) {
  const order = await agreedTo(holder)
  const page = await order.atKey()
  await page.reportPair(await page.generate())
  return { order, page }
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
    expect(await refusal(order.submitTyped(code, code))).toBe(
      code === oldPhoneCode ? 'accepted' : 'codeWrong',
    )
    expect((await order.submitTyped(code, oldPhoneCode)).state).toBe('completed')
    await ends(order, 'completed')
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
    expect(await refusal(order.submitTyped(code))).toBe('reservedPhoneOpen')
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
        async () => expect((await order.submitTyped(code)).state).toBe('completed'),
        /本手机号不再是订单(\d+)/,
      )
      expect(order.no.startsWith(told)).toBe(true)
      await ends(order, 'completed')
    },
  )

  it('ask for the old phone again when the bank sends the transfer back that proved the identity', async () => {
    const order = keyWriter(place, holders[2]!)
    await order.begin('information-changes')
    const other = '13812345682'
    await codeAfter(place, other, () => order.propose({ operator: { phone: other } }), CODE)
    await order.prove(await order.proofingCode('microDeposit'))
    await order.bounceTransfer()
    const asks = async () => (await order.view()).onKey!.change!.asksOldPhone
    await clock.skipTill('7 hours', asks, 'the old phone again')
    await order.call('DELETE', `/api/orders/${order.no}/confirmation`)
    await order.cancel()
    await ends(order, 'cancelled')
  })

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
    expect(await refusal(order.propose({ organisation: { uscc } }))).toBe('otherHolder')
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
    expect((await order.submitTyped(code)).state).toBe('writing')
    await (await order.atKey()).goOn()
    await order.inState('completed')
    await until(async () => (await certificatesOf(order)).old.state === 'revoked', 'revocation')
    const { old, made } = await certificatesOf(order)
    expect(old.revocationReason).toBe(revocationReasons.affiliationChanged)
    expect([made.length, made[0]!.notAfter]).toEqual([1, old.notAfter])
    expect(made[0]!.subject).toContain(name)
    await ends(order, 'completed')
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
    const { order, name } = await underReview(holder)
    await decide(reviewer, order.no)
    await order.inState('writing')
    await (await order.atKey()).goOn()
    await order.inState('completed')
    await until(async () => (await certificatesOf(order)).old.state === 'revoked', 'revocation')
    expect((await certificatesOf(order)).made[0]!.subject).toContain(name)
    await ends(order, 'completed')
  })
})

describe('a change that comes to nothing', { timeout: WAIT }, () => {
  it('is closed when nobody touches it, and its copied data are wiped', async () => {
    const order = keyWriter(place, holders[0]!)
    await order.begin('information-changes')
    await ends(order, 'expired', { after: '31 days' })
    await until(async () => Object.keys((await order.view()).form ?? {}).length === 0, 'wiped data')
  })

  it('asks for the account of a legal representative from abroad, and for the registry’s word', async () => {
    const order = keyWriter(place, holders[2]!)
    await order.begin('information-changes')
    const abroad = { idType: 'passport', idNumber: 'E12345678' }
    const { account } = holders[2]!.organisation
    expect(await refusal(order.propose({ legalRepresentative: abroad }))).toBe('formIncomplete')
    const given = { account: { bank: account.bank, account: account.number } }
    expect(await refusal(order.propose({ legalRepresentative: abroad, ...given }))).toBe('proofingMismatch')
    await order.cancel()
    await ends(order, 'cancelled')
  })

  it('is refused by a person: the certificate stays', async () => {
    const { order } = await underReview(holders[0]!)
    const words = '与登记信息不一致'
    await decide(reviewer, order.no, { decision: 'rejected', reason: 'licenceMismatch', words })
    await ends(order, 'rejected')
  })

  it('is cancelled while it is examined: the reviewer agrees, after documents came again and the review was late', async () => {
    const { order } = await underReview(holders[0]!)
    const items = [{ item: 'legalRepId', reason: 'illegible', words: '请重新拍照' }]
    await decide(reviewer, order.no, { decision: 'returned', items })
    await order.inState('materialsWanted')
    await upload(order, 'legalRepId')
    await order.call('POST', `/api/orders/${order.no}/materials/resent`)
    await order.inState('inReview')
    const escalated = async () => (await order.view()).timeline.some(({ event }) => event === 'escalated')
    await clock.skipTill('20 days', escalated, 'escalated')
    await reviewer('POST', `/api/ops/reviews/${order.no}/claim`)
    expect((await order.cancel()).review!.cancellationAskedAt).not.toBeNull()
    await reviewer('POST', `/api/ops/reviews/${order.no}/decision`, { decision: 'cancelled' })
    await ends(order, 'cancelled')
  })

  it('is closed when the documents that were asked for never come', async () => {
    const { order } = await underReview(holders[0]!)
    const items = [{ item: 'legalRepId', reason: 'illegible', words: '请重新拍照' }]
    await decide(reviewer, order.no, { decision: 'returned', items })
    await order.inState('materialsWanted')
    await ends(order, 'expired', { after: '31 days' })
  })

  it('is given up by its holder until the certificate is in the key: what was issued is revoked', async () => {
    const { order } = await renamed(holders[0]!)
    expect((await order.cancel()).state).toBe('cancelled')
    await until(async () => (await certificatesOf(order)).made[0]!.state === 'revoked', 'revocation')
    await ends(order, 'cancelled')
  })

  it('keeps no data where it came to no certificate', async () => {
    const order = await agreedTo(holders[0]!)
    await order.cancel()
    await ends(order, 'cancelled')
    await until(async () => Object.keys((await order.view()).form ?? {}).length === 0, 'wiped data')
  })

  it('is given up when nobody plugs in the key for a month', async () => {
    const { order } = await renamed(holders[0]!)
    const revoked = async () => (await certificatesOf(order)).made[0]!.state === 'revoked'
    await clock.skipTill('31 days', revoked, 'revocation')
    await ends(order, 'expired')
  })
})

describe('a change that was approved by two', { timeout: WAIT }, () => {
  it('and was never finished at the key is finished at the next login, by the revoked certificate', async () => {
    const holder = holders[0]!
    const { order } = await underReview(holder, 2)
    await decide(reviewer, order.no)
    await until(
      async () => (await order.view()).timeline.some(({ event }) => event === 'firstApproved'),
      'the first approval',
    )
    await decide(senior, order.no)
    await order.inState('writing')
    const page = await order.atKey()
    await page.reportPair(await page.generate())
    await page.reportWritten(await page.write())
    await page.release()
    await ends(order, 'completed', { after: '31 days' })
    await until(async () => (await certificatesOf(order)).old.state === 'revoked', 'revocation')

    const later = keyWriter(place, holder)
    const { open, renewal } = await later.login()
    expect([open?.no, renewal!.code]).toEqual([order.no, 'keyInProcess'])
    expect((await later.begin('information-changes')).onKey!.step).toBe('finish')
    const pageLater = await later.atKey()
    await pageLater.goOn()
    // Sent twice because the first answer was lost.
    await pageLater.reportFinished()
    expect((await onKey(holder)).map(({ serialNumber }) => serialNumber.toLowerCase())).toEqual([
      (await certificatesOf(order)).made[0]!.serial,
    ])
    expect((await later.login()).open).toBeNull()
  })
})

describe('a key that is reported lost', { timeout: WAIT }, () => {
  it('goes no further in a change that was begun with it, and ends the one that waits to be written', async () => {
    const holder = holders[2]!
    const { order } = await renamed(holder)
    const operator = await loser(place, (span) => clock.skip(span), holder)
    const no = await operator.report()
    expect(await refusal(order.atKey())).toBe('keyCertificateHeld')
    await operator.call('POST', `/api/loss-reports/${no}/revocation`)
    await operator.reported(no, 'revoked')
    await clock.skipTill('25 hours', async () => (await order.view()).state === 'expired', 'expired')
    await taken.note(place.db, `informationChange/${order.no}`)
    const { old, made } = await certificatesOf(order)
    expect([old.state, made[0]!.state]).toEqual(['revoked', 'revoked'])
  })

  it('ends a change whose certificate is in it, too', async () => {
    const holder = holders[1]!
    const { order, page } = await renamed(holder)
    await page.reportWritten(await page.write())
    const operator = await loser(place, (span) => clock.skip(span), holder)
    const no = await operator.report()
    await operator.call('POST', `/api/loss-reports/${no}/revocation`)
    await operator.reported(no, 'revoked')
    await clock.skipTill('25 hours', async () => (await order.view()).state === 'completed', 'completed')
    await taken.note(place.db, `informationChange/${order.no}`)
    expect((await order.view()).timeline.at(-1)!.event).toBe('revokedUnfinished')
    const { old, made } = await certificatesOf(order)
    expect([old.state, made[0]!.state]).toEqual(['revoked', 'revoked'])
  })
})

describe('the table of moves', () => {
  it('every move of it was made by a scenario', () => expect(taken.missing()).toEqual([]))
})
