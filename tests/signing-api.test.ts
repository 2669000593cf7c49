import { execFile, execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { root } from '../bin/bootstrap.mjs'
import { authorityCertificate } from '../db/authority.ts'
import { auditLog } from '../db/schema/audit.ts'
import { newClientKey } from '../ui/src/lib/ops/client-key.ts'
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
  const given = { name, permissions: ['signing-requests'], redirectUris: [], provesBy: 'secret' }
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
afterAll(async () => {
  await pasted('[ ! -e proxy.pid ] || kill $(cat proxy.pid)')
  await place?.stop()
})
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

describe('a client with certificates', () => {
  interface Certificate {
    id: string
    standing: string
    serial: string
    pem: string | null
  }
  const walk = [
    ...readFileSync(join(root, 'docs/integration.md'), 'utf8')
      .split('## By a certificate')[1]!
      .matchAll(/```sh\n(.*?)```/gs),
  ].map(([, script]) => script!)
  const [makeRequest, , startProxy, useIt] = walk as [string, string, string, string]
  const mutual = () => place.env.MUTUAL_TLS_URL!

  const withCertificates = async (name: string) => {
    const given = {
      name,
      permissions: ['signing-requests', 'csc'],
      redirectUris: [],
      provesBy: 'certificate',
    }
    const made = await administrator<{ client: { id: string }; secret: null }>(
      'POST',
      '/api/ops/api-clients',
      {
        ...{ ...given, requestsPerMinute: 1000, documentsPerDay: 10 },
      },
    )
    expect(made.secret).toBeNull()
    return made.client.id
  }
  const pathOf = (id: string) => `/api/ops/api-clients/${id}/certificates`
  /** Has one issued, as the console does. */
  async function certified(id: string, request: string): Promise<Certificate> {
    const one = randomUUID()
    const ask = () => administrator<Certificate[]>('PUT', `${pathOf(id)}/${one}`, { request })
    return until(
      async () => (await ask()).find((found) => found.id === one && found.pem),
      'a certificate that is issued',
    )
  }
  const standing = async (id: string) =>
    (await administrator<Certificate[]>('GET', pathOf(id))).map((one) => one.standing)

  /** What curl says to a form at the token endpoint, by these options. */
  const token = async (id: string, ...by: string[]) => {
    const form = ['-d', `client_id=${id}`, '-d', 'grant_type=client_credentials']
    const { stdout } = await promisify(execFile)(
      'curl',
      ['-sS', '--cacert', 'proxy.pem', ...by, ...form, `${mutual()}/oauth2/token`],
      { cwd: folder },
    )
    return JSON.parse(stdout) as { access_token?: string; error?: string }
  }
  const p12 = (name: string, password: string) => ['--cert-type', 'P12', '--cert', `${name}.p12:${password}`]
  /** The certificate of a new client in the file that the browser of an administrator packs. */
  async function packed(name: string) {
    const id = await withCertificates(name)
    const key = await newClientKey()
    const certificate = await certified(id, key.request)
    const chain = await (await fetch(`${place.site}/pki/chain.pem`)).text()
    const { file, password } = key.pack(certificate.pem!, chain, name)
    writeFileSync(join(folder, `${name}.p12`), file)
    return { id, certificate, by: p12(name, password) }
  }
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

  it('uses the API by the walk-through; its tokens are good with its certificate alone', async () => {
    symlinkSync(join(root, 'docker'), join(folder, 'docker'))
    const id = await withCertificates('证书平台')
    const here = { SITE: place.site, MUTUAL: mutual(), CLIENT_ID: id }
    await pasted(makeRequest, here)
    const request = readFileSync(join(folder, 'client.csr'), 'utf8')
    const { pem, serial } = await certified(id, request)
    writeFileSync(join(folder, 'client.pem'), pem!)
    await pasted(startProxy, here)
    const [mine, without] = await pasted(useIt, here)
    expect(JSON.parse(mine!)).toEqual({ credentialIDs: [] })
    expect(JSON.parse(without!)).toMatchObject({ error: 'invalid_token' })

    expect(
      openssl('x509', '-in', 'client.pem', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus'),
    ).toContain(`serialNumber=${id},CN=证书平台`)
    const metadata = await (await fetch(`${place.site}/.well-known/oauth-authorization-server`)).json()
    expect(metadata).toMatchObject({
      token_endpoint_auth_methods_supported: expect.arrayContaining(['tls_client_auth']),
      mtls_endpoint_aliases: { token_endpoint: `${mutual()}/oauth2/token` },
    })
    const rows = await place.db.select().from(auditLog).where(eq(auditLog.subject, id))
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['apiClient.made', 'clientCertificate.asked', 'clientCertificate.issued']),
    )
    expect(rows.some(({ detail }) => detail.serial === serial)).toBe(true)
    // A key has one certificate.
    await expect(certified(id, request)).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('is let in by its own certificate alone, as long as that is good; what says so from outside is not believed', async () => {
    const [one, two] = [await packed('one'), await packed('two')]
    const { access_token: bearer } = await token(one.id, ...one.by)
    expect(bearer).toBeDefined()
    const header = `Client-Cert: :${one.certificate.pem!.replace(/-----.+?-----|\n/g, '')}:`
    for (const by of [[], two.by, ['-H', header], [...two.by, '-H', header]])
      expect(await token(one.id, ...by)).toMatchObject({ error: 'invalid_client' })
    const { stdout } = await promisify(execFile)('curl', [
      ...['-sS', '--interface', '127.0.0.2', '-H', header, '-d', `client_id=${one.id}`],
      ...['-d', 'grant_type=client_credentials', `${place.site}/oauth2/token`],
    ])
    expect(JSON.parse(stdout)).toMatchObject({ error: 'invalid_client' })
    // One that nobody of ours has signed does not come through the proxy.
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=x',
      '-keyout',
      'x.key',
      '-out',
      'x.pem',
    )
    await expect(token(one.id, '--cert', 'x.pem', '--key', 'x.key')).rejects.toThrow()

    const path = `${pathOf(one.id)}/${one.certificate.id}/revocation`
    await administrator('POST', path, { reason: 'keyCompromise' })
    expect(await token(one.id, ...one.by)).toMatchObject({ error: 'invalid_client' })
    const call = ['-H', `authorization: Bearer ${bearer}`, '-H', 'content-type: application/json', '-d', '{}']
    const used = await promisify(execFile)(
      'curl',
      ['-sS', '--cacert', 'proxy.pem', ...one.by, ...call, `${mutual()}/csc/v2/credentials/list`],
      { cwd: folder },
    )
    expect(JSON.parse(used.stdout)).toMatchObject({ error: 'invalid_token' })
    await until(async () => {
      const list = Buffer.from(await (await fetch(`${place.site}/pki/issuing.crl`)).arrayBuffer())
      writeFileSync(join(folder, 'issuing.crl'), list)
      const said = openssl('crl', '-inform', 'DER', '-in', 'issuing.crl', '-noout', '-text')
      return new RegExp(`${one.certificate.serial}[^]*?Key Compromise`, 'i').test(said)
    }, 'a list that has the certificate')
    // The API answers in this process.
    const status = async ({ certificate }: typeof one) => {
      const of = ['-issuer', 'chain.pem', '-CAfile', 'chain.pem', '-serial', `0x${certificate.serial}`]
      const asked = ['ocsp', ...of, '-url', `${place.site}/pki/ocsp`]
      return (await promisify(execFile)('openssl', asked, { cwd: folder })).stdout
    }
    expect(await status(one)).toContain(': revoked')
    expect(await status(two)).toContain(': good')

    await administrator('DELETE', `/api/ops/api-clients/${two.id}`)
    expect(await token(two.id, ...two.by)).toMatchObject({ error: 'invalid_client' })
    await until(async () => (await status(two)).includes(': revoked'), 'the certificate of a closed client')
    expect(await standing(two.id)).toEqual(['revoked'])
  })

  it('gets none for a request that proves nothing, or a weak key; one with a secret gets none at all', async () => {
    const id = await withCertificates('弱密钥')
    openssl(
      'req',
      '-new',
      '-newkey',
      'rsa:1024',
      '-nodes',
      '-subj',
      '/CN=x',
      '-keyout',
      'w.key',
      '-out',
      'w.csr',
    )
    const weak = readFileSync(join(folder, 'w.csr'), 'utf8')
    const good = (await newClientKey()).request
    const der = Buffer.from(good.replace(/-----.+?-----|\s/g, ''), 'base64')
    der[der.length - 1]! ^= 1
    for (const request of [weak, der.toString('base64'), 'nothing'])
      await expect(certified(id, request)).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(certified(client.id, good)).rejects.toMatchObject({ code: 'notFound' })
    expect(await standing(id)).toEqual([])
  })
})
