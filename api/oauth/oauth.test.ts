import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import type { Client } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApiClient, findAccessToken, revokeApiClient, type NewApiClient } from '../../db/api-clients.ts'
import { openDatabase, type Connection } from '../../db/database.ts'
import { accessTokens, apiClients } from '../../db/schema/api-clients.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { buildServer } from '../server.ts'
import { countDocuments, requireScope } from './require-scope.ts'

// OAuth 2.0 over a real database, as another system meets it.

const random = () => randomBytes(32).toString('base64')
let owner: Connection
let ofApi: Connection
let app: Awaited<ReturnType<typeof buildServer>>

beforeAll(async () => {
  Object.assign(process.env, { DATA_KEY: random(), FINGERPRINT_KEY: random(), AUDIT_KEY: random() })
  const database = await testDatabase()
  owner = database
  ofApi = openDatabase(database.urlOf('api'))
  app = await buildServer({
    connection: ofApi,
    temporal: {} as Client,
    settings: {
      ...{ siteUrl: 'https://site.example', trustedProxies: 0, sessionKey: random(), authSecret: random() },
      ...{ documentDir: tmpdir(), agentPorts: [16888], caAnswerUrl: 'http://127.0.0.1:9/' },
      ...{ pkiUrl: 'http://pki.example', policyArc: '1.3.6.1.4.1.32473.1' },
    },
    logLevel: 'silent',
  })
  await app.register(async (guarded) => {
    requireScope(guarded, 'signing-requests')
    guarded.post('/api/guarded', async (request) => {
      await countDocuments(request, (request.body as { documents: number }).documents)
      return { name: request.apiClient.name }
    })
  })
})
afterAll(async () => {
  await app.close()
  await ofApi.close()
  await owner.close()
})

const newClient = async (given: Partial<NewApiClient> = {}) => {
  const usual = { name: '合同平台', redirectUris: [], requestsPerMinute: 100, documentsPerDay: 100 }
  const { client, secret } = await createApiClient(
    ofApi.db,
    { ...usual, permissions: ['signing-requests'], ...given },
    'administrator',
  )
  return { id: client.id, secret: secret! }
}
type Proof = Awaited<ReturnType<typeof newClient>>

const basic = ({ id, secret }: Proof) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
const post = (url: string, form: Record<string, string>, authorization?: string) =>
  app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authorization && { authorization }),
    },
    payload: new URLSearchParams(form).toString(),
  })
const askToken = (proof: Proof, form: Record<string, string> = {}) =>
  post('/oauth2/token', { grant_type: 'client_credentials', ...form }, basic(proof))
const tokenOf = async (proof: Proof) => (await askToken(proof)).json<{ access_token: string }>().access_token
const use = (token?: string, documents = 1) =>
  app.inject({
    method: 'POST',
    url: '/api/guarded',
    headers: token ? { authorization: `Bearer ${token}` } : { origin: 'https://site.example' },
    payload: { documents },
  })

describe('a client', () => {
  it('gets a token for an hour by its secret, in the header or in the body', async () => {
    const proof = await newClient()
    const inBody = { client_id: proof.id, client_secret: proof.secret, grant_type: 'client_credentials' }
    for (const answer of [await askToken(proof), await post('/oauth2/token', inBody)]) {
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.json()).toEqual({
        access_token: expect.stringMatching(/^[\w-]{43}$/),
        token_type: 'Bearer',
        expires_in: expect.closeTo(3600, -1),
        scope: 'signing-requests',
      })
    }
    const used = await use(await tokenOf(proof))
    expect(used.json()).toEqual({ name: '合同平台' })
  })

  it.each([
    ['another secret', (proof: Proof) => askToken({ ...proof, secret: 'wrong' }), 401, 'invalid_client'],
    ['no such client', () => askToken({ id: 'nobody', secret: 'x' }), 401, 'invalid_client'],
    ['a scope it has not', (proof: Proof) => askToken(proof, { scope: 'service' }), 400, 'invalid_scope'],
    [
      'a password of somebody',
      (proof: Proof) => askToken(proof, { grant_type: 'password' }),
      400,
      'unauthorized_client',
    ],
  ])('is refused as OAuth has it: %s', async (_, ask, status, error) => {
    const answer = await ask(await newClient())
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ error })
  })

  it('whose token or secret is read in the database is not that client', async () => {
    const proof = await newClient()
    const token = await tokenOf(proof)
    const kept = [await owner.db.select().from(apiClients), await owner.db.select().from(accessTokens)]
    const text = JSON.stringify(kept, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    )
    expect(text).not.toContain(proof.secret)
    expect(text).not.toContain(token)
  })

  it('is seen to be at work', async () => {
    const proof = await newClient()
    const token = await tokenOf(proof)
    await use(token)
    const found = await findAccessToken(ofApi.db, token)
    expect(found!.client.lastUsedAt!.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })
})

describe('a token is no good', () => {
  it('that nobody gave, or none', async () => {
    const missing = await use()
    expect([missing.statusCode, missing.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    expect((await use('made-up')).json()).toMatchObject({ code: 'tokenInvalid' })
  })

  it('for what it was not given for', async () => {
    const token = await tokenOf(await newClient({ permissions: ['csc'] }))
    const answer = await use(token)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'scopeMissing'])
  })

  it('once it was ended by its client, and only by that', async () => {
    const [mine, other] = [await newClient(), await newClient()]
    const token = await tokenOf(mine)
    expect((await post('/oauth2/revoke', { token }, basic(other))).statusCode).toBe(200)
    expect((await use(token)).statusCode).toBe(200)
    expect((await post('/oauth2/revoke', { token })).statusCode).toBe(401)
    expect((await post('/oauth2/revoke', { token }, basic(mine))).statusCode).toBe(200)
    expect((await use(token)).statusCode).toBe(401)
  })

  it('once its client was revoked, from the next request on', async () => {
    const proof = await newClient()
    const token = await tokenOf(proof)
    expect(await revokeApiClient(ofApi.db, proof.id, 'administrator')).toBe(true)
    expect((await use(token)).statusCode).toBe(401)
    expect((await askToken(proof)).statusCode).toBe(401)
    expect(await revokeApiClient(ofApi.db, proof.id, 'administrator')).toBe(false)
  })

  it('after its hour', async () => {
    const proof = await newClient()
    const token = await tokenOf(proof)
    await owner.db.update(accessTokens).set({ expiresAt: new Date(Date.now() - 1000) })
    expect((await use(token)).statusCode).toBe(401)
  })
})

describe('a client has its limits', () => {
  it('of requests a minute', async () => {
    const token = await tokenOf(await newClient({ requestsPerMinute: 2 }))
    const statuses = []
    for (let call = 0; call < 3; call++) statuses.push((await use(token)).statusCode)
    expect(statuses).toEqual([200, 200, 429])
  })

  it('of documents a day', async () => {
    const token = await tokenOf(await newClient({ documentsPerDay: 5 }))
    expect((await use(token, 5)).statusCode).toBe(200)
    expect((await use(token, 1)).json()).toMatchObject({ code: 'clientDocumentsUsedUp' })
  })
})

it('its endpoints are found by their metadata', async () => {
  const { token_endpoint: endpoint } = (
    await app.inject({ url: '/.well-known/oauth-authorization-server' })
  ).json()
  expect(endpoint).toBe('https://site.example/oauth2/token')
})

describe('people are sent to us', () => {
  const back = 'https://contracts.example.cn/return'
  const send = async (given: Record<string, string>, version = 'v1') => {
    const { id } = await newClient({ permissions: ['csc'], redirectUris: [back] })
    const usual = {
      response_type: 'code',
      client_id: id,
      redirect_uri: back,
      state: 'here',
      scope: 'service',
    }
    const query = new URLSearchParams({ ...usual, ...given })
    const answer = await app.inject({ url: `/csc/${version}/oauth2/authorize?${query}` })
    expect(answer.statusCode).toBe(303)
    return String(answer.headers.location)
  }

  it('and decide on a page', async () =>
    expect(await send({})).toMatch(/^https:\/\/site\.example\/authorize\/[\da-f-]{36}$/))

  it.each([
    ['another address than the client’s', { redirect_uri: 'https://evil.example/' }],
    ['an unknown client', { client_id: 'nobody' }],
  ])('and go nowhere else: %s', async (_, given) =>
    expect(await send(given)).toBe('https://site.example/authorize/unknown'),
  )

  it.each([
    ['another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
    ['no hashes', { scope: 'credential', credentialID: crypto.randomUUID() }, 'invalid_request'],
    ['a challenge in plain text', { code_challenge: 'x'.repeat(43) }, 'invalid_request'],
    ['an unknown scope', { scope: 'everything' }, 'invalid_request'],
  ])('and back where the client asks wrongly: %s', async (_, given, error) => {
    const { origin, searchParams } = new URL(await send(given))
    expect([origin, searchParams.get('error'), searchParams.get('state')]).toEqual([
      'https://contracts.example.cn',
      error,
      'here',
    ])
  })

  it('by version 2 with a challenge only', async () =>
    expect(new URL(await send({}, 'v2')).searchParams.get('error_description')).toContain('code_challenge'))
})
