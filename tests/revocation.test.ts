import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, desc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificates, crls, subjectKeys, tokens } from '../db/schema/certificates.ts'
import { staffTasks } from '../db/schema/money.ts'
import { auditLog } from '../db/schema/audit.ts'
import { orderEvents, orderForms } from '../db/schema/orders.ts'
import { sentNotices } from '../db/schema/proofing.ts'
import { revocationDecisions } from '../db/schema/revocations.ts'
import { reasonNamed } from '../domain/certificate-states.ts'
import { moves } from '../domain/order-states.ts'
import { ocspFault } from '../pki/ocsp.ts'
import { timestampRejection } from '../pki/timestamp.ts'
import { taskQueues } from '../temporal.config.ts'
import { authorityWatch } from '../workflows/authority-watch.ts'
import { browser, codeAfter, inState, press, signedIn, tasksOf, until, type Call } from './actors.ts'
import { keyHolder, type Holder } from './key-holder.ts'
import { askOcsp, openssl } from './published-list.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// Revocation through the real API, workers, database and HSM; only days are skipped. OpenSSL judges, as the world would.

const folder = mkdtempSync(join(tmpdir(), 'yinxin-revocation-'))
const at = (name: string) => join(folder, name)

interface Detail {
  standing: string
  open: { no: string; mayDecide: boolean; mayWithdraw: boolean } | null
  mayAsk: boolean
  audit: { action: string }[]
}
interface Looked {
  standing: string
  reason: string | null
  holderName: string
  since: string | null
}

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let organisations: Sandbox['organisations']
let reviewer: Call
let keyStation: Call
let support: Call
let senior: Call
let administrator: Call
const taken = new Set<string>()

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  keyStation = await signedIn(place, 'keyStation')
  support = await signedIn(place, 'support')
  senior = await signedIn(place, 'seniorReviewer')
  administrator = await signedIn(place, 'administrator')
  organisations = (await readWorld(place.sandbox)).organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  for (const id of ['root', 'issuing']) {
    writeFileSync(at(`${id}.cer`), await fetched(`/pki/${id}.cer`))
    await openssl('x509', '-inform', 'DER', '-in', at(`${id}.cer`), '-out', at(`${id}.pem`))
  }
  await clock.end()
}, 120_000)

afterAll(() => place?.stop())

let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  // Phones have limits per minute and day.
  await clock.skip(`${(day += 2)} days`)
})
afterEach(async () => {
  expect(await place.verifyAudit()).toMatchObject({ fault: null })
  await clock.end()
})

const WAIT = 180_000

async function fetched(path: string): Promise<Uint8Array> {
  const response = await fetch(`${place.site}${path}`)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

let turn = 0
/** The next organisation with a certificate in use; its file lies at `holder.cer`. */
async function someone(): Promise<Holder & { certificateId: string; hex: string }> {
  const holder = await keyHolder(place, organisations[turn++ % organisations.length]!, {
    reviewer,
    keyStation,
  })
  const [row] = await place.db.select().from(certificates).where(eq(certificates.orderId, holder.orderId))
  writeFileSync(at('holder.cer'), row!.der!)
  await openssl('x509', '-inform', 'DER', '-in', at('holder.cer'), '-out', at('holder.pem'))
  return { ...holder, certificateId: row!.id, hex: row!.serial }
}

/** An instant as OpenSSL prints it. */
function opensslTime(instant: Date): string {
  const [, day, month, year, time] = instant.toUTCString().split(' ')
  return `${month} ${String(Number(day)).padStart(2)} ${time} ${year}`
}

/** What the world sees: OCSP by nonce from the address in the certificate, and the CRL that is served. */
async function world(): Promise<string> {
  const files = { root: at('root.pem'), issuing: at('issuing.pem'), subject: at('holder.pem') }
  const status = await askOcsp(files, '-resp_text')
  expect(status).toContain('Response verify OK')
  expect(status).not.toMatch(/nonce (verify )?error|no nonce/i)
  // By number: not every OpenSSL has a name for each reason.
  const reason = /Revocation Reason: .*\(0x([0-9a-f]+)\)/.exec(status)?.[1]
  return reason ? reasonNamed(parseInt(reason, 16)) : /holder\.pem: (\w+)/.exec(status)![1]!
}
async function verified(): Promise<string> {
  for (const id of ['root', 'issuing']) {
    writeFileSync(at(`${id}.crl`), await fetched(`/pki/${id}.crl`))
    await openssl('crl', '-inform', 'DER', '-in', at(`${id}.crl`), '-out', at(`${id}.crl.pem`))
  }
  return openssl(
    ...['verify', '-crl_check', '-CAfile', at('root.pem'), '-untrusted', at('issuing.pem')],
    ...['-CRLfile', at('issuing.crl.pem'), at('holder.pem')],
  )
}
const entry = async () => {
  await verified()
  const text = await openssl('crl', '-in', at('issuing.crl.pem'), '-noout', '-text')
  const serial = new X509Certificate(readFileSync(at('holder.pem'))).serialNumber
  return text.split('Serial Number: ').find((part) => part.startsWith(serial)) ?? ''
}
const onCrl = (is: boolean) =>
  until(
    async () => /error 23|revoked/.test(await verified()) === is,
    `certificate ${is ? 'on' : 'off'} the CRL`,
  )

/** The holder at the look-up page: identifier, code, then asks for the revocation. */
async function asks({ organisation, certificateId }: Awaited<ReturnType<typeof someone>>, reason: string) {
  const call = browser(place.site)
  const { phone } = organisation.operator
  let queryId = ''
  // The phone has a limit a minute.
  await clock.skip('2 minutes')
  await callersRest(place.db)
  const code = await codeAfter(place, phone, async () => {
    const asked = { identifier: organisation.uscc }
    ;({ queryId } = await call<{ queryId: string }>('POST', '/api/holder/codes', asked))
  })
  await call('POST', `/api/holder/codes/${queryId}`, { code })
  const { no } = await call('POST', '/api/revocations', { certificateId, reason })
  const path = `/api/revocations/${no}`
  await inState(call, no, 'held')
  return { call, no, path, phone, inState: (state: string) => inState(call, no, state) }
}

async function ended(no: string) {
  const orderId = `revocation/${no}`
  const events = await place.db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId))
  events.forEach(({ event, state }) => taken.add(`${event}>${state}`))
  await until(async () => {
    const forms = await place.db.select().from(orderForms).where(eq(orderForms.orderId, orderId))
    return forms.every(({ typed }) => typed === null)
  }, 'the wiped copy of the holder’s data')
}

const sms = (no: string, pattern: RegExp, phone: string) =>
  until(
    async () =>
      (await readWorld(place.sandbox)).messages.some(
        ({ text, phone: to }) => to === phone && text.includes(no) && pattern.test(text),
      ),
    `SMS ${pattern} about ${no}`,
  )

const lookUp = (serial: string) => browser(place.site)<Looked>('POST', '/api/certificate-lookups', { serial })

describe('the holder', () => {
  it(
    'puts it on hold at once, confirms by code, and the world sees it revoked',
    { timeout: WAIT },
    async () => {
      const holder = await someone()
      expect(await world()).toBe('good')
      expect(await verified()).toContain('OK')
      const request = await asks(holder, 'cessationOfOperation')
      expect(await world()).toBe('certificateHold')
      await onCrl(true)
      expect(await entry()).toContain('Certificate Hold')
      await sms(request.no, /即时冻结/, request.phone)
      await sms(request.no, /即时冻结/, holder.organisation.legalRepresentative.phone)
      expect(await lookUp(holder.hex)).toMatchObject({ standing: 'held', reason: 'certificateHold' })

      await expect(
        request.call('POST', `${request.path}/confirmation`, { code: '000000' }),
      ).rejects.toMatchObject({
        code: 'codeNotSent',
      })
      await clock.skip('2 minutes')
      const code = await codeAfter(place, request.phone, () => request.call('POST', `${request.path}/codes`))
      await request.call('POST', `${request.path}/confirmation`, { code })
      expect(await world()).toBe('cessationOfOperation')
      await request.inState('revoked')
      await until(async () => (await entry()).includes('Cessation Of Operation'), 'the reason on the CRL')
      expect(await verified()).toMatch(/error 23/)
      await sms(request.no, /已吊销/, request.phone)
      const [key] = await place.db
        .select({ state: tokens.state })
        .from(tokens)
        .innerJoin(subjectKeys, eq(subjectKeys.tokenSerial, tokens.serial))
        .innerJoin(certificates, eq(certificates.keyId, subjectKeys.id))
        .where(eq(certificates.id, holder.certificateId))
      expect(key!.state).toBe('terminated')
      await expect(request.call('POST', `${request.path}/withdrawal`)).rejects.toMatchObject({
        code: 'wrongState',
      })
      await ended(request.no)
    },
  )

  it('takes it back while it is only on hold; it vanishes from the CRL', { timeout: WAIT }, async () => {
    const holder = await someone()
    const request = await asks(holder, 'keyCompromise')
    await onCrl(true)
    await expect(
      request.call('POST', '/api/revocations', { certificateId: holder.certificateId, reason: 'superseded' }),
    ).rejects.toMatchObject({ code: 'revocationOpen' })
    await clock.skip('4 days')
    await sms(request.no, /尚未确认/, request.phone)
    expect(await world()).toBe('certificateHold')
    await request.call('POST', `${request.path}/withdrawal`)
    expect(await world()).toBe('good')
    await onCrl(false)
    expect(await lookUp(holder.hex)).toMatchObject({ standing: 'active', reason: null, since: null })
    await ended(request.no)
  })

  it('cannot have another’s certificate revoked', { timeout: WAIT }, async () => {
    const [one, other] = [await someone(), await someone()]
    const { call, path, no } = await asks(one, 'superseded')
    await expect(
      call('POST', '/api/revocations', { certificateId: other.certificateId, reason: 'superseded' }),
    ).rejects.toMatchObject({ code: 'certificateUnknown' })
    await expect(
      browser(place.site)('POST', '/api/revocations', {
        certificateId: one.certificateId,
        reason: 'superseded',
      }),
    ).rejects.toMatchObject({ code: 'holderUnknown' })
    await expect(browser(place.site)('POST', `${path}/withdrawal`)).rejects.toMatchObject({
      code: 'orderNotFound',
    })
    await call('POST', `${path}/withdrawal`)
    await ended(no)
  })
})

describe('staff', () => {
  const propose = (call: Call, serial: string, more: object) =>
    call<Detail>('POST', `/api/ops/certificates/${serial}/revocation`, {
      origin: 'staff',
      reason: 'privilegeWithdrawn',
      note: '客户长期欠费',
      ...more,
    })
  const decideOn = (call: Call, no: string, approved: boolean) =>
    call<Detail>('POST', `/api/ops/revocations/${no}/decision`, { approved, note: '已核实' })
  const read = (call: Call, serial: string) => call<Detail>('GET', `/api/ops/certificates/${serial}`)
  const proposed = async (serial: string, call: Call) =>
    until(async () => {
      const { open } = await read(call, serial)
      return open?.mayDecide && open
    }, 'a request to decide on')

  it('ask, and another of the right role approves: never the same person', { timeout: WAIT }, async () => {
    const holder = await someone()
    await expect(propose(keyStation, holder.hex, {})).rejects.toMatchObject({ code: 'notAllowed' })
    await propose(senior, holder.hex, {})
    const { no } = await proposed(holder.hex, administrator)
    expect(await world()).toBe('certificateHold')
    expect((await read(senior, holder.hex)).open).toMatchObject({ mayDecide: false, mayWithdraw: true })
    await expect(decideOn(senior, no, true)).rejects.toMatchObject({ code: 'sameReviewer' })
    await expect(decideOn(support, no, true)).rejects.toMatchObject({ code: 'notAllowed' })
    await decideOn(administrator, no, true)
    expect(await world()).toBe('privilegeWithdrawn')
    const detail = await read(support, holder.hex)
    expect(detail).toMatchObject({ standing: 'revoked', open: null, mayAsk: false })
    expect(detail.audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['certificate.revoked', 'revocation.approved', 'revocation.asked']),
    )
    await ended(no)
  })

  it('carry out a legal order when two others agree', { timeout: WAIT }, async () => {
    const holder = await someone()
    const legal = { origin: 'legalOrder', legalReference: '（2026）京01执123号' }
    await expect(propose(support, holder.hex, { origin: 'legalOrder' })).rejects.toMatchObject({
      code: 'invalidInput',
    })
    const invalid = new Date(Date.now() - 9 * 86_400_000)
    await propose(support, holder.hex, { ...legal, invalidityDate: invalid.toISOString() })
    const { no } = await proposed(holder.hex, senior)
    await decideOn(senior, no, true)
    expect(await world()).toBe('certificateHold')
    await decideOn(senior, no, true)
    expect(await place.db.select().from(revocationDecisions)).not.toHaveLength(0)
    expect(await world()).toBe('certificateHold')
    await decideOn(administrator, no, true)
    expect(await world()).toBe('privilegeWithdrawn')
    await until(async () => (await entry()).includes(opensslTime(invalid)), 'the invalidity date on the CRL')
    await ended(no)
  })

  it('refuse, or take back their own request: the certificate works again', { timeout: WAIT }, async () => {
    const holder = await someone()
    await propose(support, holder.hex, {})
    const first = await proposed(holder.hex, senior)
    await decideOn(senior, first.no, false)
    expect(await world()).toBe('good')
    await ended(first.no)
    await propose(support, holder.hex, {})
    const second = await proposed(holder.hex, senior)
    await expect(senior('POST', `/api/ops/revocations/${second.no}/withdrawal`)).rejects.toMatchObject({
      code: 'notAllowed',
    })
    await support('POST', `/api/ops/revocations/${second.no}/withdrawal`)
    expect(await world()).toBe('good')
    await onCrl(false)
    await ended(second.no)
  })
})

describe('anybody', () => {
  it('looks a certificate up by serial number or file', { timeout: WAIT }, async () => {
    const holder = await someone()
    const call = browser(place.site)
    const upload = async (content: Uint8Array, name: string) => {
      const form = new FormData()
      form.append('file', new Blob([Uint8Array.from(content)]), name)
      return call<Looked>('POST', '/api/certificate-lookups/files', form)
    }
    const found = { standing: 'active', holderName: holder.organisation.name }
    const spaced = holder.hex.toUpperCase().replace(/../g, '$&:').slice(0, -1)
    expect(await lookUp(spaced)).toMatchObject(found)
    expect(await upload(readFileSync(at('holder.cer')), 'holder.cer')).toMatchObject(found)
    expect(await upload(readFileSync(at('holder.pem')), 'holder.pem')).toMatchObject(found)
    await expect(upload(readFileSync(at('root.cer')), 'root.cer')).rejects.toMatchObject({
      code: 'certificateUnknown',
    })
    await expect(upload(Buffer.from('no certificate'), 'x.cer')).rejects.toMatchObject({
      code: 'notACertificate',
    })
    await expect(upload(Buffer.alloc(70_000), 'big.cer')).rejects.toMatchObject({ code: 'tooLarge' })
    await expect(lookUp('00ff00ff00ff')).rejects.toMatchObject({ code: 'certificateUnknown' })
    await expect(lookUp('not a serial')).rejects.toMatchObject({ code: 'formIncomplete' })
    // Certificates of another CA with one of our serial numbers are none of ours.
    await openssl(
      ...[
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        at('other.key'),
        '-out',
        at('other.pem'),
      ],
      ...['-subj', '/CN=other', '-set_serial', `0x${holder.hex}`],
    )
    await expect(upload(readFileSync(at('other.pem')), 'other.pem')).rejects.toMatchObject({
      code: 'certificateUnknown',
    })
  })

  it('asks OCSP by GET too; what is no request is malformed', { timeout: WAIT }, async () => {
    await someone()
    await openssl(
      ...[
        'ocsp',
        '-no_nonce',
        '-issuer',
        at('issuing.pem'),
        '-cert',
        at('holder.pem'),
        '-reqout',
        at('request.der'),
      ],
    )
    const path = encodeURIComponent(readFileSync(at('request.der')).toString('base64'))
    writeFileSync(at('answer.der'), await fetched(`/pki/ocsp/${path}`))
    const said = await openssl(
      ...['ocsp', '-no_nonce', '-issuer', at('issuing.pem'), '-cert', at('holder.pem')],
      ...['-respin', at('answer.der'), '-CAfile', at('root.pem'), '-verify_other', at('issuing.pem')],
    )
    expect(said).toContain('holder.pem: good')
    expect(await fetched('/pki/ocsp/AAAA')).toEqual(ocspFault('malformedRequest'))
  })

  it(
    'gets a time stamp at the published address; what is no query is told so',
    { timeout: WAIT },
    async () => {
      const post = async (body: Uint8Array) => {
        const headers = { 'content-type': 'application/timestamp-query' }
        const reply = await fetch(`${place.site}/pki/tsa`, {
          method: 'POST',
          headers,
          body: Uint8Array.from(body),
        })
        expect(reply.headers.get('content-type')).toBe('application/timestamp-reply')
        return Buffer.from(await reply.arrayBuffer())
      }
      writeFileSync(at('root.cer'), await fetched('/pki/root.cer'))
      await openssl('x509', '-inform', 'DER', '-in', at('root.cer'), '-out', at('root.pem'))
      const query = ['-sha512', '-cert', '-out', at('query.tsq')]
      await openssl('ts', '-query', '-data', at('root.cer'), ...query)
      writeFileSync(at('reply.tsr'), await post(readFileSync(at('query.tsq'))))
      const said = await openssl(
        ...[
          'ts',
          '-verify',
          '-queryfile',
          at('query.tsq'),
          '-in',
          at('reply.tsr'),
          '-CAfile',
          at('root.pem'),
        ],
      )
      expect(said).toContain('Verification: OK')
      expect(await post(Buffer.from('hello'))).toEqual(Buffer.from(timestampRejection('badDataFormat')))
    },
  )
})

it('administrators are told, once, before a CRL runs out', { timeout: WAIT }, async () => {
  const watch = (id: string) =>
    clock.client.workflow.execute(authorityWatch, { workflowId: id, taskQueue: taskQueues.business })
  const [latest] = await place.db
    .select()
    .from(crls)
    .where(eq(crls.issuer, 'issuing'))
    .orderBy(desc(crls.number))
    .limit(1)
  const tasks = async () =>
    (await place.db.select().from(staffTasks).where(eq(staffTasks.kind, 'crlLate'))).map(
      ({ subject }) => subject,
    )
  // The clock of this test is far ahead already: a fresh list is judged by a day that it does not reach.
  await clock.skip('10 days')
  await watch('first')
  await watch('second')
  expect((await tasks()).filter((subject) => subject.startsWith('issuing/'))).toEqual([
    `issuing/${latest!.number}`,
  ])
  expect(await tasksOf(administrator)).toContainEqual(expect.objectContaining({ kind: 'crlLate', no: null }))
  const { mails } = await readWorld(place.sandbox)
  expect(mails.filter(({ subject }) => subject.includes('吊销列表即将到期：issuing'))).toEqual([
    expect.objectContaining({ to: 'administrator@yinxin.example' }),
  ])

  // A mail server that is away keeps neither the task from the console nor the responder from its next certificate.
  const responders = () =>
    place.db.$count(auditLog, and(eq(auditLog.action, 'responder.issued'), eq(auditLog.subject, 'authority')))
  const issued = await responders()
  await press(place, 'outages/mail', { seconds: 600 })
  await clock.skip('60 days')
  await place.db.delete(staffTasks).where(eq(staffTasks.kind, 'crlLate'))
  await place.db.delete(sentNotices).where(eq(sentNotices.notice, 'crlLate'))
  const watching = watch('without mail').then(() => true)
  await until(
    () => Promise.race([watching, clock.skip('1 minute').then(() => false)]),
    'the watch without mail',
  )
  await press(place, 'outages/mail', { seconds: 0 })
  expect(await tasks()).toContain(`issuing/${latest!.number}`)
  expect(await responders()).toBe(issued + 1)
})

it('every move of a revocation was taken but those of other processes (tests/loss.test.ts)', () => {
  const wanted = moves.revocation
    .filter(({ event }) => !['revokedElsewhere', 'certificateExpired'].includes(event))
    .map(({ event }) => event)
  expect(wanted.filter((event) => ![...taken].some((pair) => pair.startsWith(`${event}>`)))).toEqual([])
})
