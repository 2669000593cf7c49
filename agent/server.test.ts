import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:net'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../bin/installation.ts'
import { signTicket, type Ticket } from '../pki/agent-protocol.ts'
import { ORIGIN, PIN, testDesk, type Call, type TestAgent, type TestDesk } from '../tests/agent-desk.ts'

let desk: TestDesk
let agent: TestAgent
let serial: string
let nonceOfAgent: string

beforeAll(async () => {
  desk = testDesk(2)
  serial = desk.serials[0]!
  desk.deliver(serial)
  desk.plug(serial)
  agent = await desk.startAgent()
  nonceOfAgent = (await agent.call('hello')).body.agentNonce
}, 60_000)
afterAll(() => desk.close())

const refusal = async (path: string, body: unknown, call?: Call) => {
  const answer = await agent.call(path, body, call)
  return [answer.status, answer.body.code]
}

describe('a page without a ticket', () => {
  it('learns that an agent is there, its drivers and whether any key is, and nothing of the key', async () => {
    const { status, headers, body } = await agent.call('hello')
    expect(status).toBe(200)
    expect(headers['access-control-allow-origin']).toBe(ORIGIN)
    expect(headers.vary).toBe('Origin')
    const { agentNonce, version, ...said } = body
    expect([typeof agentNonce, typeof version]).toEqual(['string', 'string'])
    const drivers = [{ name: basename(desk.module), state: 'ready' }]
    expect(said).toEqual({ agent: 'yinxin', protocol: 1, tokenPresent: true, drivers })
  })

  it('is told when the key is pulled out and plugged in', async () => {
    const present = async () => (await agent.call('hello')).body.tokenPresent
    desk.plug()
    await expect.poll(present, { timeout: 10_000 }).toBe(false)
    desk.plug(serial)
    await expect.poll(present, { timeout: 10_000 }).toBe(true)
  })

  it.each(['keys', 'prove', 'generate', 'write', 'finish', 'unlock/begin', 'unlock/finish', 'change-pin'])(
    'gets no %s',
    async (path) => {
      expect(await refusal(path, {})).toEqual([401, 'noTicket'])
      expect(await refusal(path, {}, { session: 'x'.repeat(32) })).toEqual([401, 'noTicket'])
    },
  )
})

describe('a call that is not from our site', () => {
  it.each([
    ['another name for loopback (DNS rebinding)', 'evil.example'],
    ['the port is part of it', '127.0.0.1'],
    ['another port', '127.0.0.1:80'],
    ['no name at all', undefined],
  ])('is refused by its Host: %s', async (_, host) => {
    const answer = await agent.call('hello', {}, { headers: { host } })
    // Without any Host Node itself answers 400.
    expect([400, 421]).toContain(answer.status)
    if (answer.status === 421) expect(answer.body).toEqual({ code: 'foreignHost' })
  })

  it('may name it localhost', async () => {
    const host = `localhost:${agent.port}`
    expect((await agent.call('hello', {}, { headers: { host } })).status).toBe(200)
  })

  it.each([
    ['foreign', 'https://evil.example'],
    ['null', 'null'],
    ['absent', undefined],
    ['ours with another port', 'http://127.0.0.1:3998'],
    ['ours as a prefix', `${ORIGIN}.evil.example`],
    ['ours in https', ORIGIN.replace('http', 'https')],
  ])('is refused by its Origin: %s', async (_, origin) => {
    for (const method of ['POST', 'OPTIONS']) {
      const { status, headers, body } = await agent.call('hello', {}, { method, headers: { origin } })
      expect([status, body]).toEqual([403, { code: 'foreignOrigin' }])
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('is refused as a WebSocket too', async () => {
    const headers = { connection: 'upgrade', upgrade: 'websocket', origin: 'https://evil.example' }
    const { status } = await agent.call('hello', {}, { method: 'GET', headers })
    expect(status).toBe(403)
  })

  it('does not reach it over a network card', async () => {
    const card = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4')
    if (!card) return
    const refused = await new Promise((resolve) => {
      const socket = connect(agent.port, card.address, () => resolve(socket.destroy() && false))
      socket.on('error', () => resolve(true))
    })
    expect(refused).toBe(true)
  })
})

describe('a call that is not JSON by POST', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', undefined])(
    'is refused for its type %s: a form could send it without asking us first',
    async (type) => {
      expect(await refusal('hello', {}, { headers: { 'content-type': type } })).toEqual([415, 'notJson'])
    },
  )

  it('is refused for its method', async () => {
    expect((await agent.call('hello', {}, { method: 'GET' })).status).toBe(405)
  })

  it('is answered without a trace of the program when it is broken', async () => {
    const { status, body } = await agent.call('session', {}, { raw: '{"ticket":' })
    expect([status, body]).toEqual([400, { code: 'malformed' }])
    expect(await refusal('nothing', {})).toEqual([404, 'notFound'])
    expect(await refusal('constructor', {})).toEqual([404, 'notFound'])
  })

  it('is cut off over 64 KiB', async () => {
    const raw = JSON.stringify({ ticket: 'x'.repeat(65 * 1024) })
    const answer = await agent.call('session', {}, { raw }).catch(() => ({ status: 413 }))
    expect(answer.status).toBe(413)
  })

  it('is asked for first (preflight), for one origin', async () => {
    const { status, headers } = await agent.call('prove', {}, { method: 'OPTIONS' })
    expect(status).toBe(204)
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, authorization',
      'access-control-allow-private-network': 'true',
    })
    expect(headers['access-control-allow-credentials']).toBeUndefined()
  })
})

describe('a ticket', () => {
  const session = async (more: Partial<Ticket> = {}, call?: Call) => {
    const ticket = desk.ca.ticket(nonceOfAgent, ['read'], more)
    return agent.call('session', { ticket }, call)
  }

  it('opens a session of 15 minutes', async () => {
    const { status, body } = await session()
    expect(status).toBe(200)
    const minutes = (Date.parse(body.expiresAt) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(14.9)
    expect(minutes).toBeLessThanOrEqual(15)
    expect((await agent.call('keys', {}, { session: body.session })).status).toBe(200)
  })

  it('is taken once', async () => {
    const ticket = desk.ca.ticket(nonceOfAgent, ['read'])
    expect((await agent.call('session', { ticket })).status).toBe(200)
    expect(await refusal('session', { ticket })).toEqual([401, 'ticketReplayed'])
  })

  it('is refused when it is over', async () => {
    const { status, body } = await session({ expiresAt: Math.floor(Date.now() / 1000) })
    expect([status, body.code]).toEqual([401, 'ticketOver'])
  })

  it('is refused when it is for another agent, or for another site', async () => {
    expect((await session({ agentNonce: 'another' })).body.code).toBe('ticketForAnother')
    expect((await session({ origin: 'https://evil.example' })).body.code).toBe('ticketForAnother')
  })

  it('is refused when somebody else signed it, or it was changed', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const forged = signTicket(
      {
        id: 'forged',
        origin: ORIGIN,
        agentNonce: nonceOfAgent,
        operations: ['read'],
        tokenSerial: null,
        orderNo: null,
        expiresAt: Math.floor(Date.now() / 1000) + 600,
      },
      privateKey,
    )
    expect(await refusal('session', { ticket: forged })).toEqual([401, 'ticketInvalid'])
    const [body, signature] = desk.ca.ticket(nonceOfAgent, ['read']).split('.')
    const wider = Buffer.from(body!, 'base64url').toString().replace('"read"', '"read","prove"')
    const changed = `${Buffer.from(wider).toString('base64url')}.${signature}`
    expect(await refusal('session', { ticket: changed })).toEqual([401, 'ticketInvalid'])
    for (const ticket of ['', '.', 'a.b', undefined, 7]) {
      expect(await refusal('session', { ticket })).toEqual([401, 'ticketInvalid'])
    }
  })

  it('allows what is in it and nothing else', async () => {
    const read = await agent.session(['read'])
    const body = { serial, pin: PIN, nonce: 'n'.repeat(32), purpose: 'keyLogin' }
    expect(await refusal('prove', body, { session: read })).toEqual([403, 'notTicketed'])
    const prove = await agent.session(['prove'])
    expect(await refusal('keys', {}, { session: prove })).toEqual([403, 'notTicketed'])
  })

  it('for one key is good for no other', async () => {
    const session = await agent.session(['prove'], { tokenSerial: 'another' })
    const body = { serial, pin: PIN, nonce: 'n'.repeat(32), purpose: 'keyLogin' }
    expect(await refusal('prove', body, { session })).toEqual([422, 'wrongKey'])
  })

  it('for one order is good for no other, and none is good for all', async () => {
    const bound = { tokenSerial: serial, orderNo: '20261125-000002' }
    const session = await agent.session(['generate', 'finish'], bound)
    const body = { serial, pin: PIN, nonce: 'n'.repeat(32), orderNo: '20261125-000003' }
    expect(await refusal('generate', body, { session })).toEqual([403, 'notTicketed'])
    const { nonce: _, ...finish } = body
    expect(await refusal('finish', finish, { session })).toEqual([403, 'notTicketed'])
    const loose = await agent.session(['generate'], { orderNo: body.orderNo })
    expect(await refusal('generate', body, { session: loose })).toEqual([403, 'notTicketed'])
  })

  it('is worth nothing for an agent that was started again', async () => {
    const again = await desk.startAgent()
    const ticket = desk.ca.ticket(nonceOfAgent, ['read'])
    expect((await again.call('session', { ticket })).body.code).toBe('ticketForAnother')
    again.kill()
  })
})

describe('an agent', () => {
  it('takes the next port when another program has its own', async () => {
    const blocker = createServer()
    const { agent: port } = await freePorts()
    await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve))
    const second = await desk.startAgent(port)
    expect(second.port).toBe(port + 1)
    second.kill()
    blocker.close()
  })

  it('does not start on settings that the CA did not sign', async () => {
    const folder = `${desk.folder}/forged`
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    desk.ca.writeSettings(folder, { origins: ['https://evil.example'] }, privateKey)
    const refused = await desk.startAgent(undefined, { AGENT_SETTINGS_DIR: folder })
    expect(refused.said()).toContain('not signed by the CA')
    expect(refused.exitCode()).toBe(1)
  })

  it('does not start when it is older than its settings allow', async () => {
    const folder = `${desk.folder}/newer`
    desk.ca.writeSettings(folder, { minimumVersion: '1.10.0' })
    const refused = await desk.startAgent(undefined, { AGENT_SETTINGS_DIR: folder })
    expect(refused.said()).toContain('1.10.0 is needed')
  })

  it('says nothing of what was sent to it', async () => {
    const session = await agent.session(['prove'])
    const pin = 'typed-secret-91'
    await agent.call('prove', { serial, pin, nonce: 'n'.repeat(32), purpose: 'keyLogin' }, { session })
    expect(agent.said()).not.toContain(pin)
    expect(agent.said()).not.toContain(session)
  })
})
