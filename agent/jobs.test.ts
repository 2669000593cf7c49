import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDrivers, type Drivers } from './drivers.ts'
import { openJobs, type Jobs } from './jobs.ts'
import { ownCertificates } from './own-certificates.ts'
import { PIN, testDesk, type TestDesk } from '../tests/agent-desk.ts'

let desk: TestDesk
let driver: Drivers
let jobs: Jobs
let serial: string

beforeAll(async () => {
  desk = testDesk(1)
  serial = desk.serials[0]!
  desk.deliver(serial)
  const path = desk.module
  driver = openDrivers({ program: 'agent/main.ts', find: () => [{ name: 'desk', path }] })
  await driver.settled
  jobs = openJobs(driver, ownCertificates([]))
}, 60_000)
afterAll(() => {
  driver.close()
  desk.close()
})

describe('while a job is at a key', () => {
  let end: () => void
  let running: Promise<void>

  beforeAll(async () => {
    const held = new Promise<void>((resolve) => (end = resolve))
    await new Promise<void>((begun) => {
      running = jobs.at(serial, (job) => {
        begun()
        return held.then(() => job.step(() => undefined))
      })
    })
  })

  const busy = { code: 'busy', status: 409 }

  it('another job is told that the key is busy', () =>
    expect(jobs.at(serial, () => Promise.resolve())).rejects.toMatchObject(busy))

  it('who reads the keys is told so too', () =>
    expect(jobs.read((tokens) => tokens.length)).rejects.toMatchObject(busy))

  it('a key is said to be there without a look at it', async () =>
    expect(await jobs.tokenPresent()).toBe(true))

  it('its end makes way for the next, also when that fails', async () => {
    end()
    await running
    const failing = jobs.at(serial, (job) =>
      job.withPin(`${PIN}0`, (at) => driver.changePin({ ...at, newPin: PIN })),
    )
    await expect(failing).rejects.toMatchObject({ code: 'pinIncorrect' })
    expect(await jobs.read((tokens) => tokens.map((token) => token.serial))).toEqual([serial])
  })
})
