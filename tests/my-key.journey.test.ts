import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { plugIn, tryPin } from './applicant-pc.ts'
import { inspectBoth, openBrowser, picture, watchErrors } from './browser.ts'
import { installedPlace } from './installed-place.ts'
import { readWorld, stepsSeen } from './sandbox-world.ts'

// Everything that begins with a key, with those that the first start took over from an earlier system: the real agent,
// real keys.

type EarlierKey = { serial: string; holder: string; until: string; pin: string }

const place = installedPlace()
let browser: Browser
let page: Page
/** Ends in 40 days; ended 400 days ago. */
let due: EarlierKey
let over: EarlierKey
const errors: string[] = []

beforeAll(async () => {
  const { keys } = await readWorld(place.sandbox)
  const earlier = keys
    .flatMap(({ serial, earlier: known }) => (known ? [{ serial, ...known }] : []))
    .sort((a, b) => b.until.localeCompare(a.until))
  due = earlier[0]!
  over = earlier.at(-1)!
  browser = await openBrowser()
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  watchErrors(page, errors)
}, 60_000)
afterAll(async () => {
  await browser?.close()
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

const look = (name: string) => inspectBoth(page, `my-key-${name}`)

async function changePin(from: string, to: string, again = to) {
  await page.fill('[name="newPin"]', to)
  await page.fill('[name="repeatedPin"]', again)
  await typePin(from)
}

describe('whoever has a key', () => {
  it('finds its page, and logs in with the key', async () => {
    await page.goto(place.site)
    await at('service-key').click()
    await at('agent-connect').click()
    await at('agent-noKey').waitFor()
    await plugIn(place, due.serial)
    await at('pin-form').waitFor()
    await look('login')
    await typePin(due.pin)
    await at('my-key').waitFor()
    await page.getByText(due.holder).first().waitFor()
  })

  it('sees until when it is good, when it may be renewed and who was reminded', async () => {
    const { operator } = (await readWorld(place.sandbox)).organisations.find(
      ({ name }) => name === due.holder,
    )!
    const renewal = at('my-key-renewal')
    await renewal.getByText(`${operator.phone.slice(0, 3)}****${operator.phone.slice(-4)}`).waitFor()
    // Once, for the 90 days that had passed when the key was taken over.
    expect(await renewal.getByText('已发送').count()).toBe(1)
    await look('overview')
  })

  it('makes a test signature that the server verifies', async () => {
    await at('my-key-test').click()
    await typePin('00000000')
    await page
      .getByText(/还能试 9 次/)
      .first()
      .waitFor()
    await typePin(due.pin)
    await at('tested').getByText('签名有效').waitFor()
    await look('tested')
  })

  it('changes the PIN: twice the same, good enough, and only with the old one', async () => {
    await at('my-key-pin').click()
    await changePin(due.pin, '836150', '836151')
    await page.getByText('两次输入不一致').waitFor()
    await changePin(due.pin, '12345678')
    await page.getByText(/太简单/).waitFor()
    await look('pin')
    await changePin(due.pin, '836150')
    await at('pin-changed').waitFor()
    // Whoever looks at the key from outside sees it, too.
    expect(await stepsSeen(place.sandbox)).toContain('pinChanged')
    expect(await tryPin(place, due.serial, due.pin)).toBe('pinIncorrect')
    expect(await tryPin(place, due.serial, '836150')).toBe('signed')
  })

  it('downloads the certificate in both forms, and the chain', async () => {
    await at('my-key-download').click()
    const contents: Buffer[] = []
    for (const form of ['der', 'pem', 'chain']) {
      const [download] = await Promise.all([page.waitForEvent('download'), at(`download-${form}`).click()])
      contents.push(readFileSync(await download.path()))
    }
    const [der, pem, chain] = contents.map((content) => new X509Certificate(content))
    expect(der!.subject).toContain(due.holder)
    expect(pem!.raw.equals(der!.raw)).toBe(true)
    expect(der!.verify(chain!.publicKey)).toBe(true)
    await look('download')
  })

  it('begins its renewal there', async () => {
    await at('my-key-renewal').getByTestId('key-begin').click()
    await page.waitForURL(/\/orders\/\d{8}-\d+/)
    await at('renew-confirm').waitFor()
  })

  it('is told what to do with one that ended too long ago', async () => {
    await page.goto(`${place.site}/key`)
    await plugIn(place, over.serial)
    await page.getByText(over.serial).waitFor()
    await typePin(over.pin)
    await at('my-key-renewal').getByTestId('key-way').waitFor()
    await look('over')
    await page.getByRole('button', { name: 'English' }).click()
    // Another language loads the page anew: the key stays logged in.
    await at('my-key').waitFor()
    await look('over-en')
  })
})
