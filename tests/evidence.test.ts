import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ordersToForget } from '../db/retention.ts'
import { certificates } from '../db/schema/certificates.ts'
import { confirmations, documents, orders } from '../db/schema/orders.ts'
import { applicant, decide, signedIn, until, type Applicant, type Call } from './actors.ts'
import { readWorld } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { testFolder } from './test-folder.ts'

// What an auditor takes to a court, judged by OpenSSL alone.

interface Records {
  bundles: { id: string; state: string; reason: string }[]
  holds: { id: string; reference: string }[]
}

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let auditor: Call
let order: Applicant
let serial: string
const folder = testFolder()
const bundle = join(folder, 'bundle')

const path = (rest: string) => `/api/ops/certificates/${serial}/${rest}`
const records = () => auditor<Records>('GET', path('records'))

async function take(id: string): Promise<void> {
  const answer = await fetch(`${place.site}/api/ops/evidence/${id}`, {
    headers: { cookie: auditor.cookie() },
  })
  expect(answer.headers.get('content-type')).toBe('application/zip')
  for (const [name, content] of Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer())))) {
    mkdirSync(dirname(join(bundle, name)), { recursive: true })
    writeFileSync(join(bundle, name), content)
  }
}

/** The instructions of a bundle, followed by the shell and OpenSSL. */
function verified(at: string): { holds: boolean; said: string } {
  const { status, stdout, stderr } = spawnSync('sh', [join(at, 'verify.sh')], { encoding: 'utf8' })
  return { holds: status === 0, said: stdout + stderr }
}

/** The same after somebody changed something in a copy. */
function after(change: (copy: string) => void) {
  const copy = join(folder, 'copy')
  rmSync(copy, { recursive: true, force: true })
  cpSync(bundle, copy, { recursive: true })
  change(copy)
  return verified(copy)
}

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  auditor = await signedIn(place, 'auditor')
  const organisation = (await readWorld(place.sandbox)).organisations.find(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  order = await applicant(place, organisation!, 'legalRepPhone', 'organisationHostedContract')
  await order.save(order.form)
  await order.prove()
  await order.confirm()
  await order.uploadAll()
  await order.submit()
  await order.pay()
  await order.inReview()
  await decide(await signedIn(place, 'reviewer'), order.no)
  await order.inState('activating')
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const statement = Buffer.from('an operator confirms')
  const [letter] = await place.db.select().from(documents).where(eq(documents.orderId, order.orderId))
  await place.db.insert(confirmations).values({
    ...{ orderId: order.orderId, documentId: letter!.id, digest: 'd', way: 'sms', algorithm: 'rsaSha256' },
    statement: statement.toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    signature: sign('sha256', statement, privateKey).toString('base64'),
  })
  const [certificate] = await place.db
    .select()
    .from(certificates)
    .where(eq(certificates.orderId, order.orderId))
  ;({ serial } = certificate!)
}, 180_000)
afterAll(async () => {
  await clock?.end()
  await place?.stop()
})

it('a bundle holds everything about a certificate, and OpenSSL alone finds it whole', async () => {
  await clock.run('auditHead')
  await auditor('POST', path('evidence'), { reason: '法院调取' })
  const ready = await until(
    async () => (await records()).bundles.find(({ state }) => state === 'ready'),
    'the bundle',
  )
  await take(ready.id)
  const { holds, said } = verified(bundle)
  expect(said).not.toContain('BAD')
  expect(holds).toBe(true)
  for (const what of [
    'signature of the manifest',
    'time stamp',
    'OCSP',
    'audit/',
    'heads/',
    'confirmations/',
  ])
    expect(said).toContain(what)

  const of = (name: string) =>
    JSON.parse(readFileSync(join(bundle, 'orders', order.no, name), 'utf8')) as Record<string, unknown>[]
  expect(JSON.stringify(of('orderForms.json'))).toContain(order.form.operator.phone)
  for (const name of ['proofings', 'payments', 'reviews', 'invoices', 'orderEvents', 'verificationCodes'])
    expect(of(`${name}.json`).length, name).toBeGreaterThan(0)
  const files = readdirSync(join(bundle, 'orders', order.no, 'files'))
  for (const kind of ['businessLicence', 'legalRepId', 'authorisation'])
    expect(files.some((name) => name.startsWith(kind))).toBe(true)
  // No password, and nothing of it in the history.
  expect(readdirSync(join(bundle, 'orders', order.no))).not.toContain('secretsInTransit.json')
  const history = (await clock.history(`evidenceBundle/${ready.id}`))!
  expect(history).toContain('signManifest')
  expect(history).not.toContain(order.form.operator.phone)
})

it('whatever is changed, added or taken away in a bundle is found', () => {
  const form = `orders/${order.no}/orderForms.json`
  const [row] = readdirSync(join(bundle, 'audit'))
  const head = readFileSync(join(bundle, 'audit', row!, 'head'), 'utf8')
  const changes: [string, (copy: string) => void][] = [
    [form, (copy) => appendFileSync(join(copy, form), ' ')],
    ['manifest', (copy) => appendFileSync(join(copy, 'manifest.txt'), ' ')],
    ['time stamp', (copy) => appendFileSync(join(copy, 'manifest.p7s'), ' ')],
    ['no file beside', (copy) => writeFileSync(join(copy, 'more.txt'), '')],
    ['every file', (copy) => rmSync(join(copy, 'certificate/root.crl'))],
    [
      'confirmations/1',
      (copy) => appendFileSync(join(copy, `orders/${order.no}/confirmations/1.statement`), ' '),
    ],
    [`audit/${row}`, (copy) => appendFileSync(join(copy, `audit/${row}/row`), ' ')],
    [head, (copy) => writeFileSync(join(copy, 'heads', head), 'e30.e30.e30')],
  ]
  for (const [found, change] of changes) {
    const { holds, said } = after(change)
    expect(holds, found).toBe(false)
    expect(said).toMatch(new RegExp(`BAD .*${found.replaceAll('/', '\\/')}`))
  }
})

it('an auditor alone may ask for evidence', async () => {
  for (const username of ['reviewer', 'administrator', 'support']) {
    const other = await signedIn(place, username)
    for (const [method, rest] of [
      ['GET', 'records'],
      ['POST', 'evidence'],
      ['POST', 'legal-holds'],
    ] as const)
      await expect(
        other(method, path(rest), method === 'POST' ? {} : undefined),
        `${username} ${rest}`,
      ).rejects.toMatchObject({
        code: 'notAllowed',
      })
  }
})

it('records are purged five years after the end, but for those on legal hold; the audit log tells what was destroyed', async () => {
  await place.db
    .update(orders)
    .set({ state: 'completed', endedAt: new Date('2020-01-01') })
    .where(eq(orders.id, order.orderId))
  await place.db
    .update(certificates)
    .set({ notAfter: new Date('2020-12-01') })
    .where(eq(certificates.serial, serial))
  const overdue = () => ordersToForget(place.db, new Date('2026-12-02'), 100)
  expect(await overdue()).toEqual([order.orderId])
  const { holds } = await auditor<Records>('POST', path('legal-holds'), {
    reference: '(2026)京01民初1号',
    note: '诉讼中',
  })
  expect(await overdue()).toEqual([])
  await auditor('DELETE', path(`legal-holds/${holds[0]!.id}`))
  expect((await records()).holds).toEqual([])
  expect(await overdue()).toEqual([order.orderId])

  await clock.run('retention')
  expect(await overdue()).toEqual([])
  const left = await place.db.select().from(documents).where(eq(documents.orderId, order.orderId))
  expect(left.every(({ kind }) => kind.startsWith('invoice'))).toBe(true)
  expect((await records()).bundles[0]).toMatchObject({ state: 'removed' })
  const { rows } = await auditor<{ rows: { action: string; subject: string; detail: object }[] }>(
    'GET',
    '/api/ops/audit',
  )
  expect(rows.find(({ action }) => action === 'record.purged')).toMatchObject({
    subject: order.orderId,
    detail: { count: expect.any(Number), digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
})
