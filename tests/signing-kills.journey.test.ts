import { execFileSync } from 'node:child_process'
import { createHash, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection as TemporalConnection } from '@temporalio/client'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { runningIn } from '../bin/supervisor.ts'
import type { Connection } from '../db/database.ts'
import { openDocumentStore } from '../db/document-store.ts'
import { grantCredentials } from '../db/hash-signings.ts'
import { auditLog } from '../db/schema/audit.ts'
import { certificates } from '../db/schema/certificates.ts'
import { documents, orders } from '../db/schema/orders.ts'
import { unseal } from '../db/sealed-columns.ts'
import { authorisations, hashSignings, signingDocuments } from '../db/schema/signing.ts'
import { crowdOrganisation } from '../sandbox/crowd.ts'
import { Refused, sealedCode, signedIn, succeeds, until } from './actors.ts'
import { cscClient, post, sealedFor, serviceToken } from './csc-signer.ts'
import { historyText, tells } from './history-text.ts'
import { hostedHolder, signer } from './hosted-holder.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { phonesRest } from './key-holder.ts'
import { readWorld } from './sandbox-world.ts'

// kill -9 of API, workers and database while holders sign by codes, documents and hashes of another system in turns: each is
// signed once or not at all, each SMS comes once. SIGNING_KILL_ROUNDS: how many kills; 12 are each process at each step.

const rounds = Number(process.env.SIGNING_KILL_ROUNDS ?? 12)
const HOLDERS = 3
/** On a busy machine a request may meet several kills, and what each makes it wait for. */
const LONGEST_MS = 300_000
const CODE = /签署验证码(\d{6})/
const place = installedPlace()
const folder = mkdtempSync(join(tmpdir(), 'yinxin-signing-kills-'))
let connection: Connection
type Signer = Awaited<ReturnType<typeof signer>> & { phone: string }
let signers: Signer[]
/** Of the other system. */
let token: string

const rest = () => succeeds(() => phonesRest(connection.db))

beforeAll(async () => {
  connection = openInstalledDatabase(place)
  const reviewer = await signedIn(place, 'reviewer')
  signers = await Promise.all(
    Array.from({ length: HOLDERS }, async (_, index) => {
      const organisation = crowdOrganisation(index)
      const holder = await hostedHolder(place, organisation, { reviewer, rest })
      return Object.assign(await signer(place, holder, rest), { phone: organisation.operator.phone })
    }),
  )
  const client = await cscClient(connection.db)
  const credentials = signers.map(({ certificate }) => certificate.id)
  await grantCredentials(connection.db, client.id, credentials)
  token = await serviceToken(place.site, client)
}, 120_000)
afterAll(() => connection?.close())

const targets = ['worker-signing', 'api', 'worker-business', 'postgres'] as const
type Target = (typeof targets)[number]
type Step = 'asking' | 'typing' | 'stamping'

const running = (name: Target) =>
  runningIn(inject('dataDir')).left.find((service) => service.name === name)?.pid

const kills: Record<Step, number> = { asking: 0, typing: 0, stamping: 0 }
const killed = () => Object.values(kills).reduce((sum, times) => sum + times)
let killing: Promise<void> | undefined

/** Ends a process the hard way, another one each time at this step, and waits for another in its place. */
async function kill(step: Step): Promise<void> {
  const name = targets[kills[step]++ % targets.length]!
  await sleep((killed() * 97) % 400)
  const pid = running(name)
  if (pid) process.kill(pid, 'SIGKILL')
  await until(async () => {
    const now = running(name)
    if (!now || now === pid) return false
    return fetch(`${place.site}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  }, `${name} to be back`)
}

/** Does a step. Something is killed meanwhile, when it is the turn of this step and nothing else is being killed. */
function during<T>(step: Step, act: () => Promise<T>): Promise<T> {
  if (!killing && killed() < rounds && kills[step] === Math.min(...Object.values(kills)))
    killing = kill(step).finally(() => (killing = undefined))
  return act()
}

const passing = ['temporarilyUnavailable', 'providerUnavailable', 'tooSoon', 'wrongState']

/** Asks as a page does: what was not answered, or came too late, is looked at, and maybe asked again. */
const orLost = <T>(asking: Promise<T>): Promise<T | undefined> =>
  asking.catch((error: unknown) => {
    const isLost = error instanceof TypeError || (error instanceof Refused && passing.includes(error.code))
    return isLost ? sleep(500).then(() => undefined) : Promise.reject(error)
  })

function paper(text: string): Promise<Buffer> {
  const pdf = new PdfKit()
  pdf.text(text).end()
  return buffer(pdf)
}

/** One request, from its document to the signed one. */
async function signs({ call, phone, request: begin }: Signer, name: string): Promise<void> {
  const request = await until(() => orLost(begin({})))
  const view = () => until(() => orLost(request.view()))
  while ((await view()).signing!.documents.length === 0) await orLost(request.add(name, await paper(name)))

  for (const end = Date.now() + LONGEST_MS; Date.now() < end;) {
    const { state, signing } = await view()
    if (state === 'completed') return
    if (state === 'stamping') await during('stamping', () => sleep(100))
    else if (signing!.code) {
      const { messages } = await readWorld(place.sandbox)
      const sms = messages.find(({ phone: to, text }) => to === phone && text.includes(name))!
      const code = CODE.exec(sms.text)![1]!
      const typed = sealedCode(signing!.code, code)
      await during('typing', () => orLost(call('POST', `${request.path}/signature`, typed)))
    } else {
      await rest()
      await during('asking', () => orLost(call('POST', `${request.path}/codes`)))
    }
  }
  throw new Error(`${request.no} is not signed`)
}

/** Has a hash signed as another system does, which asks anew until it has the signature. */
async function signsHash({ certificate, phone }: Signer, name: string): Promise<void> {
  const ask = async (path: string, body: object) => {
    const answer = await orLost(post(`${place.site}/csc/v2/${path}`, body, token))
    return answer?.status === 200 ? answer.body : sleep(500).then(() => undefined)
  }
  const [{ der } = { der: null }] = await connection.db
    .select({ der: certificates.der })
    .from(certificates)
    .where(eq(certificates.id, certificate.id))
  const hashes = [createHash('sha256').update(name).digest('base64')]
  const asked = { credentialID: certificate.id, hashes, hashAlgorithmOID: '2.16.840.1.101.3.4.2.1' }

  for (const end = Date.now() + LONGEST_MS; Date.now() < end;) {
    await rest()
    const given = await during('asking', () => ask('credentials/getChallenge', asked))
    if (!given) continue
    const { messages } = await readWorld(place.sandbox)
    const sms = messages.find(({ phone: to, text }) => to === phone && CODE.test(text))!
    const authData = [{ id: 'code', value: sealedFor(given.challenge!, CODE.exec(sms.text)![1]!) }]
    const sad = await during('typing', () => ask('credentials/authorize', { ...asked, authData }))
    // An answer that was lost is asked for anew, by another code.
    if (!sad) continue
    const signed = await during('stamping', () =>
      ask('signatures/signHash', { ...asked, SAD: sad.SAD, signAlgo: '1.2.840.113549.1.1.11' }),
    )
    if (!signed) continue
    const [signature] = signed.signatures as unknown as [string]
    const { publicKey } = new X509Certificate(der!)
    expect(verify('sha256', Buffer.from(name), publicKey, Buffer.from(signature, 'base64'))).toBe(true)
    return
  }
  throw new Error(`the hash of ${name} is not signed`)
}

it(
  `signing survives ${rounds} times kill -9: each document and each hash is signed once, each SMS comes once`,
  async () => {
    let count = 0
    const names: string[] = []
    await Promise.all(
      signers.map(async (one) => {
        while (killed() < rounds || killing) {
          const name = `kill-${++count}-.pdf`
          if (count % 2 === 0) await signsHash(one, name)
          else {
            names.push(name)
            await signs(one, name)
          }
        }
      }),
    )

    const { db } = connection
    const store = openDocumentStore(db, place.env.DOCUMENT_DIR)
    const temporal = await TemporalConnection.connect({ address: place.env.TEMPORAL_ADDRESS! })
    const client = new Client({ connection: temporal })
    const begun = await db
      .select()
      .from(orders)
      .where(
        inArray(
          orders.certificateId,
          signers.map(({ certificate }) => certificate.id),
        ),
      )
    const ofRun = (id: string) => client.workflow.getHandle(id)
    // A run ends once its signer is told.
    for (const { id, state } of begun) if (state === 'completed') await ofRun(id).result()
    const { messages } = await readWorld(place.sandbox)
    const signed: string[] = []
    let hashes = 0
    for (const { id, no, kind, state } of begun) {
      const isHash = kind === 'hashSigning'
      const [document] = await db.select().from(signingDocuments).where(eq(signingDocuments.orderId, id))
      const current = await db
        .select({ id: documents.id, file: documents })
        .from(documents)
        .where(and(eq(documents.orderId, id), eq(documents.kind, 'signed'), isNull(documents.replacedAt)))
      const uses = await db
        .select()
        .from(auditLog)
        .where(
          and(eq(auditLog.subject, id), eq(auditLog.action, isHash ? 'hashes.signed' : 'documents.signed')),
        )
      const asked = await db.select().from(authorisations).where(eq(authorisations.orderId, id))
      const used = asked.filter(({ consumedAt }) => consumedAt)
      // A draft whose beginning was not answered: its page asked for another.
      const times = state === 'completed' ? 1 : 0
      expect([no, state, uses.length, used.length]).toEqual([no, state, times, times])
      expect(['completed', isHash ? 'awaitingCode' : 'drafting']).toContain(state)
      if (isHash) {
        const [kept] = await db.select().from(hashSignings).where(eq(hashSignings.orderId, id))
        expect([no, kept!.signatures?.length ?? 0]).toEqual([no, times])
        hashes += times
        continue
      }
      expect([no, current.length]).toEqual([no, times])
      if (times === 0) continue
      expect(current[0]!.id).toBe(document!.signedId)

      const name = unseal('documentName', [document!.id], document!.name)
      signed.push(name)
      const codes = messages.flatMap(({ text }) => (text.includes(name) ? (CODE.exec(text)?.[1] ?? []) : []))
      expect(new Set(codes).size).toBe(codes.length)
      expect(codes.length).toBeGreaterThanOrEqual(asked.filter(({ sentAt }) => sentAt).length)
      expect(codes.length).toBeLessThanOrEqual(asked.length)
      expect(messages.filter(({ text }) => text.includes(no) && !CODE.test(text)).length).toBe(1)
      const history = historyText(await ofRun(id).fetchHistory())
      for (const secret of [...codes, name]) expect([no, tells(history, secret)]).toEqual([no, false])

      const file = join(folder, `${no}.pdf`)
      writeFileSync(file, await store.read(current[0]!.file))
      const judged = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8', stdio: 'pipe' })
      // Beside it stands the document time stamp, which is called differently by versions of poppler.
      expect(judged.match(/Signature Type: ETSI\.CAdES\.detached/g)?.length).toBe(1)
      expect(/Signature Validation: (.*)/.exec(judged)?.[1]).toBe('Signature is Valid.')
    }
    expect(signed.sort()).toEqual(names.sort())
    await temporal.close()
    expect(hashes).toBeGreaterThan(0)
    console.log(`${signed.length} documents, ${hashes} hashes, ${killed()} kills`)
  },
  LONGEST_MS + rounds * 60_000,
)
