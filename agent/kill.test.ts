import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSignedByKey, publicKeyOf } from '../pki/algorithms.ts'
import { NONCE, PIN, testDesk, type TestAgent, type TestDesk } from '../tests/agent-desk.ts'

// kill -9 of the real agent at every change it makes to a key, and at random moments; AGENT_KILL_ROUNDS runs longer.

const RANDOM_ROUNDS = Number(process.env.AGENT_KILL_ROUNDS ?? 6)
let desk: TestDesk
let serial: string
/** The site gives each order one certificate, for one key. */
const issued = new Map<string, { spki: string; der: Uint8Array }>()

beforeAll(() => {
  desk = testDesk(1)
  serial = desk.serials[0]!
  desk.deliver(serial)
})
afterAll(() => desk.close())

const dead = (error: unknown) => (error as { code?: string }).code !== undefined
const killing = (moment: number) => ({
  NODE_OPTIONS: '--import ./tests/agent-kill.ts',
  KILL_AT: String(moment),
})

function certificateOf(orderNo: string, spki: string): Uint8Array {
  const known = issued.get(orderNo)
  if (known && known.spki !== spki) throw new Error('two keys for one order')
  const der = known?.der ?? desk.ca.issue(new Uint8Array(Buffer.from(spki, 'base64')))
  issued.set(orderNo, { spki, der })
  return der
}

/** What the page does for a renewal, from the beginning. True when it came to the end, false when the agent died. */
async function renew(agent: TestAgent, orderNo: string): Promise<boolean> {
  try {
    const session = await agent.session(['generate', 'write', 'finish'], { tokenSerial: serial, orderNo })
    const at = { serial, pin: PIN, orderNo }
    const good = async (path: string, body: object) => {
      const answer = await agent.call(path, body, { session })
      expect([path, answer.status, answer.body.code]).toEqual([path, 200, undefined])
      return answer.body
    }
    const { spki } = await good('generate', { ...at, nonce: NONCE })
    const certificate = Buffer.from(certificateOf(orderNo, spki)).toString('base64')
    await good('write', { ...at, nonce: NONCE, certificate })
    await good('finish', at)
    return true
  } catch (error) {
    if (dead(error)) return false
    throw error
  }
}

/** Certificates on the key whose private key signs for them. */
function usable(): string[] {
  desk.driver.list()
  const data = Buffer.from('challenge')
  return desk.driver.contents(serial).certificates.flatMap(({ label, id, der }) => {
    try {
      const signature = desk.driver.sign({ serial, pin: PIN, id, data })
      return isSignedByKey(publicKeyOf(der), data, signature) ? [label] : []
    } catch {
      return []
    }
  })
}

function expectOnly(orderNo: string): void {
  const { certificates, pairs } = desk.driver.contents(serial)
  expect(certificates.map(({ label }) => label)).toEqual([`order:${orderNo}`])
  expect(pairs.map(({ label }) => label)).toEqual([`order:${orderNo}`])
  expect(certificates[0]!.der).toEqual(issued.get(orderNo)!.der)
  expect(usable()).toEqual([`order:${orderNo}`])
}

/** Kills one renewal, looks at the key, and takes it to its end with another agent. */
async function killedAndResumed(
  orderNo: string,
  kill: (agent: TestAgent) => void,
  change = {},
): Promise<boolean> {
  const agent = await desk.startAgent(undefined, change)
  kill(agent)
  const whole = await renew(agent, orderNo)
  agent.kill()
  await agent.ended
  const left = usable()
  expect(left.filter((label) => label.startsWith('order:')).length).toBeGreaterThan(0)
  const again = await desk.startAgent()
  expect(await renew(again, orderNo)).toBe(true)
  again.kill()
  expectOnly(orderNo)
  return whole
}

describe('a renewal whose agent is killed', () => {
  it('before and after each change: a pair that works is always there, and the end is the same', async () => {
    let moment = 0
    while (!(await killedAndResumed(`20270101-${100_000 + moment}`, () => {}, killing(moment)))) moment++
    // Key pair, certificate, three labels, three objects of the old pair: before and after each.
    expect(moment).toBe(16)
  }, 360_000)

  it(`at ${RANDOM_ROUNDS} random moments, in the middle of a change too`, async () => {
    for (let round = 0; round < RANDOM_ROUNDS; round++) {
      const kill = (agent: TestAgent) => void setTimeout(agent.kill, randomInt(5, 700))
      await killedAndResumed(`20270102-${100_000 + round}`, kill)
    }
  }, 3_600_000)
})

describe('an unlock whose agent is killed', () => {
  it('before and after each change is made good by another one', async () => {
    let generation = 1
    let whole = false
    let moment = 0
    for (; !whole; moment++) {
      const newPin = String(70_000_000 + randomInt(9_000_000))
      const unlock = async (agent: TestAgent) => {
        const session = await agent.session(['unlock'], { tokenSerial: serial })
        const { body } = await agent.call('unlock/begin', { serial }, { session })
        const context = { fromGeneration: generation, toGeneration: generation + 1 }
        const envelope = desk.ca.seal(body, serial, context)
        const request = { unlockId: body.unlockId, envelope, newPin, nonce: NONCE }
        return (await agent.call('unlock/finish', request, { session })).body
      }
      const agent = await desk.startAgent(undefined, killing(moment))
      whole = await unlock(agent).then(
        ({ code }) => code === undefined,
        () => false,
      )
      agent.kill()
      await agent.ended
      const again = await desk.startAgent()
      expect(await unlock(again)).toMatchObject({ certificate: expect.any(String) })
      again.kill()
      desk.driver.list()
      const id = desk.driver.contents(serial).certificates[0]!.id
      expect(() => desk.driver.sign({ serial, pin: newPin, id, data: Buffer.from('x') })).not.toThrow()
      generation++
    }
    // New PIN, next SO PIN: before and after each; the last one came through.
    expect(moment).toBe(5)
  }, 120_000)
})
