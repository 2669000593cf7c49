import { generateKeyPairSync, randomInt, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { latestCrl } from '../../db/authority.ts'
import { findCertificate } from '../../db/certificates.ts'
import type { Connection } from '../../db/database.ts'
import { holderForms } from '../../db/holder-forms.ts'
import { latestOrder } from '../../db/queried-orders.ts'
import { auditLog } from '../../db/schema/audit.ts'
import { certificates, tokens } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { authorityCertificate, authorityIssuer } from '../../pki/authority.ts'
import { prepareCertificate } from '../../pki/certificate.ts'
import { openHsm, type Hsm } from '../../pki/hsm.ts'
import { urlsOf } from '../../pki/issuers.ts'
import { lintCertificate } from '../../pki/lint.ts'
import { organisationName } from '../../pki/name.ts'
import { profileOf } from '../../pki/profiles.ts'
import { newSerial } from '../../pki/serial.ts'
import { freshHsm } from '../../tests/fresh-tokens.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { makeCrl, publishAuthority } from '../ca/crl.ts'
import { takeOverLine } from './takeover.ts'

// Certificates that the issuing CA signed for an earlier system, brought into our books: a real HSM, a real database.

const DAY = 86_400_000
const uscc = '91350100M000100Y43'
const person = { name: '李梅', idNumber: '11010519491231002X', phone: '13800000002' }
const holder = {
  organisation: { name: '示例科技（北京）有限公司', uscc },
  legalRepresentative: person,
  operator: { ...person, email: 'limei@example.cn' },
  proofing: { method: 'legalRepPhone' },
  invoice: { email: 'fapiao@example.cn' },
  delivery: { name: '李梅', phone: person.phone, province: '北京市', city: '北京市', street: '某街 1 号' },
}

let connection: Connection
let db: Connection['db']
let hsm: Hsm

beforeAll(async () => {
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin } = freshHsm()
  process.env.DATA_KEY = Buffer.alloc(32, 7).toString('base64')
  process.env.FINGERPRINT_KEY = Buffer.alloc(32, 8).toString('base64')
  hsm = openHsm({ module, tokenLabel, pin })
  connection = await testDatabase()
  ;({ db } = connection)
  await publishAuthority(db, hsm)
}, 120_000)
afterAll(async () => {
  hsm?.close()
  await connection?.close()
})

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))

/** A certificate of a year that ends in so many days, as PEM. */
function issued(endsIn: number, { serial = newSerial(), organisation = holder.organisation } = {}): string {
  const profile = profileOf('organisationUkey')
  const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000 + endsIn * DAY)
  const request = {
    profile,
    serial,
    spki,
    notAfter,
    subject: organisationName(organisation),
    notBefore: new Date(notAfter.getTime() - 365 * DAY),
    issuer: authorityIssuer(hsm, 'issuing'),
    urls: { ...urlsOf('issuing', 'http://127.0.0.1:3000'), cps: 'http://127.0.0.1:3000/cps' },
  }
  return new X509Certificate(hsm.sign(lintCertificate(prepareCertificate(request), request))).toString()
}

const line = (certificate: string, change: object = {}) =>
  JSON.stringify({
    product: 'organisationUkey',
    certificate,
    token: { serial: `T${randomInt(1e9)}`, model: 'UKEY' },
    identityProofedAt: '2025-11-20T02:00:00Z',
    holder,
    ...change,
  })
const take = (text: string, dryRun = false) => takeOverLine(db, text, { dryRun })
const problemOf = async (text: string) => {
  const report = await take(text)
  return report.outcome === 'refused' ? report.problems.map((one) => `${one.field}:${one.problem}`) : report
}
const count = async () => [
  (await db.select().from(orders)).length,
  (await db.select().from(certificates)).length,
  (await db.select().from(tokens)).length,
  (await db.select().from(auditLog)).length,
]

it('a dry run says the same and writes nothing', async () => {
  const text = line(issued(40))
  const before = await count()
  expect(await take(text, true)).toMatchObject({ outcome: 'taken' })
  expect(await count()).toEqual(before)
})

it('a certificate is taken over once, with its key, its holder and a trace in the audit log', async () => {
  const text = line(issued(40), { token: { serial: 'T1', model: 'UKEY' } })
  const report = await take(text)
  expect(report).toMatchObject({ outcome: 'taken' })
  const after = await count()
  expect(await take(text)).toEqual({ ...report, outcome: 'known' })
  expect(await count()).toEqual(after)
  const trace = (await db.select().from(auditLog)).at(-1)
  expect(trace).toMatchObject({ action: 'certificate.takenOver', detail: { tokenSerial: 'T1' } })

  // What renewal, reminders, unlock and report of loss look for.
  const [latest] = await holderForms(db, 'T1', uscc)
  expect(latest?.form.operator.phone).toBe(person.phone)
  for (const to of ['operator', 'legalRepresentative'] as const)
    expect(await latestOrder(db, { holderNumber: uscc }, to)).toBe(latest?.order.id)
  const [row] = (await db.select().from(certificates)).filter(({ orderId }) => orderId === latest?.order.id)
  expect(row).toMatchObject({ state: 'active', issuer: 'issuing', purpose: 'signing', holderNumber: uscc })
  expect((await findCertificate(db, row!.id))?.tokenSerial).toBe('T1')
  expect((await db.select().from(tokens))[0]).toMatchObject({ state: 'active', soPinGeneration: null })
})

it('what was revoked before is on the next list of revoked certificates', async () => {
  const serial = newSerial()
  const revoked = { at: new Date(Date.now() - DAY).toISOString(), reason: 'keyCompromise' }
  expect(await take(line(issued(40, { serial }), { revoked }))).toEqual({ outcome: 'taken', serial })
  await makeCrl(db, hsm, 'issuing', 'after the takeover')
  const list = Buffer.from((await latestCrl(db, 'issuing'))!.der!)
  expect(list.includes(Buffer.from(serial, 'hex'))).toBe(true)
})

it('a line that is wrong is refused, and says where', async () => {
  const good = issued(100)
  const foreign = new X509Certificate(authorityCertificate(hsm, 'root')).toString()
  const { proofing: _, ...incomplete } = holder
  expect(await problemOf('{')).toEqual(['line:json'])
  expect(await problemOf(line(good, { revoked: { at: 'yesterday', reason: 'keyCompromise' } }))).toEqual([
    'revoked.at:instant',
  ])
  expect(await problemOf(line(good, { colour: 'red' }))).toEqual(['line:unrecognized_keys'])
  expect(await problemOf(line(good, { holder: incomplete }))).toEqual(['holder.proofing:required'])
  const phone = { ...holder, operator: { ...holder.operator, phone: '12' } }
  expect(await problemOf(line(good, { holder: phone }))).toEqual(['holder.operator.phone:mobile'])
  expect(await problemOf(line('MIIB'))).toEqual(['certificate:notACertificate'])
  expect(await problemOf(line(foreign))).toEqual(['certificate:notOurs'])
  const other = { ...holder, organisation: { name: '另一家有限公司', uscc } }
  expect(await problemOf(line(good, { holder: other }))).toEqual(['certificate:otherHolder'])
  const later = new Date(Date.now() + DAY).toISOString()
  expect(await problemOf(line(good, { activatedAt: later }))).toEqual(['activatedAt:outsideItsTime'])
})

it('a key is in the hands of one holder', async () => {
  const organisation = { name: '山城图书馆', uscc: '12500000450012341J' }
  const theirs = { ...holder, organisation }
  const onT1 = { token: { serial: 'T1', model: 'UKEY' }, holder: theirs }
  const report = await problemOf(line(issued(40, { organisation }), onT1))
  expect(report).toEqual(['token.serial:tokenOfAnother'])
})
