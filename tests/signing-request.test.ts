import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { eq, inArray, isNotNull, sql } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authorityCertificate } from '../db/authority.ts'
import { certificates } from '../db/schema/certificates.ts'
import { documents, orders } from '../db/schema/orders.ts'
import { signerNamings, signers as signersTable, signingDocuments } from '../db/schema/signing.ts'
import { openDocumentStore } from '../db/document-store.ts'
import { deadlines } from '../domain/deadlines.ts'
import { signedIn, until, type Call } from './actors.ts'
import { hostedHolder, signer, type HostedHolder } from './hosted-holder.ts'
import { movesTaken } from './moves-taken.ts'
import { asked, linksTo, firstSignerOf, sentRequest, type Named } from './request-people.ts'
import { readWorld } from './sandbox-world.ts'
import { judgePdfs, textOf } from './signed-pdfs.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// Requests with several signers, through the real API, workers, database and HSM. Poppler, pyHanko and the EU's DSS judge.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let seller: HostedHolder
let buyer: HostedHolder
let buyerName: string
let signers: [Named, Named]
const taken = movesTaken('signingRequest')
const folder = mkdtempSync(join(tmpdir(), 'yinxin-requests-'))

/** A code a minute goes to a phone; callers live in real time. */
const rest = async () => {
  await clock.skip('61 seconds')
  await callersRest(place.db)
}

function paper(text: string): Promise<Buffer> {
  const pdf = new PdfKit()
  pdf.text(text)
  pdf.end()
  return buffer(pdf)
}

const sha256 = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  const { organisations } = await readWorld(place.sandbox)
  const [one, other] = organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  seller = await hostedHolder(place, one!, { reviewer, rest })
  buyer = await hostedHolder(place, other!, { reviewer, rest })
  buyerName = other!.name
  signers = [firstSignerOf(seller), firstSignerOf(buyer)]
  const der = (await authorityCertificate(place.db, 'root'))!
  writeFileSync(
    join(folder, 'root.pem'),
    execFileSync('openssl', ['x509', '-inform', 'DER'], { input: Buffer.from(der) }),
  )
  await clock.end()
}, 180_000)
afterAll(() => place?.stop())
let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  // A phone gets so many codes a day.
  await clock.skip(`${day++} days`)
})
afterEach(() => clock.end())

const papers = { '合同.pdf': await paper('one'), '附件.pdf': await paper('two') }
const sent = async (how: { inOrder?: boolean; openDays?: number; signers?: Named[] } = {}) =>
  sentRequest(place, seller, { documents: papers, signers, inOrder: false, rest, ...how })
type Request = Awaited<ReturnType<typeof sent>>
const arrived = (named: Named, request: Request) => asked(place, named, request, rest)

/** It came to nothing, as it should: whoever was asked is told, and no document is left. */
async function endedAs(state: string, request: Request, told: Named[]): Promise<void> {
  await request.inState(state)
  await taken.note(place.db, request.orderId)
  await until(async () => {
    const { messages } = await readWorld(place.sandbox)
    const closing = messages.filter(({ text }) => text.includes(request.no) && text.includes('无需再签署'))
    return told.every(({ phone }) => closing.some((message) => message.phone === phone))
  }, 'signers who are told that it has ended')
  await until(async () => {
    const rows = await place.db.select().from(documents).where(eq(documents.orderId, request.orderId))
    return rows.length === 0
  }, 'documents that are gone')
}

it('all sign what was sent, at once: three judges call every signature good, and the earlier ones stay so', async () => {
  const originals = Object.values(papers)
  const request = await sent()
  const [one, other] = [await arrived(signers[0], request), await arrived(signers[1], request)]
  expect((await other.view()).documents.map(({ name }) => name)).toEqual(['合同.pdf', '附件.pdf'])
  // Both have their code before the first signs: it is for what was uploaded, not for what the other has added.
  const codes = [await one.code(), await other.code()]
  await one.type(codes[0]!)
  await other.type(codes[1]!)
  const view = await request.inState('completed')
  await taken.note(place.db, request.orderId)
  expect(view.request!.signers.map(({ state }) => state)).toEqual(['signed', 'signed'])
  const files = await request.files()
  for (const [index, original] of originals.entries())
    expect(files[index]!.subarray(0, original.length).equals(original)).toBe(true)
  const trail = await request.trail()
  const judged = await judgePdfs(folder, [trail, ...files], { isArchived: true })
  for (const [index, { poppler, pyhanko, dss }] of judged.entries()) {
    const signatures = index === 0 ? ['by the CA'] : signers
    expect(poppler.filter((said) => said === 'Signature is Valid.').length).toBe(signatures.length)
    expect(pyhanko).toEqual(signatures.map(() => 'VALID'))
    expect(dss).toEqual(signatures.map(() => 'TOTAL_PASSED null PAdES-BASELINE-LTA'))
  }
  // So does our own page.
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(trail)], { type: 'application/pdf' }), 'trail.pdf')
  const verified = await request.call('POST', '/api/document-verifications', form)
  expect(verified).toMatchObject({ verdict: 'genuine' })
  // The trail says what was signed, by whom, by which code and from where.
  const said = textOf(trail)
  for (const body of [...originals, ...files]) expect(said).toContain(sha256(body))
  for (const { serial, phone, holderName } of view.request!.signers)
    for (const word of [serial, holderName, `向${phone}发送2份文件的签署验证码`, `${phone}的验证码签署`])
      expect(said).toContain(word)
  expect(said).toContain('网络地址127.0.0.1')
  expect(textOf(await one.trail())).toContain(sha256(files[0]!))
  // Signers have the same.
  expect((await one.files())[0]!.equals(files[0]!)).toBe(true)
  const history = (await clock.history(request.orderId))!
  expect(history).toContain('signByCode')
  for (const secret of [...codes, '合同', one.key, signers[0].phone, buyerName])
    expect(history).not.toContain(secret)
})

it('in order nobody is asked before it is their turn', async () => {
  const request = await sent({ inOrder: true })
  const one = await arrived(signers[0], request)
  expect(await linksTo(place, signers[1], request.no)).toEqual([])
  await one.sign()
  const other = await arrived(signers[1], request)
  await expect(one.call('POST', `${one.path}/codes`)).rejects.toMatchObject({ code: 'notYourTurn' })
  await other.sign()
  await request.inState('completed')
})

it('one who declines ends it for all, and the sender reads why, for as long as it is kept', async () => {
  const request = await sent()
  const [one, other] = [await arrived(signers[0], request), await arrived(signers[1], request)]
  await one.sign()
  await expect(other.decline('')).rejects.toMatchObject({ code: 'invalidInput' })
  await other.decline('第三条价款有误')
  await endedAs('declined', request, [signers[0]])
  const { request: ended } = await request.view()
  expect(ended!.signers.map(({ state, reason }) => [state, reason])).toEqual([
    ['signed', null],
    ['declined', '第三条价款有误'],
  ])
  expect(await clock.history(request.orderId)).not.toContain('价款')
  expect(textOf(await request.trail())).toContain('拒签，原因：第三条价款有误')
  await clock.skip(`${deadlines.unissuedDays + 1} days`)
  await clock.run('retention')
  expect((await request.view()).request!.signers).toEqual([])
})

it('those who have not signed are reminded, and when its time is over it is closed', async () => {
  const request = await sent({ openDays: 3 })
  await (await arrived(signers[0], request)).sign()
  await arrived(signers[1], request)
  await clock.skip('50 hours')
  await until(
    async () => (await linksTo(place, signers[1], request.no)).length === 2,
    'a reminder to who has not signed',
  )
  expect((await linksTo(place, signers[0], request.no)).length).toBe(1)
  // The sender may do so, too: once an hour.
  const [signed, due] = (await request.view()).request!.signers
  const urge = (id: string) => request.call('POST', `${request.path}/signers/${id}/reminders`)
  await expect(urge(signed!.id)).rejects.toMatchObject({ code: 'wrongState' })
  await urge(due!.id)
  await until(
    async () => (await linksTo(place, signers[1], request.no)).length === 3,
    'a reminder by the sender',
  )
  await expect(urge(due!.id)).rejects.toMatchObject({ code: 'urgedLately' })
  expect(textOf(await request.trail())).toContain('催签签署人2')
  await clock.skip('24 hours')
  await endedAs('expired', request, signers)
})

it('the sender withdraws it', async () => {
  const request = await sent()
  const one = await arrived(signers[0], request)
  await arrived(signers[1], request)
  await request.withdraw()
  await endedAs('withdrawn', request, signers)
  await expect(one.call('POST', `${one.path}/codes`)).rejects.toMatchObject({ code: 'wrongState' })
  const never = await sent()
  await never.withdraw()
  await never.inState('withdrawn')
})

it('a code of one signer, a fifth wrong one, and a certificate on hold sign nothing', async () => {
  const request = await sent()
  const [one, other] = [await arrived(signers[0], request), await arrived(signers[1], request)]
  const codes = [await one.code(), await other.code()]
  if (codes[0] !== codes[1]) await expect(other.type(codes[0]!)).rejects.toMatchObject({ code: 'codeWrong' })
  // Sealed for the code of the other signer.
  const { code } = await one.view()
  await expect(
    other.call('POST', `${other.path}/signature`, { authorisationId: code!.id, sealed: 'AAAA' }),
  ).rejects.toMatchObject({ code: 'codeNotSent' })
  const wrong = String((Number(codes[1]) + 1) % 1_000_000).padStart(6, '0')
  for (;;) {
    await expect(other.type(wrong)).rejects.toMatchObject({ code: 'codeWrong' })
    if ((await request.view()).state !== 'awaitingSigners') break
  }
  await endedAs('voided', request, signers)

  const held = await sent()
  const third = await arrived(signers[1], held)
  const put = (state: 'held' | 'active') =>
    place.db.update(certificates).set({ state }).where(eq(certificates.orderId, buyer.orderId))
  await put('held')
  await rest()
  await expect(third.call('POST', `${third.path}/codes`)).rejects.toMatchObject({
    code: 'certificateNotInUse',
  })
  await endedAs('voided', held, signers)
  await put('active')
})

it('nobody adds a signature to what was put in the place of a signed document', async () => {
  const request = await sent()
  const [one, other] = [await arrived(signers[0], request), await arrived(signers[1], request)]
  await one.sign()
  const isStamped = async () => (await request.view()).signing!.documents.every(({ stampedAt }) => stampedAt)
  await until(isStamped, 'stamped documents')
  const code = await other.code()
  const store = openDocumentStore(place.db, place.env.DOCUMENT_DIR!)
  const body = await paper('another')
  const put = await store.save({
    ...{ orderId: request.orderId, kind: 'signed', contentType: 'application/pdf', body },
  })
  await place.db
    .update(signingDocuments)
    .set({ signedId: put.id })
    .where(eq(signingDocuments.orderId, request.orderId))
  await expect(other.type(code)).rejects.toMatchObject({ code: 'refused' })
  expect((await request.view()).request!.signers.map(({ state }) => state)).toEqual(['signed', 'due'])
  await request.withdraw()
})

it('one that is never sent is closed after a week; a link that was guessed opens nothing', async () => {
  const { call, certificate } = await signer(place, seller, rest)
  const { no } = await call('POST', '/api/signing-requests', { certificateId: certificate.id })
  await expect(
    call('POST', `/api/signing-requests/${no}/signers`, {
      holder: seller.asked.identifier,
      phone: signers[1].phone,
    }),
  ).rejects.toMatchObject({ code: 'invalidInput' })
  await expect(
    call('POST', `/api/signing-requests/${no}/sending`, { inOrder: true, openDays: 7, signers: [] }),
  ).rejects.toMatchObject({ code: 'documentsMissing' })
  await expect(call('POST', '/api/signing-parts/openings', { key: 'A'.repeat(22) })).rejects.toMatchObject({
    code: 'linkUnknown',
  })
  await clock.skip('8 days')
  await until(async () => {
    const [order] = await place.db.select().from(orders).where(eq(orders.no, no))
    return order!.state === 'expired'
  }, 'a closed request')
  await taken.note(place.db, `signingRequest/${no}`)
})

describe('another signer of the same certificate', () => {
  const wang = { phone: '13700001234', name: '王小明' }
  const namings = movesTaken('signerNaming')
  let named: Named

  it('is named by the first one’s code over exactly that, and by a code to the new phone', async () => {
    const me = await signer(place, seller, rest)
    const naming = await me.begin('signer-namings', { ...wang, until: null, documentsPerDay: 3 })
    await naming.agree(seller.phone)
    // A wider limit than was agreed to binds nobody.
    const ofOrder = eq(signerNamings.orderId, naming.orderId)
    const put = (documentsPerDay: number | null) =>
      place.db
        .update(signerNamings)
        .set({ limits: { until: null, documentsPerDay } })
        .where(ofOrder)
    const { own } = naming
    const code = await naming.codeTo(wang.phone, `${own}/binding-codes`)
    await put(null)
    await expect(naming.type(`${own}/binding`, code)).rejects.toMatchObject({ code: 'signerUnknown' })
    await put(3)
    await naming.type(`${own}/binding`, code)
    await naming.inState('completed')
    await namings.note(place.db, naming.orderId)
    named = { holder: seller.asked.identifier, phone: wang.phone }
    const history = (await clock.history(naming.orderId))!
    for (const secret of [wang.name, wang.phone, code]) expect(history).not.toContain(secret)
    const never = await me.begin('signer-namings', { ...wang, until: null, documentsPerDay: 1 })
    await never.cancel()
    await never.inState('cancelled')
    await namings.note(place.db, never.orderId)
  })

  it('takes over a part that is handed on, whose link before opens nothing any more', async () => {
    const request = await sent()
    const [one, other] = [await arrived(signers[0], request), await arrived(signers[1], request)]
    const [delegate] = (await one.view()).delegates
    await one.call('POST', `${one.path}/delegation`, { signerId: delegate!.id })
    await expect(one.view()).rejects.toMatchObject({ code: 'linkUnknown' })
    const third = await arrived(named, request)
    await expect(one.call('POST', '/api/signing-parts/openings', { key: one.key })).rejects.toMatchObject({
      code: 'linkUnknown',
    })
    await third.sign()
    await other.sign()
    const { request: done } = await request.inState('completed')
    await taken.note(place.db, request.orderId)
    expect(done!.signers.map(({ delegated }) => delegated)).toEqual([true, false])
    // Two of three documents a day are used up: these two are too many, whatever the database says of the limit.
    const more = await sent({ signers: [named] })
    const again = await arrived(named, more)
    await rest()
    await expect(again.call('POST', `${again.path}/codes`)).rejects.toMatchObject({ code: 'signerLimited' })
    const limits = { until: null, documentsPerDay: 100 }
    const wangs = isNotNull(sql`${signersTable.limits} ->> 'documentsPerDay'`)
    await place.db.update(signersTable).set({ limits }).where(wangs)
    await expect(again.call('POST', `${again.path}/codes`)).rejects.toMatchObject({ code: 'signerUnknown' })
    await place.db
      .update(signersTable)
      .set({ limits: { until: null, documentsPerDay: 3 } })
      .where(wangs)
    await more.withdraw()
  })

  it('is taken back at once: what waits for them is void', async () => {
    const request = await sent({ signers: [named] })
    const one = await arrived(named, request)
    const code = await one.code()
    const me = await signer(place, seller, rest)
    interface Listed {
      id: string
      first: boolean
    }
    const [first, second] = await me.call<Listed[]>('GET', '/api/signers')
    await expect(me.call('DELETE', `/api/signers/${first!.id}`)).rejects.toMatchObject({
      code: 'firstSigner',
    })
    expect((await me.call<Listed[]>('DELETE', `/api/signers/${second!.id}`)).length).toBe(1)
    await endedAs('voided', request, [named])
    await expect(one.type(code)).rejects.toThrow()
    await clock.skip('1 day')
    const naming = await me.begin('signer-namings', { ...wang, until: '2026-01-01', documentsPerDay: null })
    await clock.skip('4 days')
    await naming.inState('expired')
    await namings.note(place.db, naming.orderId)
  })

  it('every move of the naming was made', () => expect(namings.missing()).toEqual([]))
})

it('names and phones of signers are kept as long as the records of the certificate that they signed by', async () => {
  const request = await sent()
  const named = async () =>
    (await request.view()).request!.signers.map(({ name, phone }) => name !== '**' && phone !== '')
  expect(await named()).toEqual([true, true])
  await request.withdraw()
  const [long, ofBuyer] = [new Date('2010-01-01'), eq(orders.id, buyer.orderId)]
  const holder = place.db.select({ number: orders.holderNumber }).from(orders).where(ofBuyer)
  await place.db
    .update(certificates)
    .set({ notBefore: long, notAfter: long })
    .where(inArray(certificates.holderNumber, holder))
  await place.db.update(orders).set({ endedAt: long }).where(ofBuyer)
  await clock.run('retention')
  expect(await named()).toEqual([true, false])
})

it('every move of it was made by a scenario', () => expect(taken.missing()).toEqual([]))
