import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, expect, it, vi } from 'vitest'
import { keepKnownClock } from './known-clock.ts'

// Servers that are right, wrong, ignorant, silent, or somebody else.

const SECONDS_TO_1970 = 2_208_988_800
const sockets: Socket[] = []
const endings: (() => void)[] = []
afterEach(() => {
  sockets.splice(0).forEach((socket) => socket.close())
  endings.splice(0).forEach((end) => end())
  vi.restoreAllMocks()
})

/** A server whose clock is ahead of ours by milliseconds, and what is changed of its answers. Gives where it is. */
async function server(ahead: number, change: (answer: Buffer) => void = () => undefined): Promise<string> {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (question, { port, address }) => {
    const answer = Buffer.alloc(48)
    answer[0] = 0x24
    answer[1] = 2
    question.copy(answer, 24, 40)
    const now = Date.now() + ahead
    for (const at of [32, 40]) {
      answer.writeUInt32BE(Math.floor(now / 1000) + SECONDS_TO_1970, at)
      answer.writeUInt32BE(Math.floor(((now % 1000) / 1000) * 2 ** 32), at + 4)
    }
    change(answer)
    if (answer[0] !== 0) socket.send(answer, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
}

const log = { error: vi.fn(), info: vi.fn() }
async function clockBy(...servers: string[]) {
  const { clock, stop } = await keepKnownClock(servers, log)
  endings.push(stop)
  return clock
}

it('is known by a server that agrees, and by more that do than do not', async () => {
  const [right, fast, slow] = [await server(0), await server(3000), await server(-3000)]
  expect((await clockBy(right))()?.getTime()).toBeCloseTo(Date.now(), -3)
  expect((await clockBy(right, await server(100), fast))()).toBeDefined()
  expect((await clockBy(right, fast))()).toBeUndefined()
  expect((await clockBy(fast, slow, right))()).toBeUndefined()
})

it.each<[string, () => Promise<string>]>([
  ['is two seconds ahead', () => server(2000)],
  ['does not know the time itself', () => server(0, (answer) => (answer[0] = 0xe4))],
  ['sends us away (stratum 0)', () => server(0, (answer) => (answer[1] = 0))],
  ['has no source (stratum 16)', () => server(0, (answer) => (answer[1] = 16))],
  ['is far from its source', () => server(0, (answer) => answer.writeUInt32BE(2 * 65_536, 8))],
  ['answers another question', () => server(0, (answer) => answer.fill(7, 24, 32))],
  ['is a client', () => server(0, (answer) => (answer[0] = 0x23))],
  ['says too little', () => server(0, (answer) => answer.fill(0, 0, 1))],
])('is not known by a server alone that %s', async (_, start) => {
  expect((await clockBy(await start()))()).toBeUndefined()
  expect(log.error).toHaveBeenCalled()
})

it('is not known any more once somebody has set it, or nobody has answered for long', async () => {
  const clock = await clockBy(await server(0))
  expect(clock()).toBeDefined()
  const real = { now: Date.now.bind(Date), monotonic: performance.now.bind(performance) }
  const set = vi.spyOn(Date, 'now').mockImplementation(() => real.now() + 1000)
  expect(clock()).toBeUndefined()
  set.mockImplementation(real.now)
  expect(clock()).toBeDefined()
  set.mockImplementation(() => real.now() + 11 * 60_000)
  vi.spyOn(performance, 'now').mockImplementation(() => real.monotonic() + 11 * 60_000)
  expect(clock()).toBeUndefined()
})
