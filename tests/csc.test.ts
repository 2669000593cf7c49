import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import { and, eq, isNotNull } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revokeApiClient } from '../db/api-clients.ts'
import { authorityCertificate } from '../db/authority.ts'
import { accessTokens } from '../db/schema/api-clients.ts'
import { certificates } from '../db/schema/certificates.ts'
import { orders } from '../db/schema/orders.ts'
import { authorisations, hashSignings, signers } from '../db/schema/signing.ts'
import type { SignerLimits } from '../domain/authorisation.ts'
import { browser, codeAfter, sealedCode, signedIn, until } from './actors.ts'
import {
  askToken,
  cscClient,
  post,
  pyhankoSigns,
  redirectUri,
  sealedFor,
  serviceToken,
  type CscClient,
} from './csc-signer.ts'
import { hostedHolder, signer, type HostedHolder } from './hosted-holder.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld } from './sandbox-world.ts'
import { judgePdfs } from './signed-pdfs.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

// Signatures for other systems by the CSC API, through the real API, worker, database and HSM.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let holder: HostedHolder
let client: CscClient
let credentialID: string
let token: string
const taken = movesTaken('hashSigning')
const folder = mkdtempSync(join(tmpdir(), 'yinxin-csc-'))
const SHA256 = '2.16.840.1.101.3.4.2.1'
const RSA_SHA256 = '1.2.840.113549.1.1.11'
const CODE = /签署验证码(\d{6})/

/** A code a minute goes to a phone; callers live in real time. */
const rest = async () => {
  await clock.skip('61 seconds')
  await callersRest(place.db)
}
const phone = () => holder.phone
const api = (path: string, body: object, by = token) => post(`${place.site}/csc/v2/${path}`, body, by)
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64')

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  const reviewer = await signedIn(place, 'reviewer')
  const { organisations } = await readWorld(place.sandbox)
  const organisation = organisations.find(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )!
  holder = await hostedHolder(place, organisation, { reviewer, rest })
  const der = (await authorityCertificate(place.db, 'root'))!
  writeFileSync(
    join(folder, 'root.pem'),
    execFileSync('openssl', ['x509', '-inform', 'DER'], { input: Buffer.from(der) }),
  )
  client = await cscClient(place.db)
  credentialID = await letIn(client)
  token = await serviceToken(place.site, client)
  await clock.end()
}, 120_000)
afterAll(() => place?.stop())
let day = 1
beforeEach(async () => {
  clock = await place.withClock()
  // A phone gets so many codes a day.
  await clock.skip(`${day++} days`)
})
afterEach(() => clock.end())

/** Where a client sends its signer, and the page there. */
const authorizeAddress = (by: CscClient, more: Record<string, string>) =>
  `${place.site}/csc/v1/oauth2/authorize?${new URLSearchParams({
    ...{ response_type: 'code', client_id: by.id, redirect_uri: redirectUri, state: 'here' },
    ...more,
  })}`
async function opened(address: string): Promise<{ id?: string; location: string }> {
  const answer = await fetch(address, { redirect: 'manual' })
  const location = answer.headers.get('location')!
  return { location, ...(/\/authorize\/(?<id>[\da-f-]{36})$/.exec(location)?.groups ?? {}) }
}

/** The holder lets a client see the certificate. Gives its credentialID. */
async function letIn(by: CscClient): Promise<string> {
  const { id } = await opened(authorizeAddress(by, { scope: 'service' }))
  const me = await signer(place, holder, rest)
  const certificateIds = [me.certificate.id]
  const { location } = await me.call<{ location: string }>(
    'POST',
    `/api/authorization-requests/${id}/grant`,
    {
      certificateIds,
    },
  )
  const { searchParams } = new URL(location)
  expect(searchParams.get('state')).toBe('here')
  const given = await askToken(place.site, by, {
    ...{ grant_type: 'authorization_code', code: searchParams.get('code')!, redirect_uri: redirectUri },
  })
  const { body } = await api('credentials/list', {}, given.access_token)
  expect(body).toEqual({ credentialIDs: certificateIds })
  return certificateIds[0]!
}

/** The signer opens what the client asks for, in a browser that knows nothing yet. */
async function atPage(address: string) {
  const call = browser(place.site)
  const { id } = await opened(address)
  const path = `/api/authorization-requests/${id}`
  interface View {
    client: string
    signature: { count: number; description: string; code: { id: string; sealTo: string } }
  }
  return {
    call,
    path,
    view: () => call<View>('GET', path),
    async code(to = phone()): Promise<string> {
      await rest()
      return codeAfter(place, to, () => call('POST', `${path}/codes`, { phone: to }), CODE)
    },
    /** Types the code in. Gives where the browser goes. */
    async type(code: string): Promise<string> {
      const { signature } = await call<View>('GET', path)
      const typed = sealedCode(signature.code, code)
      return (await call<{ location: string }>('POST', `${path}/signature`, typed)).location
    },
  }
}
const forHashes = (hashes: string[], by = client) =>
  atPage(
    authorizeAddress(by, {
      ...{
        scope: 'credential',
        credentialID,
        numSignatures: String(hashes.length),
        hashes: hashes.join(','),
      },
      ...{ hashAlgorithmOID: SHA256, description: '采购合同' },
    }),
  )

/** The SAD for what the signer has signed in the browser. */
async function sadOf(location: string, by = client): Promise<string> {
  const code = new URL(location).searchParams.get('code')!
  const given = await askToken(place.site, by, {
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
  })
  expect(given).toMatchObject({ scope: 'credential', expires_in: expect.closeTo(300, -1) })
  return given.access_token
}
async function authorised(hashes: string[], by = client): Promise<string> {
  const page = await forHashes(hashes, by)
  return sadOf(await page.type(await page.code()), by)
}
const signHash = (hashes: string[], SAD: string, more: object = {}, by = token) =>
  api(
    'signatures/signHash',
    { credentialID, SAD, hashes, hashAlgorithmOID: SHA256, signAlgo: RSA_SHA256, ...more },
    by,
  )

const keyOf = async () => {
  const [row] = await place.db.select().from(certificates).where(eq(certificates.id, credentialID))
  return new X509Certificate(row!.der!).publicKey
}
async function paper(name: string): Promise<string> {
  const pdf = new PdfKit()
  pdf.text(name)
  pdf.end()
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, await buffer(pdf))
  return file
}
/** Notes the moves of the newest order of hashes. */
async function note(): Promise<void> {
  const rows = await place.db.select().from(orders).where(eq(orders.kind, 'hashSigning'))
  for (const { id } of rows) await taken.note(place.db, id)
}
/** No signature was ever made for these hashes. */
async function unsigned(hash: string): Promise<void> {
  const rows = await place.db.select().from(hashSignings)
  expect(rows.filter(({ hashes, signatures }) => hashes.includes(hash) && signatures !== null)).toEqual([])
}

describe('pyHanko’s own client', () => {
  it('signs by the signer’s browser, for three judges: B-LTA', async () => {
    const files = [await paper('one'), await paper('two')]
    const how = { site: place.site, version: 'v2', way: 'browser', client, token } as const
    await pyhankoSigns(
      { ...how, credentialId: credentialID, root: join(folder, 'root.pem'), files, archive: true },
      async (address) => {
        const page = await atPage(address)
        const { client: name, signature } = await page.view()
        expect([name, signature.count, signature.description]).toEqual(['合同平台', 2, '采购合同'])
        return page.type(await page.code())
      },
    )
    const signed = files.map((file) => readFileSync(`${file}.signed`))
    for (const { poppler, pyhanko, dss } of await judgePdfs(folder, signed, { isArchived: true })) {
      expect(poppler[0]).toBe('Signature is Valid.')
      expect(pyhanko).toEqual(['VALID'])
      expect(dss).toEqual(['TOTAL_PASSED null PAdES-BASELINE-LTA'])
    }
    await note()
  })

  it.each(['v1', 'v2'] as const)('signs by a code that it seals itself, by %s', async (version) => {
    const files = [await paper(`sealed-${version}`)]
    const how = { site: place.site, version, way: 'sealed', client, token } as const
    await rest()
    const asked = Promise.withResolvers<void>()
    const code = codeAfter(place, phone(), () => asked.promise, CODE)
    await pyhankoSigns(
      { ...how, credentialId: credentialID, root: join(folder, 'root.pem'), files, archive: false },
      async () => {
        asked.resolve()
        return code
      },
    )
    expect(readFileSync(`${files[0]}.signed`).length).toBeGreaterThan(1000)
  })
})

it('a hundred hashes are signed by one code, each as it should be', async () => {
  const texts = Array.from({ length: 100 }, (_, index) => `document ${index}`)
  const hashes = texts.map(hashOf)
  const sad = await authorised(hashes)
  const { status, body } = await signHash(hashes, sad)
  expect(status).toBe(200)
  const { signatures } = body as unknown as { signatures: string[] }
  const key = await keyOf()
  expect(
    texts.every((text, index) =>
      verify('sha256', Buffer.from(text), key, Buffer.from(signatures[index]!, 'base64')),
    ),
  ).toBe(true)
})

describe('a SAD gives no signature', () => {
  it('for other hashes than were authorised, nor in another order, nor for some of them', async () => {
    const [one, two] = [hashOf('one'), hashOf('two')] as const
    const sad = await authorised([one, two])
    for (const hashes of [[hashOf('other')], [two, one], [one], [one, two, two]])
      expect((await signHash(hashes, sad)).body).toEqual({
        error: 'invalid_request',
        error_description: 'Hash is not authorized by the SAD',
      })
    expect((await signHash([one, two], sad)).status).toBe(200)
  })

  it('twice', async () => {
    const hashes = [hashOf('twice')]
    const sad = await authorised(hashes)
    const answers = await Promise.all([1, 2, 3].map(() => signHash(hashes, sad)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  })

  it('after its five minutes', async () => {
    const hashes = [hashOf('late')]
    const sad = await authorised(hashes)
    await place.db
      .update(accessTokens)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(accessTokens.scopes, ['credential']))
    expect((await signHash(hashes, sad)).body).toMatchObject({ error: 'invalid_request' })
  })

  it('of a certificate that was put on hold since', async () => {
    const hashes = [hashOf('held')]
    const sad = await authorised(hashes)
    const put = (state: 'held' | 'active') =>
      place.db.update(certificates).set({ state }).where(eq(certificates.id, credentialID))
    await put('held')
    const answer = await signHash(hashes, sad)
    await put('active')
    expect(answer.body).toMatchObject({ error_description: expect.stringContaining('disabled') })
  })

  it('to another client, or for another credential', async () => {
    const hashes = [hashOf('foreign')]
    const sad = await authorised(hashes)
    const other = await cscClient(place.db)
    await letIn(other)
    const otherToken = await serviceToken(place.site, other)
    expect((await signHash(hashes, sad, {}, otherToken)).body).toMatchObject({ error: 'invalid_request' })
    const foreign = { credentialID: crypto.randomUUID() }
    expect((await signHash(hashes, sad, foreign)).body).toMatchObject({
      error_description: 'Invalid parameter credentialID',
    })
    expect((await signHash(hashes, sad)).status).toBe(200)
  })

  it('to a client that was revoked since', async () => {
    const other = await cscClient(place.db)
    await letIn(other)
    const hashes = [hashOf('revoked')]
    const sad = await authorised(hashes, other)
    const otherToken = await serviceToken(place.site, other)
    await revokeApiClient(place.db, other.id, 'administrator')
    expect((await signHash(hashes, sad, {}, otherToken)).body).toMatchObject({ error: 'invalid_token' })
    expect((await signHash(hashes, sad)).body).toMatchObject({ error: 'invalid_request' })
    expect((await opened(authorizeAddress(other, { scope: 'service' }))).location).toMatch(/unknown$/)
  })
})

describe('a code signs nothing', () => {
  it('that comes as it was typed', async () => {
    const hashes = [hashOf('plain')]
    const asked = { credentialID, hashes, hashAlgorithmOID: SHA256, numSignatures: 1 }
    await rest()
    const code = await codeAfter(place, phone(), () => api('credentials/getChallenge', asked), CODE)
    const plain = { ...asked, authData: [{ id: 'code', value: code }] }
    expect((await api('credentials/authorize', plain)).body).toMatchObject({
      error: 'invalid_authentication_data',
      error_description: expect.stringContaining('sealed'),
    })
    expect(
      (await post(`${place.site}/csc/v1/credentials/authorize`, { ...asked, OTP: code }, token)).body,
    ).toMatchObject({ error: 'invalid_otp' })
    await unsigned(hashes[0]!)
  })

  it('that is for other hashes: neither as they are told, nor as they lie in the database', async () => {
    const [mine, other] = [hashOf('mine'), hashOf('other than mine')] as const
    const asked = { credentialID, hashes: [mine], hashAlgorithmOID: SHA256 }
    await rest()
    let challenge = ''
    const code = await codeAfter(
      place,
      phone(),
      async () => {
        const { body } = await api('credentials/getChallenge', asked)
        challenge = (body as unknown as { challenge: string }).challenge
      },
      CODE,
    )
    const value = sealedFor(challenge, code)
    const authData = [{ id: 'code', value }]
    expect((await api('credentials/authorize', { ...asked, hashes: [other], authData })).body).toMatchObject({
      error_description: 'Hash is not authorized by the SAD',
    })
    const [row] = await place.db
      .select()
      .from(authorisations)
      .where(eq(authorisations.id, challenge.split('.')[0]!))
    await place.db
      .update(hashSignings)
      .set({ hashes: [other] })
      .where(eq(hashSignings.orderId, row!.orderId))
    expect((await api('credentials/authorize', { ...asked, hashes: [other], authData })).body).toMatchObject({
      error: 'invalid_authentication_data',
    })
    await unsigned(other)
  })

  it('that is wrong: the fifth voids the request; and none after a quarter of an hour, nor once it is declined', async () => {
    const hashes = [hashOf('wrong')]
    const [wrong, late, declined] = [
      await forHashes(hashes),
      await forHashes(hashes),
      await forHashes(hashes),
    ]
    const code = await wrong.code()
    const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    for (let tries = 0; tries < 5; tries++)
      await expect(wrong.type(other)).rejects.toMatchObject({ code: 'codeWrong' })
    await expect(wrong.type(code)).rejects.toThrow()
    await declined.code()
    const { location } = await declined.call<{ location: string }>('DELETE', declined.path)
    expect(new URL(location).searchParams.get('error')).toBe('access_denied')
    await expect(declined.view()).rejects.toMatchObject({ code: 'authorizationOver' })
    const lateCode = await late.code()
    await clock.skip('16 minutes')
    await expect(late.type(lateCode)).rejects.toThrow()
    await unsigned(hashes[0]!)
    await note()
  })

  it('of a certificate that was put on hold meanwhile', async () => {
    const page = await forHashes([hashOf('held meanwhile')])
    const code = await page.code()
    const put = (state: 'held' | 'active') =>
      place.db.update(certificates).set({ state }).where(eq(certificates.id, credentialID))
    await put('held')
    await expect(page.type(code)).rejects.toMatchObject({ code: 'certificateNotInUse' })
    await put('active')
    await unsigned(hashOf('held meanwhile'))
    await note()
  })
})

describe('of several signers', () => {
  const named = { name: '王小明', phone: '13712345678' }

  /** Makes that person a signer as well. */
  async function nameSigner(limits: SignerLimits): Promise<Awaited<ReturnType<typeof signer>>> {
    const me = await signer(place, holder, rest)
    const naming = await me.begin('signer-namings', { ...named, ...limits })
    await naming.agree(holder.phone)
    const binding = `${naming.own}/binding`
    await naming.type(binding, await naming.codeTo(named.phone, `${naming.own}/binding-codes`))
    await naming.inState('completed')
    return me
  }

  it('the one whose phone it is answers, as far as they may, and no more once taken back', async () => {
    const me = await nameSigner({ until: null, documentsPerDay: 3 })
    const signed = [hashOf('named one'), hashOf('named two')]
    const page = await forHashes(signed)
    // A code to the first signer is void once another one is asked.
    const first = await page.code()
    const code = await page.code(named.phone)
    await expect(page.type(first)).rejects.toMatchObject({ code: 'codeWrong' })
    const sad = await sadOf(await page.type(code))
    expect((await signHash(signed, sad)).status).toBe(200)
    const { uses } = await me.call<{ uses: { phone: string; count: number }[] }>(
      'GET',
      `/api/holder/certificates/${credentialID}/uses`,
    )
    expect(uses[0]).toMatchObject({ phone: '137****5678', count: 2 })

    // Each hash counts as a document: of three a day, one is left.
    const tooMany = await forHashes([hashOf('named three'), hashOf('named four')])
    await expect(tooMany.code(named.phone)).rejects.toMatchObject({ code: 'signerLimited' })
    const challenge = { credentialID, hashes: [hashOf('named three'), hashOf('named four')] }
    await rest()
    const { body } = await api('credentials/getChallenge', { ...challenge, phone: named.phone })
    expect(body).toMatchObject({ error_description: expect.stringContaining('so many documents a day') })
    const [late, both] = [await forHashes([hashOf('named three')]), await forHashes([hashOf('named four')])]
    const codes = [await late.code(named.phone), await both.code(named.phone)] as const
    await late.type(codes[0])
    // It was sent while there was room for it.
    await expect(both.type(codes[1])).rejects.toMatchObject({ code: 'signerLimited' })
    await unsigned(hashOf('named four'))

    await clock.skip('1 day')
    day++
    const last = await forHashes([hashOf('named five')])
    const unused = await last.code(named.phone)
    const signers = await me.call<{ id: string; first: boolean }[]>('GET', '/api/signers')
    await me.call('DELETE', `/api/signers/${signers.find((one) => !one.first)!.id}`)
    await expect(last.type(unused)).rejects.toMatchObject({ code: 'signerUnknown' })
    await expect(last.code(named.phone)).rejects.toMatchObject({ code: 'invalidInput' })
    await unsigned(hashOf('named five'))
  })

  it('one whom the database alone makes another, or lets do more, signs nothing', async () => {
    await nameSigner({ until: null, documentsPerDay: 1 })
    const ofNamed = and(eq(signers.certificateId, credentialID), eq(signers.phoneMasked, '137****5678'))
    const limits = (documentsPerDay: number) =>
      place.db
        .update(signers)
        .set({ limits: { until: null, documentsPerDay } })
        .where(and(ofNamed, isNotNull(signers.mac)))
    await limits(9)
    const widened = await forHashes([hashOf('widened')])
    await expect(widened.code(named.phone)).rejects.toMatchObject({ code: 'signerUnknown' })
    await limits(1)
    // The code went to the named signer; the row then says that the first one was asked.
    const page = await forHashes([hashOf('exchanged')])
    const code = await page.code(named.phone)
    const { signature } = await page.view()
    const known = await place.db.select().from(signers).where(eq(signers.certificateId, credentialID))
    const first = known.find(({ phoneMasked }) => phoneMasked !== '137****5678')!
    await place.db
      .update(authorisations)
      .set({ signerId: first.id })
      .where(eq(authorisations.id, signature.code.id))
    await expect(page.type(code)).rejects.toMatchObject({ code: 'codeWrong' })
    await unsigned(hashOf('exchanged'))
  })
})

describe('a client', () => {
  it('learns of no credential whose holder has not let it in, and nobody gets a code from it', async () => {
    const stranger = await cscClient(place.db)
    const by = await serviceToken(place.site, stranger)
    expect((await api('credentials/list', {}, by)).body).toEqual({ credentialIDs: [] })
    for (const path of ['credentials/info', 'credentials/getChallenge'])
      expect((await api(path, { credentialID, hashes: [hashOf('x')] }, by)).body).toMatchObject({
        error_description: 'Invalid parameter credentialID',
      })
    const { location } = await opened(
      authorizeAddress(stranger, { scope: 'credential', credentialID, hashes: hashOf('x') }),
    )
    expect(location).toMatch(/^https:\/\/contracts\.example\.cn\/return\?error=invalid_request/)
  })

  it('is told of a credential what the specification says', async () => {
    const asked = { credentialID, certificates: 'chain', certInfo: true, authInfo: true }
    const { body } = await api('credentials/info', asked)
    expect(body).toMatchObject({
      key: { status: 'enabled', algo: expect.arrayContaining([RSA_SHA256]), len: 2048 },
      cert: { status: 'valid', validTo: expect.stringMatching(/^\d{14}Z$/) },
      ...{ auth: { mode: 'oauth2code' }, SCAL: '2', multisign: 100 },
    })
    const v1 = await post(`${place.site}/csc/v1/credentials/info`, asked, token)
    expect(v1.body).toMatchObject({ authMode: 'oauth2code', OTP: { type: 'online' } })
    const info = await post(`${place.site}/csc/v1/info`, {})
    expect(info.body).toMatchObject({
      specs: '1.0.4.0',
      methods: expect.arrayContaining(['credentials/sendOTP']),
    })
  })

  it('gets time stamps', async () => {
    const hash = randomBytes(32).toString('base64')
    const { body } = await api('signatures/timestamp', { hash, hashAlgo: SHA256, nonce: '0A1B' })
    const file = join(folder, 'token.tst')
    writeFileSync(file, Buffer.from((body as unknown as { timestamp: string }).timestamp, 'base64'))
    const digest = Buffer.from(hash, 'base64').toString('hex')
    const said = execFileSync(
      'openssl',
      [
        'ts',
        '-verify',
        '-digest',
        digest,
        '-token_in',
        '-in',
        file,
        '-CAfile',
        join(folder, 'root.pem'),
        '-untrusted',
        await issuing(),
      ],
      { encoding: 'utf8', stdio: 'pipe' },
    )
    expect(said).toContain('Verification: OK')
  })
})

/** The certificate of the issuing CA as a file. */
async function issuing(): Promise<string> {
  const file = join(folder, 'issuing.pem')
  const der = (await authorityCertificate(place.db, 'issuing'))!
  writeFileSync(file, execFileSync('openssl', ['x509', '-inform', 'DER'], { input: Buffer.from(der) }))
  return file
}

it('what another system wants signed stands in no history', async () => {
  const page = await forHashes([hashOf('history')])
  const code = await page.code()
  await page.type(code)
  const [row] = await until(async () => {
    const rows = await place.db.select().from(hashSignings)
    return rows.filter(({ hashes }) => hashes.includes(hashOf('history')))
  })
  const history = (await clock.history(row!.orderId))!
  expect(history).toContain('signHashesByCode')
  for (const secret of [code, hashOf('history'), '采购合同', phone()]) expect(history).not.toContain(secret)
})

it('the walk-through of docs/integration.md comes to a signature that openssl finds good', async () => {
  const mine = await cscClient(place.db, { redirectUris: ['http://127.0.0.1:9/return'] })
  const blocks = [...readFileSync('docs/integration.md', 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(
    ([, block]) => block!,
  )
  const [settings, prepare, ask, known, contract, came, redeem] = blocks as [string, ...string[]]
  expect([settings, came].map((block) => block!.includes('…'))).toEqual([true, true])
  const env = { ...process.env, SITE: place.site, CLIENT_ID: mine.id, CLIENT_SECRET: mine.secret }
  const shell = spawn('bash', ['-e'], { cwd: mkdtempSync(join(folder, 'walk-')), env })
  let complaints = ''
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(complaints)
    return value as string
  }
  shell.stdin.write(`${prepare}${ask}`)
  const { id } = await opened(await next())
  const me = await signer(place, holder, rest)
  const grant = { certificateIds: [me.certificate.id] }
  await me.call('POST', `/api/authorization-requests/${id}/grant`, grant)
  shell.stdin.write(`${known}${contract}`)
  const page = await atPage(await next())
  shell.stdin.write(`${came!.replace('…', await page.type(await page.code()))}${redeem}`)
  expect(await next()).toBe('Verified OK')
  shell.stdin.end()
})

it('every move of it was made by a scenario', () => expect(taken.missing()).toEqual([]))
