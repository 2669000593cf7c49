import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprint, statementBytes, type Statement } from '../pki/agent-protocol.ts'
import { subscriberProfiles } from '../pki/profiles.ts'
import { pairRule } from './own-certificates.ts'
import { NONCE, ORIGIN, PIN, testDesk, type TestAgent, type TestDesk } from '../tests/agent-desk.ts'

const OLD = '20261101-000001'
const ORDER = '20261125-000002'
let desk: TestDesk
let agent: TestAgent
let keys: string[]

beforeAll(async () => {
  desk = testDesk(5)
  keys = desk.serials
  agent = await desk.startAgent()
}, 60_000)
afterAll(() => desk.close())

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const signedBy = (der: Uint8Array, statement: Statement, signature: string) =>
  verify(
    'sha256',
    statementBytes(statement),
    new X509Certificate(der).publicKey,
    Buffer.from(signature, 'base64'),
  )

const page = (serial: string, orderNo = ORDER) => agent.page(serial, orderNo)

async function onlyKey() {
  const session = await agent.session(['read'])
  const { body } = await agent.call('keys', {}, { session })
  return body.keys.map((key: { certificates: { label: string }[]; pending: string[] }) => ({
    ...key,
    certificates: key.certificates.map(({ label }) => label),
  }))
}

/** Takes a key through a renewal up to its finish. */
async function renewed(serial: string, orderNo = ORDER) {
  const ask = await page(serial, orderNo)
  const { body } = await ask('generate')
  const der = desk.ca.issue(bytes(body.spki))
  await ask('write', { certificate: base64(der) })
  return { ask, der }
}

describe('keys that are plugged in', () => {
  it('tell what they hold without a PIN; only certificates signed by our CA make a key ours', async () => {
    const [ours, foreign] = [keys[0]!, keys[1]!]
    desk.deliver(ours)
    desk.deliver(foreign)
    const { spki } = desk.driver.generateKeyPair({
      serial: foreign,
      pin: PIN,
      label: 'order:2',
      rule: pairRule,
    })
    const { id } = desk.driver.contents(foreign).pairs[0]!
    desk.driver.destroyPair({ serial: foreign, pin: PIN, id })
    const der = desk.ca.issueForeign(spki)
    desk.driver.writeCertificate({ serial: foreign, pin: PIN, label: 'order:2', der })
    desk.plug(ours, foreign)
    const seen = await onlyKey()
    expect(seen).toMatchObject([
      { serial: ours, ours: true, certificates: [`order:${OLD}`], pending: [] },
      { serial: foreign, ours: false, certificates: ['order:2'] },
    ])
    expect(seen[0].pin).toEqual({ set: true, atMost: 10, countLow: false, finalTry: false, locked: false })
  })

  it('of other CAs do not disturb, but prove nothing', async () => {
    const [ours, foreign] = [keys[0]!, keys[1]!]
    expect((await (await page(ours))('prove', { purpose: 'keyLogin' })).status).toBe(200)
    const { status, body } = await (await page(foreign))('prove', { purpose: 'keyLogin' })
    expect([status, body.code]).toEqual([422, 'keyNotFound'])
  })

  it('are not worked at while two of ours are there', async () => {
    desk.deliver(keys[2]!)
    desk.plug(keys[0]!, keys[2]!)
    const { body } = await (await page(keys[0]!))('prove', { purpose: 'keyLogin' })
    expect(body).toEqual({ code: 'severalTokens' })
  })
})

describe('a proof', () => {
  it('is a signature by the active pair over where, when and what for', async () => {
    desk.plug(keys[0]!)
    const { body } = await (await page(keys[0]!))('prove', { purpose: 'keyLogin' })
    const statement = {
      kind: 'auth',
      origin: ORIGIN,
      nonce: NONCE,
      orderNo: ORDER,
      purpose: 'keyLogin',
    } as const
    const der = bytes(body.certificate)
    expect(signedBy(der, statement, body.signature)).toBe(true)
    for (const changed of [
      { origin: 'https://evil.example' },
      { nonce: 'x' },
      { purpose: 'y' },
      { orderNo: null },
    ]) {
      expect(signedBy(der, { ...statement, ...changed }, body.signature)).toBe(false)
    }
  })

  it('is refused for what cannot stand in a line of a statement', async () => {
    const ask = await page(keys[0]!)
    for (const more of [
      { purpose: 'a\nb' },
      { purpose: '' },
      { nonce: 'short' },
      { nonce: `${NONCE}\n` },
      { pin: 1 },
    ]) {
      const { status, body } = await ask('prove', { purpose: 'keyLogin', ...more })
      expect([status, body]).toEqual([400, { code: 'malformed' }])
    }
  })
})

describe('a renewal on the key', () => {
  it('makes a pair beside the old one, once, and the new key signs for itself', async () => {
    desk.plug(keys[0]!)
    const ask = await page(keys[0]!)
    const { body } = await ask('generate')
    const spki = bytes(body.spki)
    const statement = {
      kind: 'generated',
      origin: ORIGIN,
      nonce: NONCE,
      orderNo: ORDER,
      spkiSha256: createHash('sha256').update(spki).digest('hex'),
    } as const
    const key = createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' })
    expect(verify('sha256', statementBytes(statement), key, bytes(body.signature))).toBe(true)
    expect(body.attributes).toEqual({
      local: true,
      sensitive: true,
      alwaysSensitive: true,
      neverExtractable: true,
    })
    expect((await ask('generate')).body.spki).toBe(body.spki)
    expect(await onlyKey()).toMatchObject([{ certificates: [`order:${OLD}`], pending: [ORDER] }])
  })

  it('writes only a certificate of ours for this very key', async () => {
    const ask = await page(keys[0]!)
    const spki = bytes((await ask('generate')).body.spki)
    const refused = async (der: Uint8Array) => (await ask('write', { certificate: base64(der) })).body.code
    expect(await refused(desk.ca.issueForeign(spki))).toBe('certificateMismatch')
    const { publicKey } = new X509Certificate(desk.driver.contents(keys[0]!).certificates[0]!.der)
    const ofOldKey = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
    expect(await refused(desk.ca.issue(ofOldKey))).toBe('certificateMismatch')
    expect(await refused(new Uint8Array([1, 2, 3]))).toBe('certificateMismatch')
    expect(await onlyKey()).toMatchObject([{ certificates: [`order:${OLD}`] }])
  })

  it('writes it, reads it back and signs for it; repeating changes nothing, another one is refused', async () => {
    const ask = await page(keys[0]!)
    const spki = bytes((await ask('generate')).body.spki)
    const der = desk.ca.issue(spki)
    const statement = {
      kind: 'written',
      origin: ORIGIN,
      nonce: NONCE,
      orderNo: ORDER,
      certificateSha256: fingerprint(der),
    } as const
    for (const _ of [1, 2]) {
      const { body } = await ask('write', { certificate: base64(der) })
      expect(signedBy(der, statement, body.signature)).toBe(true)
    }
    const another = await ask('write', { certificate: base64(desk.ca.issue(spki)) })
    expect(another.body.code).toBe('certificateMismatch')
    expect((await onlyKey())[0].certificates.sort()).toEqual([`order:${OLD}`, `pending:${ORDER}`])
  })

  it('still works with the old pair until it is finished', async () => {
    const { body } = await (await page(keys[0]!))('prove', { purpose: 'keyLogin' })
    const old = desk.driver.contents(keys[0]!).certificates.find(({ label }) => label === `order:${OLD}`)
    expect(body.certificate).toBe(base64(old!.der))
  })

  it('is finished: the new pair is the active one, the old one is gone; repeating changes nothing', async () => {
    const ask = await page(keys[0]!)
    const pending = desk.driver
      .contents(keys[0]!)
      .certificates.find(({ label }) => label.startsWith('pending:'))
    const { body } = await ask('finish')
    expect(body).toEqual({ certificate: base64(pending!.der), removed: 1 })
    expect((await ask('finish')).body).toEqual({ certificate: base64(pending!.der), removed: 0 })
    desk.driver.list()
    const { certificates, pairs } = desk.driver.contents(keys[0]!)
    expect(certificates).toMatchObject([{ label: `order:${ORDER}` }])
    expect(pairs).toMatchObject([{ label: `order:${ORDER}` }])
    expect((await ask('prove', { purpose: 'keyLogin' })).body.certificate).toBe(base64(pending!.der))
    // What the site repeats after it has lost our answer.
    expect((await ask('write', { certificate: base64(pending!.der) })).status).toBe(200)
  })

  it('can be done again the year after', async () => {
    const { ask, der } = await renewed(keys[0]!, '20271125-000001')
    expect((await ask('finish')).body).toEqual({ certificate: base64(der), removed: 1 })
  })

  it('keeps an old pair that decrypts: what was encrypted to it would be lost', async () => {
    const serial = keys[3]!
    desk.deliver(serial)
    const profile = {
      ...subscriberProfiles.organisationUkey,
      keyUsage: ['digitalSignature', 'keyEncipherment'] as const,
    }
    const label = 'order:20261001-000001'
    const { spki } = desk.driver.generateKeyPair({ serial, pin: PIN, label, rule: pairRule })
    desk.driver.writeCertificate({ serial, pin: PIN, label, der: desk.ca.issue(spki, 40, profile) })
    desk.plug(serial)
    const { ask } = await renewed(serial)
    expect((await ask('finish')).body.removed).toBe(1)
    expect((await onlyKey())[0].certificates.sort()).toEqual([label, `order:${ORDER}`])
  })

  it('takes away what an abandoned order left, but nothing that has a certificate', async () => {
    desk.plug(keys[2]!)
    await (
      await page(keys[2]!, 'abandoned-1')
    )('generate')
    await renewed(keys[2]!, 'written-1')
    await (
      await page(keys[2]!, 'next-1')
    )('generate')
    expect((await onlyKey())[0].pending.sort()).toEqual(['next-1', 'written-1'])
  })

  it('is not finished before its certificate is there', async () => {
    const { status, body } = await (await page(keys[2]!, 'next-1'))('finish')
    expect([status, body.code]).toEqual([422, 'keyNotFound'])
    expect(
      (
        await (
          await page(keys[2]!, 'unknown-1')
        )('write', { certificate: base64(desk.driver.contents(keys[2]!).certificates[0]!.der) })
      ).body.code,
    ).toBe('keyNotFound')
  })
})

it('what was written and given up leaves the key with the next that is finished', async () => {
  desk.plug(keys[2]!)
  const { ask } = await renewed(keys[2]!, 'next-2')
  expect((await onlyKey())[0].certificates).toContain('pending:written-1')
  await ask('finish')
  expect((await onlyKey())[0].certificates).toEqual(['order:next-2'])
})

describe('a key that is pulled out', () => {
  it('before an operation is not found', async () => {
    desk.plug()
    for (const [path, more] of [
      ['prove', { purpose: 'keyLogin' }],
      ['generate', {}],
      ['write', { certificate: base64(desk.driver.contents(keys[2]!).certificates[0]!.der) }],
      ['finish', {}],
      ['change-pin', { newPin: '73518264' }],
    ] as const) {
      const { status, body } = await (await page(keys[2]!))(path, more)
      expect([path, status, body.code]).toEqual([path, 422, 'tokenNotFound'])
    }
  })

  it('in the middle of one ends it, and plugged in again it is resumed', async () => {
    const serial = keys[4]!
    desk.deliver(serial)
    let removed = 0
    let done = false
    for (let delay = 0; !done && delay < 6000; delay += 12 + Math.floor(delay / 20)) {
      desk.plug(serial)
      const ask = await page(serial)
      const pulled = new Promise((resolve) => setTimeout(() => resolve(desk.plug()), delay))
      const answers: string[] = []
      const spki = await ask('generate')
      answers.push(spki.body.code)
      if (spki.status === 200) {
        const known = desk.driver.contents(serial).certificates.find(({ label }) => label.includes(ORDER))
        const der = known?.der ?? desk.ca.issue(bytes(spki.body.spki))
        const written = await ask('write', { certificate: base64(der) })
        answers.push(written.body.code)
        if (written.status === 200) {
          const finished = await ask('finish')
          answers.push(finished.body.code)
          done = finished.status === 200
        }
      }
      for (const code of answers.filter(Boolean)) expect(['tokenRemoved', 'tokenNotFound']).toContain(code)
      removed += answers.filter((code) => code === 'tokenRemoved').length
      await pulled
    }
    expect(done).toBe(true)
    expect(removed).toBeGreaterThan(0)
    desk.driver.list()
    const { certificates, pairs } = desk.driver.contents(serial)
    expect([certificates.length, pairs.length]).toEqual([1, 1])
    expect(certificates[0]!.label).toBe(`order:${ORDER}`)
  }, 60_000)
})
