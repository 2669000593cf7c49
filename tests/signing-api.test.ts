import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import PdfKit from 'pdfkit'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { root } from '../bin/bootstrap.mjs'
import { authorityCertificate } from '../db/authority.ts'
import { signedIn, until, type Call } from './actors.ts'
import { hostedHolder, type HostedHolder } from './hosted-holder.ts'
import { asked, firstSignerOf } from './request-people.ts'
import { readWorld } from './sandbox-world.ts'
import { judgePdfs } from './signed-pdfs.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// Another system has documents signed, and is told: as docs/signing-api.md says, pasted into a shell. The receiver is one
// of the sandbox, which checks each message by the library of the specification.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let administrator: Call
let holder: HostedHolder
let client: { id: string; secret: string }
let env: NodeJS.ProcessEnv
const folder = mkdtempSync(join(tmpdir(), 'yinxin-signing-api-'))
const [walk, after] = [
  ...readFileSync(join(root, 'docs/signing-api.md'), 'utf8').matchAll(/```sh\n(.*?)```/gs),
].map(([, script]) => script!)

const rest = async () => {
  await clock.skip('61 seconds')
  await callersRest(place.db)
}

/** Runs what the page says. Gives what it prints, line by line. */
async function pasted(script: string, more: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, ...env, ...more },
  })
  return stdout.trim().split('\n')
}

async function newClient(name: string) {
  const given = { name, permissions: ['signing-requests'], redirectUris: [] }
  const made = await administrator<{ client: { id: string }; secret: string }>(
    'POST',
    '/api/ops/api-clients',
    {
      ...given,
      requestsPerMinute: 1000,
      documentsPerDay: 10,
    },
  )
  return { id: made.client.id, secret: made.secret }
}

const receiver = (settings: { secret?: string; answer?: number }) =>
  fetch(`${place.sandbox}/world/webhooks/receiver`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  })

interface Told {
  events: {
    id: string
    type: string
    no: string
    deliveredAt: string | null
    givenUpAt: string | null
    attempts: { status: number | null; problem: string | null }[]
  }[]
}
const told = () => administrator<Told>('GET', `/api/ops/api-clients/${client.id}/webhooks`)
const received = async (no: string) => {
  const { webhooks } = (await (await fetch(`${place.sandbox}/world`)).json()) as {
    webhooks: { id: string; type: string; body: string }[]
  }
  return webhooks.filter(({ body }) => body.includes(no)).map(({ type }) => type)
}

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  const reviewer = await signedIn(place, 'reviewer')
  administrator = await signedIn(place, 'administrator')
  const { organisations } = await readWorld(place.sandbox)
  const organisation = organisations.find(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )!
  holder = await hostedHolder(place, organisation, { reviewer, rest })
  client = await newClient('招采平台')
  const { secret } = await administrator<{ secret: string }>(
    'PUT',
    `/api/ops/api-clients/${client.id}/webhooks`,
    { url: `${place.sandbox}/webhooks/inbox` },
  )
  await receiver({ secret, answer: 204 })
  const pdf = new PdfKit()
  pdf.text('contract')
  pdf.end()
  writeFileSync(join(folder, 'contract.pdf'), await buffer(pdf))
  const der = (await authorityCertificate(place.db, 'root'))!
  writeFileSync(
    join(folder, 'root.pem'),
    execFileSync('openssl', ['x509', '-inform', 'DER'], { input: Buffer.from(der) }),
  )
  env = {
    ...{ SITE: place.site, CLIENT_ID: client.id, CLIENT_SECRET: client.secret, PDF: 'contract.pdf' },
    ...{ HOLDER: holder.asked.identifier, PHONE: holder.phone },
  }
  await clock.end()
}, 180_000)
afterAll(() => place?.stop())
let day = 1
beforeEach(async () => {
  clock = await place.withClock()
  await clock.skip(`${day++} days`)
})
afterEach(() => clock.end())

const NUMBER = /\d{8}-\d{6,}/
/** Sends a request as the page says. Gives its number. */
async function sentByPage(): Promise<string> {
  const printed = await pasted(`${walk!}\necho $NO`)
  expect(printed[0]).toBe('awaitingSigners')
  return NUMBER.exec(printed.at(-1)!)![0]
}
const signer = (no: string) => asked(place, firstSignerOf(holder), { no }, rest)
const isTold = (no: string, types: string[]) =>
  until(
    async () => {
      const got = await received(no)
      return types.every((type) => got.includes(type))
    },
    `${types.join(', ')} at the receiver`,
  )

it('the walk-through has a document signed, and the system is told each step by messages that it can verify', async () => {
  const no = await sentByPage()
  const one = await signer(no)
  const sms = (await readWorld(place.sandbox)).messages.find(({ text }) => text.includes(no))!
  expect(sms.text).toContain('招采平台')
  await one.sign()
  const script = `${walk!.slice(0, walk!.indexOf('NO='))}\nNO=${no}\n${after!}`
  await until(async () => (await pasted(script))[0] === 'completed', 'a request that is completed')
  const [judged] = await judgePdfs(folder, [readFileSync(join(folder, 'signed.pdf'))], { isArchived: true })
  expect(judged).toMatchObject({ pyhanko: ['VALID'], dss: ['TOTAL_PASSED null PAdES-BASELINE-LTA'] })
  await isTold(no, ['request.sent', 'request.signed', 'request.completed'])
  const { events } = await told()
  const mine = events.filter((event) => event.no === no)
  expect(mine.every(({ deliveredAt, attempts }) => deliveredAt && attempts.at(-1)!.status === 204)).toBe(true)
  // Nothing personal is in them.
  const { webhooks } = (await (await fetch(`${place.sandbox}/world`)).json()) as { webhooks: object[] }
  for (const secret of [holder.phone, 'contract.pdf', sms.text])
    expect(JSON.stringify(webhooks)).not.toContain(secret)
})

it('a message that is not taken comes again, each try is kept, and it is sent again by hand', async () => {
  await receiver({ answer: 503 })
  const no = await sentByPage()
  await until(async () => (await told()).events.some((event) => event.no === no && event.attempts.length > 0))
  await clock.skip('1 minute')
  const tries = await until(async () => {
    const event = (await told()).events.find((one) => one.no === no)!
    return event.attempts.length >= 2 && event
  }, 'another try')
  expect(tries.attempts[0]).toMatchObject({ status: 503 })
  expect(await received(no)).toEqual([])
  await clock.skip('73 hours')
  await until(async () => (await told()).events.find((one) => one.no === no)!.givenUpAt, 'a message given up')
  await receiver({ answer: 204 })
  await administrator('POST', `/api/ops/api-clients/${client.id}/webhooks/${tries.id}/replay`)
  await isTold(no, ['request.sent'])
})

it('one that is declined tells the system why; nobody else’s request is seen, and a withdrawn one is over', async () => {
  const no = await sentByPage()
  const head = walk!.slice(0, walk!.indexOf('NO='))
  await (await signer(no)).decline('金额有误')
  await isTold(no, ['request.declined'])
  const [state, reason] = await pasted(
    `${head}\ncall "$REQUESTS/${no}" | field .state\ncall "$REQUESTS/${no}" | field .signers[0].reason`,
  )
  expect([state, reason]).toEqual(['declined', '金额有误'])
  const other = await newClient('另一平台')
  const status = `${head.replaceAll('-sf', '-s')}\ncall -o /dev/null -w '%{http_code}' "$REQUESTS/${no}"`
  const foreign = { CLIENT_ID: other.id, CLIENT_SECRET: other.secret }
  expect(await pasted(status, foreign)).toEqual(['404'])
  expect(await pasted(`${status.replace('Bearer $TOKEN', 'Bearer x')}`)).toEqual(['401'])
  const withdrawn = await sentByPage()
  await pasted(`${head}\ncall -X DELETE "$REQUESTS/${withdrawn}" >/dev/null`)
  await isTold(withdrawn, ['request.withdrawn'])
  const unknown = `${head.replaceAll('-sf', '-s')}
call "$REQUESTS" -H 'Content-Type: application/json' -d '{"inOrder":false,"openDays":7,"signers":[
  {"holder":"${holder.asked.identifier}","phone":"13900000000"}]}' | field .errors[0].field`
  expect(await pasted(unknown)).toEqual(['signers.0.phone'])
})
