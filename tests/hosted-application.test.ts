import { createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { owedFen } from '../db/ledger.ts'
import { certificates, hostedKeys, subjectKeys } from '../db/schema/certificates.ts'
import { subscriberProfiles } from '../pki/profiles.ts'
import { moves } from '../domain/order-states.ts'
import {
  applicant,
  codeAfter,
  decide,
  sealedCode,
  signedIn,
  until,
  type Applicant,
  type Call,
} from './actors.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// What an application for a hosted certificate has of its own: key in the HSM, activation by phone. The way up to the
// approval, and the ways out of it, are those of tests/exits.test.ts.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let organisations: Sandbox['organisations']
let turn = 0
const taken = movesTaken('hostedApplication')

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
beforeEach(async () => void (clock = await place.withClock()))
afterEach(() => clock.end())

const newOrder = (product: 'organisationHostedBidding' | 'organisationHostedContract') =>
  applicant(place, organisations[turn++ % organisations.length]!, 'legalRepPhone', product)

/** Applied, paid, approved; the certificate is there and waits for its phone. */
async function issued(
  product: 'organisationHostedBidding' | 'organisationHostedContract',
): Promise<Applicant> {
  const order = await newOrder(product)
  await order.paid()
  await decide(reviewer, order.no)
  await order.inState('activating')
  return order
}

const sms = (order: Applicant, pattern: RegExp) =>
  until(async () => {
    const { messages } = await readWorld(place.sandbox)
    return messages.find(({ phone, text }) => phone === order.form.operator.phone && pattern.test(text))
  }, `an SMS ${pattern}`)

async function activated(order: Applicant): Promise<void> {
  // A phone gets a code a minute.
  await clock.skip('61 seconds')
  const send = () => order.call('POST', `${order.path}/activation-codes`)
  const code = await codeAfter(place, order.form.operator.phone, send)
  const { hosted } = await order.view()
  await order.call('POST', `${order.path}/activation`, sealedCode(hosted!.code!, code))
  await order.inState('completed')
  await taken.note(place.db, order.orderId)
}

const certificateOf = async ({ orderId }: Applicant) =>
  (await place.db.select().from(certificates).where(eq(certificates.orderId, orderId)))[0]!

describe('a hosted certificate', () => {
  it('is for a key that the HSM made and can use; kept is only what it wrapped', async () => {
    const order = await issued('organisationHostedContract')
    const [key] = await place.db
      .select({ spki: subjectKeys.spki, carrier: subjectKeys.carrier, wrapped: hostedKeys.wrapped })
      .from(subjectKeys)
      .innerJoin(hostedKeys, eq(hostedKeys.keyId, subjectKeys.id))
      .where(eq(subjectKeys.orderId, order.orderId))
    expect(key!.carrier).toBe('hsm')
    const { vault } = place
    const data = [Buffer.from('one'), Buffer.from('two')]
    const signatures = vault.sign(key!, data)
    const publicKey = createPublicKey({ key: Buffer.from(key!.spki), type: 'spki', format: 'der' })
    signatures.forEach((signature, index) =>
      expect(verify('sha256', data[index]!, publicKey, signature)).toBe(true),
    )
    const other = vault.make(subscriberProfiles.hosted.key)
    expect(() => vault.sign({ spki: key!.spki, wrapped: other.wrapped }, data)).toThrow(
      'not the one of this holder',
    )
    const changed = Buffer.from(key!.wrapped)
    changed[40]! ^= 1
    expect(() => vault.sign({ ...key!, wrapped: changed }, data)).toThrow()
    await activated(order)
  })

  it('is in use when the signer’s phone has proved itself, not before', async () => {
    const order = await issued('organisationHostedBidding')
    expect((await certificateOf(order)).state).toBe('issued')
    const unsent = {
      id: randomUUID(),
      sealTo: generateKeyPairSync('x25519')
        .publicKey.export({ type: 'spki', format: 'der' })
        .toString('base64'),
    }
    await expect(
      order.call('POST', `${order.path}/activation`, sealedCode(unsent, '000000')),
    ).rejects.toMatchObject({
      code: 'codeNotSent',
    })
    await activated(order)
    expect((await certificateOf(order)).state).toBe('active')
    await until(async () => (await owedFen(place.db, order.orderId)) === 0, 'books without debts')
    await sms(order, /已启用/)
    const view = await order.view()
    expect(view.certificate?.tokenSerial).toBeNull()
    expect(view.password).toBeNull()
    expect(view.progress.map(({ stage, standing }) => [stage, standing])).toEqual([
      ['application', 'done'],
      ['payment', 'done'],
      ['review', 'done'],
      ['issuing', 'done'],
      ['activation', 'done'],
    ])
  })

  it('that nobody activates is reminded of, revoked after 30 days, and paid for', async () => {
    const order = await issued('organisationHostedBidding')
    await clock.skip('8 days')
    await sms(order, /尚未启用/)
    await clock.skip('23 days')
    await order.inState('unactivated')
    await taken.note(place.db, order.orderId)
    const certificate = await certificateOf(order)
    expect([certificate.state, certificate.revocationReason]).toEqual(['revoked', 5])
    await until(async () => (await owedFen(place.db, order.orderId)) === 0, 'books without debts')
  })

  it('has no delivery address in its form, and no secret in its history', async () => {
    const order = await newOrder('organisationHostedContract')
    const { delivery: _, ...form } = order.form
    await order.save(form)
    expect((await order.view()).problems).toEqual([])
    await order.prove()
    await order.confirm()
    await order.uploadAll()
    await order.submit()
    await order.pay()
    await order.inReview()
    await decide(reviewer, order.no)
    await order.inState('activating')
    await activated(order)
    const history = (await clock.history(order.orderId))!
    expect(history).toContain('makeHostedKey')
    const { operator, legalRepresentative, organisation } = order.form
    for (const personal of [operator.phone, operator.name, legalRepresentative.idNumber, organisation.name])
      expect(history).not.toContain(personal)
  })
})

it('every move that only it has was made by a scenario', () => {
  const shared = new Set(moves.newApplication.map(({ event }) => event as string))
  expect(taken.missing().filter((move) => !shared.has(move.split('>')[0]!))).toEqual([])
})
