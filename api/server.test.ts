import {
  createCipheriv,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@temporalio/client'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Connection } from '../db/database.ts'
import { orderById, orderByNo } from '../db/orders.ts'
import { payments, providerEvents } from '../db/schema/money.ts'
import { orders } from '../db/schema/orders.ts'
import { callersRest, testDatabase } from '../tests/test-database.ts'
import { buildServer } from './server.ts'

// The HTTP side over a real database. The workflows behind it are recorded, not run: they have tests of their own.

const siteUrl = 'http://site.example'
const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
const merchant = pair()
const alipay = pair()
const folder = mkdtempSync(join(tmpdir(), 'yinxin-documents-'))
const sessionKey = randomBytes(32).toString('base64')
const authSecret = randomBytes(32).toString('base64')
/** Processes that were started, and whether the order's row was there for all to see by then. */
const started: { kind: string; orderId: string; committed: boolean }[] = []
const signals: { orderId: string; args: unknown }[] = []
/** The database as its owner has it, and as the API does. */
let connection: Connection
let ofApi: Connection
let app: Awaited<ReturnType<typeof buildServer>>

/** Set while Temporal cannot be reached. */
let away = false
function mustBeThere() {
  // As the client wraps what gRPC says: UNAVAILABLE.
  const unavailable = Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} })
  if (away) throw new Error('Failed to call Temporal', { cause: unavailable })
}
async function record(orderId: string, args: unknown) {
  mustBeThere()
  signals.push({ orderId, args })
}

const recorder = {
  workflow: {
    start: async (kind: string, { workflowId: orderId }: { workflowId: string }) => {
      mustBeThere()
      started.push({ kind, orderId, committed: (await orderById(connection.db, orderId)) !== undefined })
      return { firstExecutionRunId: randomUUID() }
    },
    getHandle: (orderId: string) => ({
      executeUpdate: async () => undefined,
      signal: async (_: unknown, args: unknown) => record(orderId, args),
    }),
    signalWithStart: async (_: unknown, options: { workflowId: string; signalArgs: unknown[] }) =>
      record(options.workflowId, options.signalArgs[0]),
  },
  connection: { withDeadline: (_: number, body: () => Promise<unknown>) => body() },
  options: { namespace: 'default' },
} as unknown as Client

beforeAll(async () => {
  Object.assign(process.env, {
    DATA_KEY: randomBytes(32).toString('base64'),
    FINGERPRINT_KEY: randomBytes(32).toString('base64'),
    SESSION_KEY: sessionKey,
    AUTH_SECRET: authSecret,
    DOCUMENT_DIR: folder,
    SITE_URL: siteUrl,
    ALIPAY_GATEWAY: 'http://127.0.0.1:9/',
    ALIPAY_APP_ID: '2021000000000001',
    ALIPAY_APP_PRIVATE_KEY: merchant.privateKey,
    ALIPAY_PUBLIC_KEY: alipay.publicKey,
  })
  const database = await testDatabase()
  connection = database
  ofApi = openDatabase(database.urlOf('api'))
  app = await serverBehind(0)
})

/** The API with this many reverse proxies in front. */
async function serverBehind(trustedProxies: number) {
  const server = await buildServer({
    connection: ofApi,
    temporal: recorder,
    settings: {
      siteUrl,
      trustedProxies,
      sessionKey,
      authSecret,
      documentDir: folder,
      agentPorts: [16888],
      caAnswerUrl: 'http://127.0.0.1:9/',
      pkiUrl: 'http://pki.example',
      policyArc: '1.3.6.1.4.1.32473.1',
    },
    logLevel: 'silent',
  })
  await server.ready()
  return server
}

afterAll(async () => {
  await app.close()
  await ofApi.close()
  await connection.close()
  rmSync(folder, { recursive: true })
})

// Nobody has asked for anything lately.
beforeEach(() => callersRest(connection.db))

const fromSite = { origin: siteUrl }

/** Begins an application as a new browser. Gives its number and its cookie. */
async function newOrder() {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/applications',
    headers: fromSite,
    payload: { product: 'organisationUkey' },
  })
  expect(answer.statusCode).toBe(201)
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!
  return { no: answer.json<{ no: string }>().no, cookie }
}

describe('an order begins', () => {
  it('with its rows; its process starts once they are there, named as its kind', async () => {
    const { no } = await newOrder()
    expect(started.filter(({ orderId }) => orderId.endsWith(no))).toEqual([
      { kind: 'newApplication', orderId: `newApplication/${no}`, committed: true },
    ])
    expect((await orderByNo(connection.db, no))?.startedAt).not.toBeNull()
  })

  it('though Temporal is away: its browser is told so, and starts it by coming back', async () => {
    away = true
    const refused = await app.inject({
      method: 'POST',
      url: '/api/applications',
      headers: fromSite,
      payload: { product: 'organisationUkey' },
    })
    away = false
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'temporarilyUnavailable'])
    const headers = { cookie: String(refused.headers['set-cookie']).split(';')[0]! }
    const [kept] = (await app.inject({ url: '/api/orders', headers })).json<{ no: string }[]>()
    expect((await orderByNo(connection.db, kept!.no))?.startedAt).toBeNull()
    for (const _ of [1, 2]) await app.inject({ url: `/api/orders/${kept!.no}`, headers })
    expect(started.filter(({ orderId }) => orderId.endsWith(kept!.no))).toHaveLength(1)
    expect((await orderByNo(connection.db, kept!.no))?.startedAt).not.toBeNull()
  })
})

describe('a limit by address', () => {
  it.each([
    {
      proxies: 0,
      other: 429,
      what: 'the one of the connection: what a caller says of itself is not believed',
    },
    { proxies: 1, other: 201, what: 'the one that the proxy saw' },
  ])('behind $proxies proxies is of $what', async ({ proxies, other }) => {
    const server = await serverBehind(proxies)
    const beginFrom = async (address: string) => {
      // The proxy adds the last one; what comes before was written by the caller.
      const headers = { ...fromSite, 'x-forwarded-for': `${randomBytes(4).join('.')}, ${address}` }
      const payload = { product: 'organisationUkey' }
      return (await server.inject({ method: 'POST', url: '/api/applications', headers, payload })).statusCode
    }
    try {
      for (let times = 0; times < 20; times++) expect(await beginFrom('203.0.113.1')).toBe(201)
      expect(await beginFrom('203.0.113.1')).toBe(429)
      expect(await beginFrom('203.0.113.2')).toBe(other)
    } finally {
      await server.close()
    }
  })
})

describe('an order belongs to the browser that began it', () => {
  it('another browser is answered as if the order did not exist', async () => {
    const mine = await newOrder()
    const other = await newOrder()
    const read = (cookie: string) => app.inject({ url: `/api/orders/${mine.no}`, headers: { cookie } })
    expect((await read(mine.cookie)).statusCode).toBe(200)
    const refused = await read(other.cookie)
    const absent = await app.inject({ url: '/api/orders/20000101-999999', headers: { cookie: other.cookie } })
    expect([refused.statusCode, absent.statusCode]).toEqual([404, 404])
    expect({ ...refused.json(), instance: '' }).toEqual({ ...absent.json(), instance: '' })
  })

  it('two orders that one browser begins at once are both its own, whatever else it is told meanwhile', async () => {
    const first = await newOrder()
    const query = { holder: 'organisation', identifier: '91350100M000100Y43', to: 'operator' }
    const ask = (url: string, payload: object) =>
      app.inject({ method: 'POST', url, headers: { ...fromSite, cookie: first.cookie }, payload })
    // All three were sent with the same cookies.
    const answers = await Promise.all([
      ask('/api/applications', { product: 'organisationUkey' }),
      ask('/api/applications', { product: 'organisationUkey' }),
      ask('/api/order-queries', query),
    ])
    const cookie = [
      first.cookie,
      ...answers.map((answer) => String(answer.headers['set-cookie']).split(';')[0]),
    ]
    const mine = await app.inject({ url: '/api/orders', headers: { cookie: cookie.join('; ') } })
    const begun = answers.slice(0, 2).map((answer) => answer.json<{ no: string }>().no)
    expect(
      mine
        .json<{ no: string }[]>()
        .map(({ no }) => no)
        .sort(),
    ).toEqual([first.no, ...begun].sort())
  })

  it('a form that was made from an older one never takes its place', async () => {
    const { no, cookie } = await newOrder()
    const save = (revision: number, street: string) =>
      app.inject({
        method: 'PUT',
        url: `/api/orders/${no}/form?revision=${revision}`,
        headers: { ...fromSite, cookie },
        payload: { delivery: { street } },
      })
    expect((await save(0, '一号')).json()).toMatchObject({ revision: 1 })
    const late = await save(0, '二号')
    expect([late.statusCode, late.json().code]).toEqual([409, 'formChanged'])
    // Sent again because its answer was lost: it is there.
    expect((await save(0, '一号')).json()).toMatchObject({
      revision: 1,
      form: { delivery: { street: '一号' } },
    })
    expect((await save(1, '二号')).json()).toMatchObject({
      revision: 2,
      form: { delivery: { street: '二号' } },
    })
  })

  it('whoever leaves takes back every cookie: orders, and the query whose code was awaited', async () => {
    const jar = new Map<string, string>()
    const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
      const answer = await app.inject({
        method,
        url,
        headers: fromSite,
        cookies: Object.fromEntries(jar),
        ...(payload && { payload }),
      })
      for (const { name, value, maxAge, expires } of answer.cookies) {
        if (maxAge === 0 || (expires && expires < new Date())) jar.delete(name)
        else jar.set(name, value)
      }
      return answer
    }
    const gate = '/api/holder/codes'
    expect((await ask('GET', '/api/browser-session')).json()).toMatchObject({ open: false })
    const { no } = (await ask('POST', '/api/applications', { product: 'organisationUkey' })).json<{
      no: string
    }>()
    const asked = (await ask('POST', gate, { identifier: '91350100M000100Y43' })).json<{ queryId: string }>()
    // The page goes on there after a reload: with the same query, whose next code has to wait as ever.
    expect((await ask('GET', '/api/browser-session')).json()).toEqual({
      open: true,
      awaited: { orderQuery: null, holder: asked },
    })
    expect((await ask('POST', `${gate}/${asked.queryId}/code`)).json()).toMatchObject({ code: 'tooSoon' })

    expect((await ask('DELETE', '/api/browser-session')).statusCode).toBe(204)
    expect([...jar.keys()]).toEqual([])
    expect((await ask('GET', `/api/orders/${no}`)).statusCode).toBe(404)
    expect((await ask('POST', `${gate}/${asked.queryId}/code`)).json()).toMatchObject({ code: 'codeNotSent' })
  })

  it('a cookie is good for its own order only', async () => {
    const [mine, other] = [await newOrder(), await newOrder()]
    const forged = `yinxin-order-${other.no}=${mine.cookie.split('=')[1]}`
    const answer = await app.inject({ url: `/api/orders/${other.no}`, headers: { cookie: forged } })
    expect(answer.statusCode).toBe(404)
  })

  it('a change from a foreign page, or from none, is refused', async () => {
    const { no, cookie } = await newOrder()
    for (const headers of [
      { cookie },
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
    ]) {
      const answer = await app.inject({ method: 'POST', url: `/api/orders/${no}/materials`, headers })
      expect(answer.statusCode).toBe(403)
    }
  })

  it('the cookie can neither be read by scripts nor sent from other sites', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/applications',
      headers: fromSite,
      payload: { product: 'organisationUkey' },
    })
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  })
})

describe('uploads', () => {
  async function upload(body: Buffer, filename = 'licence.jpg') {
    const { no, cookie } = await newOrder()
    await connection.db.update(orders).set({ state: 'confirmed' }).where(eq(orders.no, no))
    const boundary = 'x-boundary'
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: image/jpeg\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), body, Buffer.from(`\r\n--${boundary}--\r\n`)])
    const url = `/api/orders/${no}/materials/businessLicence`
    const headers = { ...fromSite, cookie, 'content-type': `multipart/form-data; boundary=${boundary}` }
    const answer = await app.inject({ method: 'PUT', url, headers, payload })
    return { answer, read: () => app.inject({ url, headers: { cookie } }) }
  }
  const picture = () =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
      .withExif({ IFD0: { Copyright: 'where and when' } })
      .jpeg()
      .toBuffer()

  it('are judged by their bytes, not by name or type', async () => {
    const { answer } = await upload(Buffer.from('<script>alert(1)</script>'))
    expect(answer.statusCode).toBe(415)
    expect(answer.headers['content-type']).toMatch('application/problem+json')
  })

  it('come back as a clean JPEG, without what the camera wrote into it', async () => {
    const original = await picture()
    const { answer, read } = await upload(original)
    expect(answer.statusCode).toBe(200)
    const kept = (await read()).rawPayload
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 40 })
    expect(original.includes('where and when')).toBe(true)
    expect(kept.includes('where and when')).toBe(false)
  })

  it('above 10 MB are refused', async () => {
    const { answer } = await upload(Buffer.alloc(10 * 1024 * 1024 + 1))
    expect(answer.statusCode).toBe(413)
  })
})

describe('Alipay’s notice', () => {
  const notice = (more: Record<string, string> = {}, signer = alipay.privateKey) =>
    signed(
      {
        notify_id: randomBytes(8).toString('hex'),
        app_id: '2021000000000001',
        out_trade_no: 'P1',
        trade_status: 'TRADE_SUCCESS',
        total_amount: '400.00',
        subject: '100%',
        ...more,
      },
      signer,
    )
  function signed(fields: Record<string, string>, signer = alipay.privateKey): Record<string, string> {
    const text = Object.keys(fields)
      .sort()
      .map((name) => `${name}=${fields[name]}`)
      .join('&')
    return {
      ...fields,
      sign_type: 'RSA2',
      sign: createSign('RSA-SHA256').update(text).sign(signer, 'base64'),
    }
  }
  const send = (fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/api/callbacks/alipay',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })

  beforeAll(async () => {
    const { no } = await newOrder()
    await connection.db.insert(payments).values({
      orderId: `newApplication/${no}`,
      provider: 'alipay',
      outTradeNo: 'P1',
      amountFen: 40_000,
      state: 'waiting',
      qrExpiresAt: new Date(Date.now() + 7_200_000),
    })
  })

  it('wakes the order of its trade, and carries no money by itself', async () => {
    signals.length = 0
    const answer = await send(notice())
    expect(answer.body).toBe('success')
    expect(signals).toMatchObject([{ args: { outTradeNo: 'P1' } }])
    const [payment] = await connection.db.select().from(payments)
    expect(payment?.state).toBe('waiting')
  })

  it.each([
    ['signed by somebody else', () => notice({}, merchant.privateKey)],
    ['changed after signing', () => ({ ...notice(), out_trade_no: 'P2' })],
    ['for another merchant', () => notice({ app_id: '2021000000000002' })],
  ])('%s is refused and wakes nobody', async (_, forged) => {
    signals.length = 0
    expect((await send(forged())).statusCode).toBe(400)
    expect(signals).toEqual([])
  })

  it('sent again is accepted again; the same number with other content is not', async () => {
    const first = notice()
    expect((await send(first)).body).toBe('success')
    expect((await send(first)).body).toBe('success')
    expect((await send(notice({ notify_id: first.notify_id!, total_amount: '1.00' }))).body).not.toBe(
      'success',
    )
  })

  it('of no trade is taken, and wakes nobody', async () => {
    signals.length = 0
    const answer = await send(signed({ notify_id: 'other', app_id: '2021000000000001' }))
    expect([answer.statusCode, answer.body, signals]).toEqual([200, 'success', []])
  })

  it('that cannot be passed on now is kept, refused, and passed on when it is sent again', async () => {
    signals.length = 0
    const first = notice()
    away = true
    const refused = await send(first)
    away = false
    expect(refused.statusCode).toBe(503)
    expect(refused.json()).toMatchObject({ code: 'temporarilyUnavailable' })
    const kept = eq(providerEvents.eventId, first.notify_id!)
    expect(await connection.db.select().from(providerEvents).where(kept)).toHaveLength(1)
    expect((await send(first)).body).toBe('success')
    expect(signals).toMatchObject([{ args: { outTradeNo: 'P1' } }])
  })
})

describe('what comes in', () => {
  const post = (url: string, payload: object | string, type = 'application/json') =>
    app.inject({ method: 'POST', url, headers: { ...fromSite, 'content-type': type }, payload })

  it.each([
    ['a body', 'tokenSerial', () => post('/api/unlocks', { tokenSerial: 'A\0', certificates: ['AAAA'] })],
    [
      'a callback',
      'Body.WaybillRoute.0.mailno',
      () =>
        post('/api/callbacks/sf', {
          Body: { WaybillRoute: [{ mailno: 'S\u0007', opCode: '80', acceptTime: '' }] },
        }),
    ],
    [
      'a form',
      'out_trade_no',
      () => post('/api/callbacks/alipay', 'out_trade_no=%00', 'application/x-www-form-urlencoded'),
    ],
    [
      'half a character',
      'username',
      () => post('/api/auth/sign-in/username', { username: '\ud800', password: 'x' }),
    ],
    ['a path', 'no', () => app.inject('/api/orders/%00')],
    ['a query', 'product', () => app.inject('/api/catalogue?product=%1b')],
  ])('control characters in %s are refused, and it is said where', async (_, field, send) => {
    const answer = await send()
    expect([answer.statusCode, answer.json().errors]).toMatchObject([
      400,
      [{ field, problem: 'controlCharacter' }],
    ])
  })

  it('a text of several lines is a text', async () => {
    const { no, cookie } = await newOrder()
    const answer = await app.inject({
      method: 'PUT',
      url: `/api/orders/${no}/form?revision=0`,
      headers: { ...fromSite, cookie },
      payload: { delivery: { street: '一号\r\n\t二号' } },
    })
    expect(answer.statusCode).toBe(200)
  })

  it.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['another boundary than its parts', 'multipart/form-data; boundary=b', '--c\r\n\r\nx\r\n--c--\r\n'],
    [
      'no end',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx',
    ],
  ])('a multipart body with %s is no certificate, and no fault of ours', async (_, type, payload) => {
    expect((await post('/api/certificate-lookups/files', payload, type)).statusCode).toBe(400)
  })

  it.each(['/api/orders/', '/api/unheard/of/', '/pki/'])(
    'a path that no route takes is answered as the API does: %s',
    async (path) => {
      const answer = await app.inject(path + 'x'.repeat(65))
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'notFound'])
    },
  )

  it('Alipay’s notice is a form', async () => {
    expect((await post('/api/callbacks/alipay', {})).statusCode).toBe(415)
  })

  const spki = (point: Buffer) => Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), point])
  it.each([
    ['no key', 400, Buffer.from('key')],
    [
      'a key of another kind',
      400,
      createPublicKey(merchant.publicKey).export({ type: 'spki', format: 'der' }),
    ],
    ['a point of small order', 400, spki(Buffer.alloc(32))],
    ['a good key, for an order of somebody else', 404, spki(Buffer.alloc(32, 9))],
  ])('an agent’s public key that is %s: %i', async (_, status, key) => {
    const body = { agentNonce: 'n'.repeat(16), agentPublicKey: key.toString('base64') }
    expect((await post('/api/unlocks/20000101-000001/requests', body)).statusCode).toBe(status)
  })
})

describe('a notice of WeChat Pay', () => {
  const wechat = pair()
  const key = '0123456789abcdef0123456789abcdef'
  const ours = { appid: 'wx0000000000000001', mchid: '1900000001' }
  const payment = { ...ours, out_trade_no: 'W1', trade_state: 'SUCCESS' }
  // As WeChat sends it for a refund: without the number of an app.
  const refund = { mchid: ours.mchid, out_trade_no: 'W1', out_refund_no: 'W1R1', refund_status: 'SUCCESS' }

  beforeAll(async () => {
    Object.assign(process.env, {
      WECHATPAY_APP_ID: ours.appid,
      WECHATPAY_MERCHANT_ID: ours.mchid,
      WECHATPAY_MERCHANT_SERIAL: 'SERIAL1',
      WECHATPAY_MERCHANT_PRIVATE_KEY: merchant.privateKey,
      WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
      WECHATPAY_PUBLIC_KEY: wechat.publicKey,
      WECHATPAY_API_V3_KEY: key,
    })
    const { no } = await newOrder()
    await connection.db.insert(payments).values({
      orderId: `newApplication/${no}`,
      provider: 'wechat',
      outTradeNo: 'W1',
      amountFen: 40_000,
      state: 'waiting',
      qrExpiresAt: new Date(Date.now() + 7_200_000),
    })
  })

  function resource(content: object, secret = key) {
    const nonce = randomBytes(6).toString('hex')
    const cipher = createCipheriv('aes-256-gcm', secret, nonce)
    cipher.setAAD(Buffer.from('transaction'))
    const text = [cipher.update(JSON.stringify(content), 'utf8'), cipher.final(), cipher.getAuthTag()]
    return { ciphertext: Buffer.concat(text).toString('base64'), nonce, associated_data: 'transaction' }
  }
  const notice = (event_type: string, of: object) =>
    JSON.stringify({ id: randomBytes(8).toString('hex'), event_type, resource: of })
  const send = (payload: string, signer = wechat.privateKey) => {
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(8).toString('hex')]
    const signed = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${payload}\n`)
    const headers = {
      'content-type': 'application/json',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': 'PUB_KEY_ID_1',
      'wechatpay-signature': signed.sign(signer, 'base64'),
    }
    signals.length = 0
    return app.inject({ method: 'POST', url: '/api/callbacks/wechat', headers, payload })
  }

  it.each([
    ['of a payment wakes its order', notice('TRANSACTION.SUCCESS', resource(payment)), wechat, 204, 1],
    ['of a refund is taken, and nobody is woken', notice('REFUND.SUCCESS', resource(refund)), wechat, 204, 0],
    [
      'signed by somebody else is refused',
      notice('TRANSACTION.SUCCESS', resource(payment)),
      merchant,
      400,
      0,
    ],
    [
      'encrypted with another key',
      notice('TRANSACTION.SUCCESS', resource(payment, 'x'.repeat(32))),
      wechat,
      400,
      0,
    ],
    ['of another shape', notice('TRANSACTION.SUCCESS', resource(refund)), wechat, 400, 0],
    ['that is no JSON', '{', wechat, 400, 0],
    ['without a content', JSON.stringify({ id: '1', event_type: 'TRANSACTION.SUCCESS' }), wechat, 400, 0],
  ])('that is genuine is never answered 500: one %s', async (_, payload, signer, status, woken) => {
    expect((await send(payload, signer.privateKey)).statusCode).toBe(status)
    expect(signals).toHaveLength(woken)
  })
})

describe('the interface', () => {
  interface Document {
    openapi: string
    paths: Record<string, Record<string, { summary?: string; responses: object; security?: object[] }>>
  }
  const document = async () => (await app.inject('/api/openapi.json')).json<Document>()

  it('is described by OpenAPI 3.1, every route with a summary and what it answers when all is well', async () => {
    const { openapi, paths } = await document()
    expect(openapi).toBe('3.1.0')
    const silent = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { summary, responses }]) =>
        summary && Object.keys(responses).some((status) => /^[23]\d\d$/.test(status))
          ? []
          : [`${method} ${path}`],
      ),
    )
    expect(silent).toEqual([])
    expect(Object.keys(paths).length).toBeGreaterThan(30)
  })

  it('opens no route of the console without signing in', async () => {
    const { paths } = await document()
    const open: string[] = []
    for (const [path, methods] of Object.entries(paths)) {
      if (!path.startsWith('/api/ops')) continue
      for (const method of Object.keys(methods)) {
        const url = path.replace(/\{\w+\}/g, 'x')
        const answer = await app.inject({ method: method.toUpperCase() as 'GET', url, headers: fromSite })
        if (answer.statusCode !== 401) open.push(`${method} ${path}: ${answer.statusCode}`)
      }
    }
    expect(open).toEqual([])
  })

  it('answers nobody without the applicant’s cookie where it says that it needs it', async () => {
    const { paths } = await document()
    const open: string[] = []
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security = [] }] of Object.entries(methods)) {
        if (JSON.stringify(security) !== '[{"applicantCookie":[]}]') continue
        const url = path.replace(/\{\w+\}/g, '20000101-1')
        const answer = await app.inject({ method: method.toUpperCase() as 'GET', url, headers: fromSite })
        if (answer.statusCode < 400) open.push(`${method} ${path}: ${answer.statusCode}`)
      }
    }
    expect(open).toEqual([])
  })

  it.each([
    ['zh-CN', /[一-龥]/],
    ['en', /^[\x20-\x7e’—]+$/],
  ])('refuses in the caller’s language: %s', async (language, words) => {
    const answer = await app.inject({
      url: '/api/orders/20000101-1',
      headers: { 'accept-language': language },
    })
    expect(answer.headers['content-type']).toMatch('application/problem+json')
    expect(answer.json<{ title: string }>().title).toMatch(words)
  })

  it('has a reference page that loads nothing from elsewhere', async () => {
    const { body, headers } = await app.inject('/api/docs/')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(body).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/)
  })
})
