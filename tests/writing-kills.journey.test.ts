import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { runningIn } from '../bin/supervisor.ts'
import type { Connection } from '../db/database.ts'
import { certificates } from '../db/schema/certificates.ts'
import { payments } from '../db/schema/money.ts'
import { signedIn, succeeds, until } from './actors.ts'
import { plugIn, readingPage } from './applicant-pc.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { endsSoon, keyHolder, type Holder } from './key-holder.ts'
import { keyWriter, type KeyWriter } from './key-writer.ts'
import { readWorld } from './sandbox-world.ts'

// kill -9 of agent, API and workers at each step of writing into a key. After each of them the key works; at the end
// there is one certificate and one charge for one order. WRITING_KILL_ROUNDS: how many
// kills; 24 are each process at each step.

const rounds = Number(process.env.WRITING_KILL_ROUNDS ?? 24)
const place = installedPlace()
let connection: Connection
let holder: Holder

beforeAll(async () => {
  connection = openInstalledDatabase(place)
  const staff = {
    reviewer: await signedIn(place, 'reviewer'),
    keyStation: await signedIn(place, 'keyStation'),
  }
  const { organisations } = await readWorld(place.sandbox)
  const acting = organisations.filter(({ legalRepresentative }) => !legalRepresentative.idType)
  holder = await keyHolder(place, acting[1]!, staff)
}, 120_000)
afterAll(() => connection?.close())

const targets = ['key-agent', 'api', 'worker-business', 'worker-ca'] as const
type Target = (typeof targets)[number]

const running = (name: Target) =>
  runningIn(inject('dataDir')).left.find((service) => service.name === name)?.pid

type Page = Awaited<ReturnType<KeyWriter['atKey']>>

/** The steps, and where the order has to be for each. What was done before may be done again by them. */
const stations = [
  ['generate', (page: Page) => page.generate()],
  ['generate', async (page: Page) => page.reportPair(await page.generate())],
  ['write', (page: Page) => page.write()],
  ['write', async (page: Page) => page.reportWritten(await page.write())],
  ['finish', (page: Page) => page.finish()],
  [
    'finish',
    async (page: Page) => {
      await page.finish()
      await page.reportFinished()
    },
  ],
] as const

/** Ends a process the hard way while something is under way, and waits for another in its place. */
async function killDuring(name: Target, afterMs: number, act: () => Promise<unknown>): Promise<void> {
  // It may be answered before the kill, or never.
  const acting = Promise.allSettled([act()])
  await sleep(afterMs)
  const pid = running(name)
  if (pid) process.kill(pid, 'SIGKILL')
  await acting
  await until(async () => {
    const now = running(name)
    if (!now || now === pid) return false
    const answers = (url: string, init?: RequestInit) =>
      fetch(url, init).then(
        ({ status }) => status < 500,
        () => false,
      )
    const hello = { method: 'POST', headers: { origin: place.site, 'content-type': 'application/json' } }
    const agent = await answers(`${place.agent}/v1/hello`, { ...hello, body: '{}' })
    return agent && (await answers(`${place.site}/readyz`))
  }, `${name} to be back`)
}

/** The key signs with a pair whose certificate is good. */
async function keyWorks(): Promise<void> {
  const { renewal } = await keyWriter(place, holder).login()
  expect(renewal === null || renewal.code === 'renewalTooEarly').toBe(true)
}

describe('writing into a key survives kill -9', () => {
  it(
    `${rounds} times: never a key that does not work, never two certificates or two charges`,
    async () => {
      const { db } = connection
      for (let round = 0; round < rounds;) {
        await endsSoon(db, holder)
        const order = keyWriter(place, holder)
        await order.paid()
        const page = randomUUID()
        for (const [step, act] of stations) {
          if (round < rounds) {
            const target = targets[(round + Math.floor(round / stations.length)) % targets.length]!
            const writing = await order.atKey(page)
            if (writing.progress.step === step) {
              await killDuring(target, (round * 97) % 400, () => act(writing))
              round++
              await keyWorks()
            }
          }
          if ((await order.view()).state === 'completed') break
          await succeeds(async () => {
            const again = await order.atKey(page)
            if (again.progress.step === step) await act(again)
          })
        }
        await order.inState('completed')

        const orderId = `renewal/${order.no}`
        const issued = await db.select().from(certificates).where(eq(certificates.orderId, orderId))
        expect(issued.map(({ state }) => state)).toEqual(['active'])
        const paid = await db.select().from(payments).where(eq(payments.orderId, orderId))
        expect(paid.filter(({ state }) => state === 'paid').length).toBe(1)
        await plugIn(place, holder.serial)
        const { certificates: found } = await (await readingPage(place, order.call)).key()
        expect(found.map(({ label }) => label)).toEqual([`order:${order.no}`])
      }
    },
    120_000 + rounds * 20_000,
  )
})
