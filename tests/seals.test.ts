import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authorityCertificates, certificates } from '../db/schema/certificates.ts'
import { seals } from '../db/schema/seals.ts'
import type { ProductId } from '../domain/products.ts'
import { reviewChecks } from '../domain/review.ts'
import { issuerOf } from '../pki/certificate.ts'
import { readSeal, sealFault } from '../pki/seal.ts'
import { applicant, decide, makeKey, press, signedIn, until, type Applicant, type Call } from './actors.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// A seal that is ordered with a certificate: made when that is issued, handed out on the order's page, over with it.

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
}, 120_000)
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

const sealOf = (order: Applicant) =>
  until(async () => {
    const { seal } = await order.view()
    return seal?.picture && seal.data ? { ...seal, picture: seal.picture, data: seal.data } : undefined
  }, 'the seal')

const file = async ({ call }: Applicant, path: string) =>
  Buffer.from(await (await fetch(place.site + path, { headers: { cookie: call.cookie() } })).arrayBuffer())

const certificatesOf = ({ orderId }: Applicant) =>
  place.db
    .select()
    .from(certificates)
    .where(eq(certificates.orderId, orderId))
    .orderBy(certificates.createdAt)

/** The imprint out of the drawer of the organisation: a PDF, as offices scan. */
async function imprintOf({ form }: Applicant): Promise<Buffer> {
  const paper = `organisations/${form.organisation.uscc}/papers/sealSample.pdf`
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
    await order.upload('sealSample', await imprintOf(order))
    await order.call('DELETE', `${order.path}/materials/sealSample`)
    expect((await order.view()).materials.at(-1)).toEqual({
      ...{ kind: 'sealSample', optional: true, uploadedAt: null, url: null },
    })
    await expect(order.call('DELETE', `${order.path}/materials/legalRepId`)).rejects.toMatchObject({
      code: 'wrongState',
    })
    await order.upload('sealSample', await imprintOf(order))
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
    await order.upload('sealSample', await imprintOf(order))
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
