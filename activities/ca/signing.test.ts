import { eq, sql } from 'drizzle-orm'
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { latestCrl } from '../../db/authority.ts'
import type { Connection, Transaction } from '../../db/database.ts'
import { auditLog } from '../../db/schema/audit.ts'
import { certificates, crls, subjectKeys, tokens } from '../../db/schema/certificates.ts'
import { payments } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { reviews } from '../../db/schema/review.ts'
import { seals } from '../../db/schema/seals.ts'
import { issuerIds } from '../../domain/certificate-kinds.ts'
import { price } from '../../domain/products.ts'
import { authorityIssuer } from '../../pki/authority.ts'
import { isSignedBy } from '../../pki/certificate.ts'
import { readCrl } from '../../pki/crl.ts'
import { openHsm, type Hsm } from '../../pki/hsm.ts'
import { until } from '../../tests/actors.ts'
import { freshHsm } from '../../tests/fresh-tokens.ts'
import { run, startPayingOrders, type PayingOrders } from '../../tests/paying-orders.ts'
import { certificateActivities } from './certificate.ts'
import { makeCrl, publishAuthority } from './crl.ts'
import { keepDelegateCertificates } from './delegate-certificates.ts'
import { sealSigningActivities } from './seal.ts'

// The CA worker's work on a real database and a real token, with the root's token locked away.

let place: PayingOrders
let db: Connection['db']
let hsm: Hsm

beforeAll(async () => {
  const environment = freshHsm()
  environment.takeRootAway()
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin } = environment
  for (const name of Object.keys(process.env)) if (name.startsWith('HSM_ROOT_')) delete process.env[name]
  hsm = openHsm({ module, tokenLabel, pin })
  place = await startPayingOrders()
  ;({ db } = place)
  await publishAuthority(db, hsm)
}, 120_000)

afterAll(async () => {
  await place?.stop()
  hsm?.close()
})

const dying = (): Hsm => ({
  ...hsm,
  sign: () => {
    throw new Error('the worker dies')
  },
})

/**
 * Two workers that have signed the same stored bytes before either could store its signature: the row is held until both
 * wait for it. Their signatures differ, as those of some algorithms do. Gives what each has signed, the first first.
 */
async function signedAtOnce(hold: (tx: Transaction) => unknown, act: (worker: Hsm) => Promise<unknown>) {
  const signed: Uint8Array[] = []
  const worker: Hsm = {
    ...hsm,
    sign: (linted) => {
      const der = hsm.sign(linted)
      der[der.length - 1]! ^= signed.length
      signed.push(der)
      return der
    },
  }
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  const acts: Promise<unknown>[] = []
  await db.transaction(async (tx) => {
    await hold(tx)
    for (const count of [1, 2]) {
      acts.push(act(worker))
      await until(async () => (await db.execute(waiting)).length === count, 'a worker waits for the row')
    }
  })
  await Promise.all(acts)
  return signed
}

/** An approved order with a key that was made for it. */
async function approvedOrder(origin = 'token'): Promise<{ orderId: string; keyId: string }> {
  const orderId = await place.newOrder()
  const at = new Date()
  await db.insert(reviews).values({ orderId, dueAt: at, provisional: false, decision: 'approved' })
  const serial = `token of ${orderId}`
  await db.insert(tokens).values({ serial, model: 'test', state: 'formatted', soPinGeneration: 1, orderId })
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const [key] = await db
    .insert(subjectKeys)
    .values({
      orderId,
      carrier: 'token',
      tokenSerial: serial,
      label: 'order:1',
      origin: origin as 'token',
      spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
      evidence: {},
    })
    .returning()
  return { orderId, keyId: key!.id }
}
const stored = async (keyId: string) =>
  (await db.select().from(certificates).where(eq(certificates.keyId, keyId)))[0]!

it('the worker comes up without the root: certificates and CRLs of both CAs are published, OCSP is ready', async () => {
  await keepDelegateCertificates(db, hsm, new Date(Date.now() + 61 * 86_400_000))
  for (const id of issuerIds) {
    const list = await latestCrl(db, id)
    expect(isSignedBy(list!.der!, authorityIssuer(hsm, id).spki)).toBe(true)
    expect(readCrl(list!.der!).number).toBe(list!.number)
  }
  const written = await db.select().from(auditLog).where(eq(auditLog.action, 'responder.issued'))
  expect(written).toHaveLength(1)
})

it('a CRL is published once, whoever signs: the first signature that is stored counts', async () => {
  const make = (worker: Hsm) => makeCrl(db, worker, 'issuing', 'the same')
  await expect(make(dying())).rejects.toThrow('dies')
  const list = eq(crls.idempotencyKey, 'the same')
  const [first, second] = await signedAtOnce((tx) => tx.select().from(crls).where(list).for('update'), make)
  expect(first).not.toEqual(second)
  expect((await db.select().from(crls).where(list)).map(({ der }) => der)).toEqual([first])
})

it('a certificate is issued once, whoever signs: the first that is stored counts, and is written down', async () => {
  const order = await approvedOrder()
  const issue = (worker: Hsm) => certificateActivities({ db, hsm: worker }).issueCertificate(order)
  await expect(issue(dying())).rejects.toThrow('dies')
  const [first, second] = await signedAtOnce(
    (tx) => tx.select().from(certificates).where(eq(certificates.keyId, order.keyId)).for('update'),
    issue,
  )
  expect(first).not.toEqual(second)
  expect(await stored(order.keyId)).toMatchObject({
    der: first,
    state: 'issued',
    issuer: 'issuing',
    purpose: 'signing',
    algorithm: 'rsaSha256',
  })
  const written = await db.select().from(auditLog).where(eq(auditLog.subject, order.orderId))
  expect(written.filter(({ action }) => action === 'certificate.issued')).toHaveLength(1)
})

it('bytes that were changed between storing and signing are not signed', async () => {
  const order = await approvedOrder()
  await expect(certificateActivities({ db, hsm: dying() }).issueCertificate(order)).rejects.toThrow('dies')
  const { tbs, state } = await stored(order.keyId)
  expect(state).toBe('prepared')
  const other = await approvedOrder()
  await certificateActivities({ db, hsm }).issueCertificate(other)
  const foreign = (await stored(other.keyId)).tbs
  const put = (bytes: Uint8Array) =>
    db.update(certificates).set({ tbs: bytes }).where(eq(certificates.keyId, order.keyId))
  await put(foreign)
  const again = () => certificateActivities({ db, hsm }).issueCertificate(order)
  await expect(again()).rejects.toThrow(/serial number is not the one.*public key is not the one/)
  expect(await stored(order.keyId)).toMatchObject({ state: 'prepared', der: null })
  await put(tbs)
  await again()
  expect((await stored(order.keyId)).state).toBe('issued')
})

it('a key that was not made where its profile says gets no certificate', async () => {
  const order = await approvedOrder('elsewhere')
  await expect(certificateActivities({ db, hsm }).issueCertificate(order)).rejects.toThrow('not made where')
})

/** A certificate of an order with a seal, and the picture that is to be bound to it. */
async function pictured(name = '示例科技（北京）有限公司', options = ['seal']): Promise<string> {
  const order = await approvedOrder()
  await db
    .update(orders)
    .set({ priceItems: price({ product: 'organisationUkey', kind: 'newApplication' }, options) })
    .where(eq(orders.id, order.orderId))
  const { certificateId } = await certificateActivities({ db, hsm }).issueCertificate(order)
  const picture = new Uint8Array([137, 80, 78, 71])
  const [seal] = await db
    .insert(seals)
    .values({
      ...{ orderId: order.orderId, certificateId, name },
      ...{ kind: 'generated' as const, picture, width: 42, height: 42 },
    })
    .returning()
  return seal!.id
}
const sealed = async (id: string) => (await db.select().from(seals).where(eq(seals.id, id)))[0]!

it('a seal is made once, whoever signs: the first that is stored counts, and is written down', async () => {
  const sealId = await pictured()
  const { orderId } = await sealed(sealId)
  const sign = () => run(sealSigningActivities({ db, hsm }).signSeal, { sealId })
  await signedAtOnce((tx) => tx.select().from(seals).where(eq(seals.id, sealId)).for('update'), sign)
  const { der, madeAt } = await sealed(sealId)
  expect(madeAt).not.toBeNull()
  await sign()
  expect(await sealed(sealId)).toMatchObject({ der, madeAt })
  const written = await db.select().from(auditLog).where(eq(auditLog.subject, orderId))
  expect(written.filter(({ action }) => action === 'seal.made')).toHaveLength(1)
})

it('no seal is made in another name, without an order of one, or for a certificate that was given up', async () => {
  const sign = (sealId: string) => run(sealSigningActivities({ db, hsm }).signSeal, { sealId })
  await expect(sign(await pictured('别人有限公司'))).rejects.toThrow('otherName')
  await expect(sign(await pictured(undefined, []))).rejects.toThrow('no seal')
  const sealId = await pictured()
  const { certificateId } = await sealed(sealId)
  await db.update(certificates).set({ state: 'revoked' }).where(eq(certificates.id, certificateId))
  expect(await sign(sealId)).toEqual({ made: false })
  expect((await sealed(sealId)).der).toBeNull()
})

it('a seal that is ordered by itself is made once it is paid, and its imprint approved; it ends the one before', async () => {
  const first = await pictured()
  const sign = (sealId: string) => run(sealSigningActivities({ db, hsm }).signSeal, { sealId })
  await sign(first)
  const { certificateId, name } = await sealed(first)
  const orderId = await place.newOrder()
  const priceItems = price({ product: 'organisationUkey', kind: 'sealOrder' })
  await db.update(orders).set({ kind: 'sealOrder', priceItems, certificateId }).where(eq(orders.id, orderId))
  const picture = new Uint8Array([137, 80, 78, 71])
  const [second] = await db
    .insert(seals)
    .values({ ...{ orderId, certificateId, name, picture }, kind: 'sampled', width: 42, height: 42 })
    .returning()
  await expect(sign(second!.id)).rejects.toThrow('not paid')
  await db.insert(payments).values({
    ...{ orderId, provider: 'alipay', outTradeNo: orderId, amountFen: 100_00, qrExpiresAt: new Date() },
    ...{ state: 'paid', accepted: true },
  })
  await expect(sign(second!.id)).rejects.toThrow('not approved')
  await db.insert(reviews).values({ orderId, dueAt: new Date(), provisional: false, decision: 'approved' })
  expect((await sealed(first)).replacedAt).toBeNull()
  expect(await sign(second!.id)).toEqual({ made: true })
  expect((await sealed(first)).replacedAt).not.toBeNull()
  expect(await sign(first)).toEqual({ made: true })
  expect(await sealed(second!.id)).toMatchObject({ replacedAt: null })
})
