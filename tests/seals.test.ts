import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { owedFen } from '../db/ledger.ts'
import { authorityCertificates, certificates } from '../db/schema/certificates.ts'
import { seals } from '../db/schema/seals.ts'
import { moves } from '../domain/order-states.ts'
import type { ProductId } from '../domain/products.ts'
import { reviewChecks } from '../domain/review.ts'
import { issuerOf } from '../pki/certificate.ts'
import { readSeal, sealFault } from '../pki/seal.ts'
import {
  actorOf,
  applicant,
  decide,
  makeKey,
  personApplicant,
  press,
  signedIn,
  until,
  type Applicant,
  type Call,
} from './actors.ts'
import { activated, hostedHolder, signer, type HostedHolder } from './hosted-holder.ts'
import { keyHolder } from './key-holder.ts'
import { keyWriter } from './key-writer.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// A seal is ordered with a certificate or later: made once that is issued or the seal is paid, handed out on the order's
// page, over with its certificate, and made again for the one that follows.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let keyStation: Call
let organisations: Sandbox['organisations']
let turn = 0

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  keyStation = await signedIn(place, 'keyStation')
  const known = (await readWorld(place.sandbox)).organisations
  organisations = known.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  await clock.end()
}, 240_000)
afterAll(() => place?.stop())
beforeEach(async () => void (clock = await place.withClock()))
afterEach(() => clock.end())

/** Applied with a seal, up to the documents. */
async function confirmed(product: ProductId, options = ['seal']): Promise<Applicant> {
  const order = await applicant(
    place,
    organisations[turn++ % organisations.length]!,
    'legalRepPhone',
    product,
  )
  await order.save({ ...order.form, options })
  await order.prove()
  await order.confirm()
  return order
}

async function approved(order: Applicant): Promise<void> {
  await order.submit()
  await order.pay()
  await order.inReview()
  await decide(reviewer, order.no)
}

const sealOf = (order: Pick<Applicant, 'view'>) =>
  until(async () => {
    const { seal } = await order.view()
    return seal?.picture && seal.data ? { ...seal, picture: seal.picture, data: seal.data } : undefined
  }, 'the seal')

const file = async ({ call }: Pick<Applicant, 'call'>, path: string) =>
  Buffer.from(await (await fetch(place.site + path, { headers: { cookie: call.cookie() } })).arrayBuffer())

const certificatesOf = ({ orderId }: { orderId: string }) =>
  place.db
    .select()
    .from(certificates)
    .where(eq(certificates.orderId, orderId))
    .orderBy(certificates.createdAt)

/** The imprint out of the drawer of the organisation: a PDF, as offices scan. */
async function imprintOf(uscc: string): Promise<Buffer> {
  const paper = `organisations/${uscc}/papers/sealSample.pdf`
  return Buffer.from(await (await fetch(`${place.sandbox}/world/${paper}`)).arrayBuffer())
}

async function issuer() {
  const [row] = await place.db
    .select()
    .from(authorityCertificates)
    .where(eq(authorityCertificates.name, 'issuing'))
  return issuerOf('issuing', row!.der)
}

describe('a seal that was ordered', () => {
  it('with a hosted certificate is made when that is issued, bound to it, and ends with it', async () => {
    const order = await confirmed('organisationHostedContract')
    await order.uploadAll()
    await approved(order)
    await order.inState('activating')
    const seal = await sealOf(order)
    const { name } = order.form.organisation
    expect(seal).toMatchObject({ kind: 'generated', state: 'good', name, width: 42, height: 42 })

    const picture = await file(order, seal.picture)
    const { width, hasAlpha, format } = await sharp(picture).metadata()
    expect({ width, hasAlpha, format }).toEqual({ width: 992, hasAlpha: true, format: 'png' })
    const data = new Uint8Array(await file(order, seal.data))
    const [certificate] = await certificatesOf(order)
    const at = certificate!.notBefore
    expect(sealFault(data, { certificate: certificate!.der!, issuer: await issuer(), at })).toBeUndefined()
    expect(Buffer.from(readSeal(data).picture.png)).toEqual(picture)

    // Nobody activates it.
    await clock.skip('31 days')
    await order.inState('unactivated')
    expect((await order.view()).seal).toMatchObject({ state: 'ended' })
    const history = (await clock.history(order.orderId))!
    expect(history).toContain('signSeal')
    expect(history).not.toContain(name)
  })

  it('with a key is made anew for the next key where the courier loses the first', async () => {
    const order = await confirmed('organisationUkey')
    await order.uploadAll()
    await approved(order)
    await makeKey(place, keyStation, order.no)
    const first = await sealOf(order)
    const support = await signedIn(place, 'support')
    const { shipment } = await order.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/lost`)
    await support('POST', `/api/ops/orders/${order.no}/parcel-loss`)
    await order.inState('making')
    expect((await order.view()).seal?.state).toBe('ended')
    await makeKey(place, keyStation, order.no)
    const second = await until(async () => {
      const { seal } = await order.view()
      return seal?.state === 'good' && seal.data !== first.data ? seal : undefined
    }, 'another seal')
    const [lost, sent] = await certificatesOf(order)
    const data = new Uint8Array(await file(order, second.data!))
    const used = { issuer: await issuer(), at: sent!.notBefore }
    expect(sealFault(data, { certificate: sent!.der!, ...used })).toBeUndefined()
    expect(sealFault(data, { certificate: lost!.der!, ...used })).toBe('otherCertificate')
  })

  it('is seen by its own applicant alone; without one there is none', async () => {
    const order = await confirmed('organisationHostedBidding')
    await order.uploadAll()
    await approved(order)
    const seal = await sealOf(order)
    const other = await confirmed('organisationHostedBidding', [])
    await other.uploadAll()
    await approved(other)
    await other.inState('activating')
    expect((await other.view()).seal).toBeNull()
    for (const path of [seal.picture, seal.data]) {
      await expect(other.call('GET', path)).rejects.toMatchObject({ code: 'orderNotFound' })
      const mine = path.replace(order.no, other.no)
      await expect(other.call('GET', mine)).rejects.toMatchObject({ code: 'notFound' })
    }
    expect(await place.db.select().from(seals).where(eq(seals.orderId, other.orderId))).toEqual([])
  })

  it('is taken from an imprint where one was uploaded that holds a seal, and a reviewer has looked at it', async () => {
    const order = await confirmed('organisationHostedContract')
    await order.uploadAll()
    await expect(order.upload('sealSample')).rejects.toMatchObject({ code: 'sampleNoImprint' })
    await order.upload('sealSample', await imprintOf(order.form.organisation.uscc))
    await order.call('DELETE', `${order.path}/materials/sealSample`)
    expect((await order.view()).materials.at(-1)).toEqual({
      ...{ kind: 'sealSample', optional: true, uploadedAt: null, url: null },
    })
    await expect(order.call('DELETE', `${order.path}/materials/legalRepId`)).rejects.toMatchObject({
      code: 'wrongState',
    })
    await order.upload('sealSample', await imprintOf(order.form.organisation.uscc))
    await order.submit()
    await order.pay()
    await order.inReview()
    const checks = reviewChecks.filter((check) => check !== 'sealSampleMatches')
    await expect(decide(reviewer, order.no, { decision: 'approved', checks })).rejects.toMatchObject({
      code: 'checksMissing',
    })
    await decide(reviewer, order.no)
    const seal = await sealOf(order)
    expect(seal).toMatchObject({ kind: 'sampled', state: 'good', width: 42, height: 42 })
    const { data: dots, info } = await sharp(await file(order, seal.picture))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const middle = 4 * ((info.height / 2) * info.width + info.width / 2)
    expect([...dots.subarray(middle, middle + 4)]).toEqual([217, 0, 27, 255])
    expect(dots[3]).toBe(0)
    const data = new Uint8Array(await file(order, seal.data))
    const [certificate] = await certificatesOf(order)
    const used = { certificate: certificate!.der!, issuer: await issuer(), at: certificate!.notBefore }
    expect(sealFault(data, used)).toBeUndefined()
  })

  it('is generated after all where the reviewer wants another imprint and the applicant takes it back', async () => {
    const order = await confirmed('organisationHostedContract')
    await order.uploadAll()
    await order.upload('sealSample', await imprintOf(order.form.organisation.uscc))
    await order.submit()
    await order.pay()
    await order.inReview()
    const items = [{ item: 'sealSample', reason: 'illegible', words: '' }]
    await decide(reviewer, order.no, { decision: 'returned', items })
    await order.inState('materialsWanted')
    const resend = () => order.call('POST', `${order.path}/materials/resent`)
    await expect(resend()).rejects.toMatchObject({ code: 'materialsMissing' })
    const { review } = await order.call('DELETE', `${order.path}/materials/sealSample`)
    expect(review?.returned).toMatchObject([{ item: 'sealSample', sent: true }])
    await resend()
    await order.inState('inReview')
    await decide(reviewer, order.no, {
      decision: 'approved',
      checks: reviewChecks.filter((check) => check !== 'sealSampleMatches'),
    })
    expect(await sealOf(order)).toMatchObject({ kind: 'generated', state: 'good' })
  })
})

const DAY = 86_400_000

/** A code a minute goes to a phone; callers live in real time. */
const rest = async () => {
  await clock.skip('61 seconds')
  await callersRest(place.db)
}

describe('a seal that is ordered later', { timeout: 300_000 }, () => {
  const taken = movesTaken('sealOrder')
  let day = 0
  let holder: Awaited<ReturnType<typeof hostedHolder>>
  let first: SealOrder
  // A phone gets so many codes a day.
  beforeEach(() => clock.skip(`${++day} days`))

  type SealOrder = Awaited<ReturnType<typeof begins>>
  async function begins(call: Call, body: { certificateId?: string }, operator = holder.organisation) {
    const { no, kind } = await call('POST', '/api/seal-orders', body)
    const order = await actorOf(place, operator, 'legalRepPhone', { call, no, kind })
    return {
      ...order,
      /** Types the code, and pays. */
      async paid() {
        await rest()
        await order.submit()
        await order.pay()
      },
      async ends(state: string) {
        await order.inState(state)
        await taken.note(place.db, order.orderId)
        await until(async () => (await owedFen(place.db, order.orderId)) === 0, 'books without debts')
      },
    }
  }
  const at = (one: HostedHolder) => signer(place, one, rest)
  const begun = async () => {
    const { call, certificate } = await at(holder)
    return begins(call, { certificateId: certificate.id })
  }
  const faultOf = async (
    order: Pick<Applicant, 'view' | 'call'>,
    [certificate]: (typeof certificates.$inferSelect)[],
  ) => {
    const data = new Uint8Array(await file(order, (await sealOf(order)).data))
    return sealFault(data, {
      ...{ certificate: certificate!.der!, issuer: await issuer(), at: certificate!.notBefore },
    })
  }

  it('by a person is paid, drawn and made at once, invoiced; nobody orders one for another’s certificate', async () => {
    const person = (await readWorld(place.sandbox)).persons[0]!
    const made = await personApplicant(place, person, 'ownPhone', 'personHostedBidding', rest)
    await made.paid()
    await activated(place, made, person.phone, { reviewer, rest })
    holder = await hostedHolder(place, organisations[turn++ % organisations.length]!, { reviewer, rest })
    const asked = { holder: 'person', identifier: person.idNumber } as const
    const { call, certificate } = await at({ asked, phone: person.phone, orderId: made.orderId })
    const other = await at(holder)
    await expect(begins(other.call, { certificateId: certificate.id })).rejects.toMatchObject({
      code: 'certificateUnknown',
    })

    const order = await begins(
      call,
      { certificateId: certificate.id },
      { ...holder.organisation, operator: person },
    )
    expect(await order.view()).toMatchObject({
      ...{ state: 'draft', totalFen: 100_00, materials: [{ kind: 'sealSample', optional: true }] },
      sealOrder: { certificate: { serial: certificate.serial, tokenSerial: null }, replaces: false },
    })
    expect((await begins(call, { certificateId: certificate.id })).no).toBe(order.no)
    const preview = await file(order, `/api/seal-orders/${order.no}/preview.png`)
    await rest()
    await order.call('POST', `${order.path}/materials`)
    await order.call('DELETE', `${order.path}/confirmation`)
    await order.paid()
    await order.ends('completed')
    const seal = await sealOf(order)
    expect(seal).toMatchObject({ kind: 'generated', state: 'good', name: person.name, width: 18, height: 18 })
    expect(await file(order, seal.picture)).toEqual(preview)
    expect(await faultOf(order, await certificatesOf(made))).toBeUndefined()
    await until(async () => (await order.view()).invoices[0]?.state === 'mailed', 'the invoice')
    const history = (await clock.history(order.orderId))!
    for (const secret of [person.name, person.phone]) expect(history).not.toContain(secret)
  })

  it('is taken from an imprint once a reviewer has seen it, and is what the certificate signs with', async () => {
    first = await begun()
    await first.upload('sealSample', await imprintOf(holder.organisation.uscc))
    await first.paid()
    await first.inReview()
    const items = [{ item: 'sealSample', reason: 'illegible', words: '' }]
    await decide(reviewer, first.no, { decision: 'returned', items })
    await first.inState('materialsWanted')
    await first.upload('sealSample', await imprintOf(holder.organisation.uscc))
    await first.call('POST', `${first.path}/materials/resent`)
    await first.inReview()
    const approved = { decision: 'approved', checks: ['picturesLegible'] }
    await expect(decide(reviewer, first.no, approved)).rejects.toMatchObject({ code: 'checksMissing' })
    await decide(reviewer, first.no, {
      ...approved,
      checks: ['picturesLegible', 'sealSampleMatches'],
    })
    await first.ends('completed')
    expect(await sealOf(first)).toMatchObject({ kind: 'sampled', state: 'good', width: 42, height: 42 })
    expect(await faultOf(first, await certificatesOf(holder))).toBeUndefined()
    const { call, certificate } = await at(holder)
    const { no } = await call('POST', '/api/signings', { certificateId: certificate.id })
    expect((await call('GET', `/api/orders/${no}`)).signing!.seal).not.toBeNull()
  })

  it('comes to nothing, and the money back, where it is not approved or its certificate has ended; the old seal stays', async () => {
    const idle = await begun()
    await clock.skip('31 days')
    await idle.ends('expired')
    const cancelled = await begun()
    await cancelled.cancel()
    await cancelled.ends('cancelled')

    const refused = await begun()
    await refused.upload('sealSample', await imprintOf(holder.organisation.uscc))
    await refused.paid()
    await refused.inReview()
    await decide(reviewer, refused.no, { decision: 'rejected', reason: 'other', words: '印模与名称不符' })
    await refused.ends('rejected')
    expect((await first.view()).seal!.state).toBe('good')

    const late = await begun()
    expect((await late.view()).sealOrder!.replaces).toBe(true)
    await rest()
    await late.submit()
    await late.trade('alipay')
    await place.db
      .update(certificates)
      .set({ state: 'revoked' })
      .where(eq(certificates.orderId, holder.orderId))
    await late.pay()
    await late.ends('expired')
    expect((await late.view()).seal).toBeNull()
    expect((await late.view()).refunds).toMatchObject([{ state: 'done', amountFen: 100_00 }])
  })

  it('with the key in hand takes the place of the one before, and goes on free with the certificate that follows', async () => {
    place.issuing.at = new Date(Date.now() - 325 * DAY)
    const staff = { reviewer, keyStation }
    const owner = await keyHolder(place, organisations[turn++ % organisations.length]!, staff)
    delete place.issuing.at
    const writer = keyWriter(place, owner)
    const certificateId = (await certificatesOf(owner))[0]!.id
    const begin = (body = {}) => begins(writer.call, body, owner.organisation)
    await expect(begin({ certificateId })).rejects.toMatchObject({ code: 'keyLoginNeeded' })
    const ordered: SealOrder[] = []
    for (const imprint of [false, true]) {
      await writer.login()
      const order = await begin()
      if (imprint) await order.upload('sealSample', await imprintOf(owner.organisation.uscc))
      await order.paid()
      if (imprint) {
        await order.inReview()
        await decide(reviewer, order.no)
      }
      await order.ends('completed')
      ordered.push(order)
    }
    const states = await Promise.all(ordered.map(async (order) => (await order.view()).seal!.state))
    expect(states).toEqual(['ended', 'good'])

    await rest()
    await writer.paid()
    await (await writer.atKey()).goOn()
    await writer.inState('completed')
    const seal = await sealOf(writer)
    expect(seal).toMatchObject({ kind: 'sampled', state: 'good' })
    expect(await faultOf(writer, await certificatesOf({ orderId: `renewal/${writer.no}` }))).toBeUndefined()
    expect((await writer.view()).priceItems.map(({ item }) => item)).toEqual(['certificateYear'])
    expect(await file(writer, seal.picture)).toEqual(
      await file(ordered[1]!, (await sealOf(ordered[1]!)).picture),
    )
  })

  it('every move that an application has not was made by a scenario', () => {
    const shared = new Set(moves.newApplication.map(({ event, to }) => `${event}>${to ?? ''}`))
    expect(
      taken.missing().filter((move) => !shared.has(move) && !shared.has(`${move.split('>')[0]}>`)),
    ).toEqual([])
  })
})
