import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../db/database.ts'
import { press, signedIn } from './actors.ts'
import { plugIn, pullOut, tryPin } from './applicant-pc.ts'
import { inspectBoth, openBrowser, picture, watchErrors } from './browser.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { endsSoon, keyHolder, type Holder } from './key-holder.ts'
import { keyWriter } from './key-writer.ts'
import { readWorld } from './sandbox-world.ts'

// What a page says of the keys that are plugged in, and of the last try of a PIN: the real key agent, real keys.

const place = installedPlace()
let connection: Connection
let browser: Browser
let page: Page
/** The key that the person wants to use, and that of somebody else. */
let own: Holder
let other: Holder
const errors: string[] = []

beforeAll(async () => {
  connection = openInstalledDatabase(place)
  const staff = {
    reviewer: await signedIn(place, 'reviewer'),
    keyStation: await signedIn(place, 'keyStation'),
  }
  const residents = (await readWorld(place.sandbox)).organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  own = await keyHolder(place, residents[0]!, staff)
  other = await keyHolder(place, residents.at(-1)!, staff)
  await endsSoon(connection.db, own)
  browser = await openBrowser()
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  watchErrors(page, errors)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await connection?.close()
  expect(errors).toEqual([])
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(page, `failed-${task.name.slice(0, 30)}`)
})

const at = (id: string) => page.getByTestId(id)

async function typePin(pin: string) {
  await page.fill('[name="pin"]', pin)
  await at('pin-submit').click()
}

const look = (name: string) => inspectBoth(page, `plugged-in-${name}`)

/** What the key itself says. */
async function condition({ serial }: Holder) {
  const answer = await fetch(`${place.sandbox}/world/keys/${serial}`)
  const { finalTry, locked } = (await answer.json()) as { finalTry: boolean; locked: boolean }
  return { finalTry, locked }
}

describe('a page that wants a key', () => {
  it('waits while there is none', async () => {
    await page.goto(`${place.site}/renew`)
    await at('agent-connect').click()
    await at('agent-noKey').waitFor()
    await look('none')
  })

  it('does not take a key of another CA, which does not disturb beside one of ours', async () => {
    await press(place, 'foreign-keys')
    const { keys } = await readWorld(place.sandbox)
    const foreign = keys.find((key) => key.foreign && key.place === 'desk')!
    await plugIn(place, foreign.serial)
    await at('agent-foreignKey').waitFor()
    await look('foreign')
    await press(place, `keys/${own.serial}/place/desk-port`)
    await at('pin-form').waitFor()
    await pullOut(place, foreign.serial)
  })

  it('chooses none of two, and goes on when one is pulled out', async () => {
    await press(place, `keys/${other.serial}/place/desk-port`)
    await at('agent-severalKeys').waitFor()
    await look('two')
    await pullOut(place, own.serial)
    await page.getByText(other.serial).waitFor()
    await at('pin-form').waitFor()
  })

  it('of an order takes no key of somebody else', async () => {
    const order = keyWriter(place, own)
    await order.paid()
    await page.goto(`${place.site}/renew`)
    await typePin(own.pin)
    await at('key-begin').click()
    await page.waitForURL(`**/orders/${order.no}`)
    await at('pin-form').waitFor()
    await plugIn(place, other.serial)
    await at('agent-otherKey').waitFor()
    for (const { serial } of [own, other]) expect(await at('agent-otherKey').textContent()).toContain(serial)
    await look('of-another')
    await plugIn(place, own.serial)
    await typePin(own.pin)
    await page.waitForSelector('[data-testid="state"][data-state="completed"]', { timeout: 60_000 })
  })
})

describe('a PIN of which one try is left', () => {
  it('is tried only after a warning, and not by who goes back', async () => {
    for (let tries = 0; tries < 9; tries++) await tryPin(place, other.serial, `9${tries}35271`)
    await plugIn(place, other.serial)
    await page.goto(`${place.site}/renew`)
    await page.getByText('只剩最后一次').waitFor()
    await look('last-try')
    for (const goBack of [() => at('dialog-no').click(), () => page.keyboard.press('Escape')]) {
      await typePin('00000000')
      await page.getByRole('dialog').waitFor()
      expect(await condition(other)).toEqual({ finalTry: true, locked: false })
      await look('last-try-warning')
      await goBack()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      expect(await condition(other)).toEqual({ finalTry: true, locked: false })
    }
  })

  it('locks the key when it is wrong, which the page says with the way to unlock', async () => {
    await typePin('00000000')
    await at('dialog-yes').click()
    await at('agent-locked').waitFor()
    expect(await condition(other)).toMatchObject({ locked: true })
    await look('locked')
    expect(await at('agent-unlock').getAttribute('href')).toBe('/unlock')
    await plugIn(place, own.serial)
    await at('pin-form').waitFor()
  })
})
