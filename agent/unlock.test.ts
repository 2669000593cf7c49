import { generateKeyPairSync, verify, X509Certificate } from 'node:crypto'
import graphene from 'graphene-pk11'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { statementBytes, type UnlockEnvelope } from '../pki/agent-protocol.ts'
import { loadModule, slotOf, TokenError, withSession } from '../pki/pkcs11.ts'
import { NONCE, ORIGIN, PIN, testDesk, type TestAgent, type TestDesk } from '../tests/agent-desk.ts'

const NEW_PIN = '73518264'
const ORDER = '20261125-000007'
let desk: TestDesk
let agent: TestAgent
let serial: string
let session: string
let generation = 1

beforeAll(async () => {
  desk = testDesk(3)
  serial = desk.serials[0]!
  for (const key of desk.serials) desk.deliver(key)
  agent = await desk.startAgent()
}, 60_000)
afterAll(() => desk.close())
beforeEach(async () => {
  desk.plug(serial)
  session = await ticketed(serial)
})

const ticketed = (tokenSerial: string) => agent.session(['unlock'], { tokenSerial, orderNo: ORDER })

/** Locks a key by wrong PINs, as a person does. */
function lock(key: string): void {
  for (let round = 0; round < 10; round++) {
    try {
      desk.driver.sign({ serial: key, pin: '00000000', label: 'x', data: new Uint8Array() })
    } catch (error) {
      if (!(error instanceof TokenError)) throw error
    }
  }
  expect(desk.driver.list().find((token) => token.serial === key)?.pin.locked).toBe(true)
}

async function begin(key = serial) {
  const { body } = await agent.call('unlock/begin', { serial: key }, { session })
  return body as { unlockId: string; agentNonce: string; agentPublicKey: string }
}

const finish = (unlockId: string, envelope: UnlockEnvelope, newPin = NEW_PIN) =>
  agent.call('unlock/finish', { unlockId, envelope, newPin, nonce: NONCE }, { session })

const current = () => ({ fromGeneration: generation, toGeneration: generation + 1 })

describe('an unlock', () => {
  it('opens a locked key with a new PIN; the key signs for it, its pair survives, the SO PIN moves on', async () => {
    const { der } = desk.driver.contents(serial).certificates[0]!
    lock(serial)
    const begun = await begin()
    const envelope = desk.ca.seal(begun, serial, current())
    const { status, body } = await finish(begun.unlockId, envelope)
    expect([status, body.usedNext]).toEqual([200, false])
    expect(body.certificate).toBe(Buffer.from(der).toString('base64'))
    const statement = statementBytes({
      kind: 'unlocked',
      origin: ORIGIN,
      nonce: NONCE,
      orderNo: ORDER,
      requestId: envelope.context.requestId,
    })
    const { publicKey } = new X509Certificate(der)
    expect(verify('sha256', statement, publicKey, Buffer.from(body.signature, 'base64'))).toBe(true)
    const token = desk.driver.list().find((key) => key.serial === serial)
    expect(token?.pin).toMatchObject({ locked: false, finalTry: false })
    expect(() =>
      desk.driver.setPins({
        serial,
        soPins: [desk.ca.soPin(serial, 1)],
        nextSoPin: desk.ca.soPin(serial, 1),
        userPin: PIN,
      }),
    ).toThrow('pinIncorrect')
    generation = 2
  })

  it.each([
    ['after the new PIN was set, before the SO PIN was changed', 'pinOnly'],
    ['after the SO PIN was changed, before the site heard of it', 'rotated'],
  ] as const)('that died %s is recovered by a new one', async (_, how) => {
    lock(serial)
    const soPin = desk.ca.soPin(serial, generation)
    const nextSoPin = how === 'rotated' ? desk.ca.soPin(serial, generation + 1) : soPin
    desk.driver.setPins({ serial, soPins: [soPin], nextSoPin, userPin: '91736482' })
    const begun = await begin()
    const { status, body } = await finish(begun.unlockId, desk.ca.seal(begun, serial, current()), '64827391')
    expect([status, body.usedNext]).toEqual([200, how === 'rotated'])
    const signed = () =>
      desk.driver.sign({ serial, pin: '64827391', label: 'order:20261101-000001', data: Buffer.from('x') })
    desk.driver.list()
    expect(signed).not.toThrow()
    generation++
  })

  it.each([
    ['neither was', []],
    ['the first was', [1]],
    ['both were', [1, 2]],
  ])('after two that nobody confirmed, of which %s carried out: another SO PIN', async (_, done) => {
    lock(serial)
    const [first, second, next] = [generation + 1, generation + 2, generation + 3]
    let set = generation
    for (const to of done.map((step) => generation + step)) {
      const pins = { soPins: [desk.ca.soPin(serial, set)], nextSoPin: desk.ca.soPin(serial, to) }
      desk.driver.setPins({ serial, ...pins, userPin: '91736482' })
      set = to
    }
    const begun = await begin()
    const change = { fromGeneration: generation, toGeneration: next }
    const { status, body } = await finish(
      begun.unlockId,
      desk.ca.seal(begun, serial, change, [first, second]),
      '64827391',
    )
    expect([status, body.usedNext]).toEqual([200, false])
    for (const known of [generation, first, second]) {
      const soPin = desk.ca.soPin(serial, known)
      const takes = () =>
        desk.driver.setPins({ serial, soPins: [soPin], nextSoPin: soPin, userPin: '91736482' })
      expect(takes).toThrow('pinIncorrect')
    }
    generation = next
  })

  it('refuses a weak PIN and can be finished with a better one', async () => {
    const begun = await begin()
    const envelope = desk.ca.seal(begun, serial, current())
    expect((await finish(begun.unlockId, envelope, '123456')).body).toEqual({ code: 'pinWeak' })
    expect((await finish(begun.unlockId, envelope)).status).toBe(200)
    generation++
  })
})

describe('a key pulled out', () => {
  /** Plugged in again, the same order goes on: the CA seals the same SO PINs once more. */
  async function goesOn() {
    desk.plug(serial)
    const begun = await begin()
    const { status } = await finish(begun.unlockId, desk.ca.seal(begun, serial, current()), '64827391')
    expect(status).toBe(200)
    const key = { serial, pin: '64827391', label: 'order:20261101-000001' }
    desk.driver.list()
    expect(() => desk.driver.sign({ ...key, data: Buffer.from('x') })).not.toThrow()
    generation++
  }

  const pullAfter = (ms: number) =>
    new Promise<void>((resolve) => setTimeout(() => (desk.plug(), resolve()), ms))
  const delays = [0, 2, 5, 10, 20, 40]

  it('before an unlock begins: nothing has begun', async () => {
    lock(serial)
    desk.plug()
    const { body } = await agent.call('unlock/begin', { serial }, { session })
    expect(body).toEqual({ code: 'tokenNotFound' })
    await goesOn()
  })

  it.each(delays)('%i ms after an unlock began to begin', async (ms) => {
    lock(serial)
    const [{ status, body }] = await Promise.all([
      agent.call('unlock/begin', { serial }, { session }),
      pullAfter(ms),
    ])
    if (status !== 200) expect(body.code).toMatch(/^token(NotFound|Removed)$/)
    await goesOn()
  })

  it('before the new PIN is set', async () => {
    lock(serial)
    const begun = await begin()
    desk.plug()
    const { body } = await finish(begun.unlockId, desk.ca.seal(begun, serial, current()))
    expect(body).toEqual({ code: 'tokenNotFound' })
    await goesOn()
  })

  it.each(delays)('%i ms after the new PIN began to be set', async (ms) => {
    lock(serial)
    const begun = await begin()
    const [{ status, body }] = await Promise.all([
      finish(begun.unlockId, desk.ca.seal(begun, serial, current())),
      pullAfter(ms),
    ])
    if (status !== 200) expect(body.code).toMatch(/^token(NotFound|Removed)$/)
    await goesOn()
  })
})

describe('an unlock that is not the CA’s answer to this agent', () => {
  /** Refused, and the key took nothing from it. */
  async function refused(unlockId: string, envelope: UnlockEnvelope) {
    const { status, body } = await finish(unlockId, envelope)
    expect([status, body]).toEqual([422, { code: 'unlockInvalid' }])
    expect(desk.driver.list().find((token) => token.serial === serial)?.soPin.finalTry).toBe(false)
  }

  it('is refused when anything in it was changed', async () => {
    const change: ((envelope: UnlockEnvelope) => UnlockEnvelope)[] = [
      (envelope) => ({ ...envelope, context: { ...envelope.context, requestId: 'another' } }),
      (envelope) => ({
        ...envelope,
        context: { ...envelope.context, expiresAt: envelope.context.expiresAt + 600 },
      }),
      (envelope) => ({ ...envelope, context: { ...envelope.context, toGeneration: 9 } }),
      (envelope) => ({ ...envelope, sealed: Buffer.from('x'.repeat(100)).toString('base64') }),
      (envelope) => ({ ...envelope, signature: Buffer.alloc(256).toString('base64') }),
    ]
    for (const tamper of change) {
      const begun = await begin()
      await refused(begun.unlockId, tamper(desk.ca.seal(begun, serial, current())))
    }
  })

  it('is refused when it is over', async () => {
    const begun = await begin()
    const expiresAt = Math.floor(Date.now() / 1000) - 1
    await refused(begun.unlockId, desk.ca.seal(begun, serial, { ...current(), expiresAt }))
  })

  it('is refused when it was sealed for another agent, or another unlock of this one', async () => {
    const begun = await begin()
    const { publicKey } = generateKeyPairSync('x25519')
    const agentPublicKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    await refused(begun.unlockId, desk.ca.seal({ ...begun, agentPublicKey }, serial, current()))
    const second = await begin()
    await refused(
      second.unlockId,
      desk.ca.seal({ ...second, agentNonce: begun.agentNonce }, serial, current()),
    )
    const third = await begin()
    const fourth = await begin()
    await refused(third.unlockId, desk.ca.seal(third, serial, current()))
    await refused(fourth.unlockId, desk.ca.seal(third, serial, current()))
  })

  it('is refused when it names another key', async () => {
    const begun = await begin()
    await refused(begun.unlockId, desk.ca.seal(begun, desk.serials[1]!, current()))
  })

  it('is refused when the CA did not sign it', async () => {
    const begun = await begin()
    const { testCa } = await import('../tests/agent-ca.ts')
    await refused(begun.unlockId, testCa(ORIGIN).seal(begun, serial, current()))
  })

  it('is refused the second time', async () => {
    const begun = await begin()
    const envelope = desk.ca.seal(begun, serial, current())
    expect((await finish(begun.unlockId, envelope)).status).toBe(200)
    generation++
    await refused(begun.unlockId, envelope)
  })
})

describe('a key that cannot be unlocked', () => {
  it('is not there any more, or is another one', async () => {
    const begun = await begin()
    desk.plug(desk.serials[1]!)
    const { body } = await finish(begun.unlockId, desk.ca.seal(begun, serial, current()))
    expect(body.code).toBe('tokenNotFound')
    expect((await agent.call('unlock/begin', { serial: desk.serials[1]! }, { session })).body.code).toBe(
      'wrongKey',
    )
  })

  it('takes no SO PIN: each is tried once, never again on its own', async () => {
    const begun = await begin()
    const wrong = { fromGeneration: 70, toGeneration: 73 }
    const answer = await finish(begun.unlockId, desk.ca.seal(begun, serial, wrong, [71, 71, 72, 73]))
    expect(answer.body).toEqual({ code: 'soPinIncorrect' })
    // Four wrong ones of nine: five more, and the key would be at its last.
    const { soPin } = desk.driver.list().find((token) => token.serial === serial)!
    expect(soPin).toMatchObject({ finalTry: false, locked: false })
    const again = await begin()
    expect((await finish(again.unlockId, desk.ca.seal(again, serial, current()))).status).toBe(200)
    generation++
  })

  it('is never made scrap by us: the last try of the SO PIN is not for a program', async () => {
    const scrap = desk.serials[2]!
    desk.plug(scrap)
    session = await ticketed(scrap)
    const answers: string[] = []
    for (let round = 0; round < 8; round++) {
      const begun = await begin(scrap)
      const wrong = { fromGeneration: 80 + round, toGeneration: 90 + round }
      if (!begun.unlockId) break
      const envelope = desk.ca.seal(begun, scrap, wrong, [100 + round, 110 + round])
      answers.push((await finish(begun.unlockId, envelope)).body.code)
    }
    const refusal = await agent.call('unlock/begin', { serial: scrap }, { session })
    answers.push(refusal.body.code)
    expect(answers).toEqual(['soPinIncorrect', 'soPinIncorrect', 'soPinIncorrect', 'soPinLastTry'])
    expect(desk.driver.list().find((token) => token.serial === scrap)?.soPin.locked).toBe(false)
  })

  it('has locked its SO PIN', async () => {
    const scrap = desk.serials[2]!
    const slot = slotOf(loadModule(desk.module), scrap)
    const login = { pin: 'wrong-so-pin', as: graphene.UserType.SO }
    expect(() => withSession(slot, login, () => {})).toThrow()
    desk.plug(scrap)
    session = await ticketed(scrap)
    const { status, body } = await agent.call('unlock/begin', { serial: scrap }, { session })
    expect([status, body]).toEqual([422, { code: 'soPinLocked' }])
  })
})
