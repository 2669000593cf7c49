import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDocumentStore } from '../db/document-store.ts'
import { authorityCertificate } from '../db/authority.ts'
import { certificates } from '../db/schema/certificates.ts'
import { documents } from '../db/schema/orders.ts'
import { authorisations, signers, signingDocuments } from '../db/schema/signing.ts'
import { seal } from '../db/sealed-columns.ts'
import { signedIn, until, type Call } from './actors.ts'
import { hostedHolder, signer, type HostedHolder } from './hosted-holder.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { judgePdfs } from './signed-pdfs.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// Signing with a code by SMS, through the real API, worker, database and HSM. Poppler, pyHanko and the EU's DSS judge.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let reviewer: Call
let organisation: Sandbox['organisations'][number]
let holder: HostedHolder
const taken = movesTaken('signing')
const folder = mkdtempSync(join(tmpdir(), 'yinxin-signing-'))

/** A code a minute goes to a phone; callers live in real time. */
const rest = async () => {
  await clock.skip('61 seconds')
  await callersRest(place.db)
}

function paper(text: string, pages = 1): Promise<Buffer> {
  const pdf = new PdfKit({ autoFirstPage: false })
  for (let page = 0; page < pages; page++) pdf.addPage().text(`${text} ${page}`)
  pdf.end()
  return buffer(pdf)
}

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  reviewer = await signedIn(place, 'reviewer')
  const { organisations } = await readWorld(place.sandbox)
  organisation = organisations.find(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )!
  holder = await hostedHolder(place, organisation, { reviewer, rest })
  const der = (await authorityCertificate(place.db, 'root'))!
  writeFileSync(
    join(folder, 'root.pem'),
    execFileSync('openssl', ['x509', '-inform', 'DER'], { input: Buffer.from(der) }),
  )
  await clock.end()
}, 120_000)
afterAll(() => place?.stop())
let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  // A phone gets so many codes a day.
  await clock.skip(`${day++} days`)
})
afterEach(() => clock.end())

const someone = () => signer(place, holder, rest)
const twoPapers = async () => ({ '合同.pdf': await paper('one'), '附件.pdf': await paper('two', 3) })
type Request = Awaited<ReturnType<Awaited<ReturnType<typeof someone>>['request']>>

/** No document of a request is signed. */
async function unsigned({ orderId }: Request): Promise<void> {
  const rows = await place.db.select().from(signingDocuments).where(eq(signingDocuments.orderId, orderId))
  expect(rows.filter(({ signedId }) => signedId !== null)).toEqual([])
}
const noted = async (request: Request) => taken.note(place.db, request.orderId)

describe('documents', () => {
  it('are signed by one code, for three judges: with time stamps and all that it takes to verify them', async () => {
    const papers = await twoPapers()
    const request = await (await someone()).request(papers)
    const code = await request.code()
    await request.inState('awaitingCode')
    expect((await request.view()).signing!.documents.map(({ name, pages }) => [name, pages])).toEqual([
      ['合同.pdf', 1],
      ['附件.pdf', 3],
    ])
    const sms = (await readWorld(place.sandbox)).messages.find(({ text }) => text.includes(code))!
    expect(sms.text).toContain('合同.pdf、附件.pdf共2份')
    await request.type(code)
    await request.inState('completed')
    await noted(request)
    const files = await request.files()
    for (const [index, original] of Object.values(papers).entries())
      expect(Buffer.from(files[index]!).subarray(0, original.length).equals(original)).toBe(true)
    for (const { poppler, pyhanko, dss } of await judgePdfs(folder, files, { isArchived: true })) {
      expect(poppler[0]).toBe('Signature is Valid.')
      expect(pyhanko).toEqual(['VALID'])
      expect(dss).toEqual(['TOTAL_PASSED null PAdES-BASELINE-LTA'])
    }
    const history = (await clock.history(request.orderId))!
    expect(history).toContain('signByCode')
    for (const secret of [code, '合同', holder.phone, organisation.name])
      expect(history).not.toContain(secret)
  })

  it('that cannot be signed are refused with the reason, and nothing is asked of anyone', async () => {
    const request = await (await someone()).request({})
    await expect(request.add('a.pdf', Buffer.from('no pdf'))).rejects.toMatchObject({
      code: 'toSignDamaged',
    })
    await expect(request.code()).rejects.toMatchObject({ code: 'documentsMissing' })
  })
})

describe('a code signs nothing', () => {
  it('that is wrong: five of them void the request, and the signer is told', async () => {
    const request = await (await someone()).request(await twoPapers())
    const code = await request.code()
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    for (let left = 4; left > 0; left--)
      await expect(request.type(wrong)).rejects.toMatchObject({ code: 'codeWrong' })
    await expect(request.type(wrong)).rejects.toMatchObject({ code: 'codeWrong' })
    await request.inState('voided')
    await unsigned(request)
    await noted(request)
    await until(
      async () => (await readWorld(place.sandbox)).messages.some(({ text }) => /连续输错/.test(text)),
      'an SMS to the signer',
    )
  })

  it('that is late, void because another was sent, or of another request', async () => {
    const me = await someone()
    const [one, other] = [await me.request(await twoPapers()), await me.request(await twoPapers())]
    const first = await one.code()
    const second = await one.code()
    const foreign = await other.code()
    if (first !== second) await expect(one.type(first)).rejects.toMatchObject({ code: 'codeWrong' })
    if (foreign !== second) await expect(one.type(foreign)).rejects.toMatchObject({ code: 'codeWrong' })
    const asked = (await one.view()).signing!.code!
    await place.db
      .update(authorisations)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(authorisations.id, asked.id))
    await expect(one.type(second)).rejects.toThrow()
    await unsigned(one)
    await unsigned(other)
  })

  it('for documents that were changed meanwhile, in the database or its files', async () => {
    const me = await someone()
    const request = await me.request(await twoPapers())
    const code = await request.code()
    const store = openDocumentStore(place.db, place.env.DOCUMENT_DIR!)
    const body = await paper('another')
    const put = await store.save({
      orderId: request.orderId,
      kind: 'toSign',
      contentType: 'application/pdf',
      body,
    })
    const [row] = await place.db
      .select()
      .from(signingDocuments)
      .where(eq(signingDocuments.orderId, request.orderId))
    await place.db
      .update(signingDocuments)
      .set({ documentId: put.id })
      .where(eq(signingDocuments.id, row!.id))
    await expect(request.type(code)).rejects.toMatchObject({ code: 'codeWrong' })
    await unsigned(request)
  })

  it('where another phone or another signer was written into the database', async () => {
    const me = await someone()
    const request = await me.request(await twoPapers())
    const [known] = await place.db.select().from(signers)
    const { id, phone } = known!
    const put = (value: typeof phone) => place.db.update(signers).set({ phone: value })
    await put(seal('signerPhone', [id], '13900009999'))
    await rest()
    const ask = () => me.call('POST', `${request.path}/codes`)
    await expect(ask()).rejects.toMatchObject({ code: 'signerUnknown' })
    await put(phone)
    const forged = createHash('sha256').update('forged').digest()
    await place.db.update(signers).set({ mac: forged })
    await expect(ask()).rejects.toMatchObject({ code: 'signerUnknown' })
    await place.db.update(signers).set({ mac: known!.mac })
    await unsigned(request)
  })

  it('twice, whoever types it at the same moment', async () => {
    const request = await (await someone()).request(await twoPapers())
    const code = await request.code()
    const typed = await Promise.allSettled([request.type(code), request.type(code), request.type(code)])
    expect(typed.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    await request.inState('completed')
    const kept = await place.db.select().from(documents).where(eq(documents.orderId, request.orderId))
    const current = kept.filter(({ kind, replacedAt }) => kind === 'signed' && replacedAt === null)
    expect(current.length).toBe(2)
  })

  it('of a certificate that was put on hold meanwhile', async () => {
    const request = await (await someone()).request(await twoPapers())
    const code = await request.code()
    const put = (state: 'held' | 'active') =>
      place.db.update(certificates).set({ state }).where(eq(certificates.orderId, holder.orderId))
    await put('held')
    await expect(request.type(code)).rejects.toMatchObject({ code: 'certificateNotInUse' })
    await request.inState('voided')
    await put('active')
    await unsigned(request)
    await noted(request)
  })
})

describe('a request', () => {
  it('goes back to its documents, and wants another code for what they are then', async () => {
    const me = await someone()
    const request = await me.request({ 'a.pdf': await paper('a') })
    const before = await request.code()
    await me.call('DELETE', `${request.path}/codes`)
    await request.add('b.pdf', await paper('b'))
    const code = await request.code()
    if (before !== code) await expect(request.type(before)).rejects.toMatchObject({ code: 'codeWrong' })
    await request.type(code)
    await request.inState('completed')
    expect((await request.files()).length).toBe(2)
    await noted(request)
  })

  it('that is withdrawn, or that nobody signs for a week, keeps no document', async () => {
    const me = await someone()
    const [one, other] = [await me.request(await twoPapers()), await me.request(await twoPapers())]
    await me.call('POST', `${one.path}/withdrawal`)
    await one.inState('withdrawn')
    await clock.skip('8 days')
    await other.inState('expired')
    for (const request of [one, other]) {
      await noted(request)
      await until(async () => {
        const rows = await place.db.select().from(documents).where(eq(documents.orderId, request.orderId))
        return rows.length === 0
      }, 'documents that are gone')
    }
  })
})

it('every move of it was made by a scenario', () => expect(taken.missing()).toEqual([]))
