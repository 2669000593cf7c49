import type { Browser, BrowserContext, Page } from 'playwright-core'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../db/database.ts'
import { certificateWritings } from '../db/schema/certificates.ts'
import { codeAfter, press, signedIn, until } from './actors.ts'
import { plugIn, pullOut } from './applicant-pc.ts'
import { inspect, inspectOnPhone, openBrowser, picture, watchErrors } from './browser.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { endsSoon, keyHolder, phonesRest, type Holder } from './key-holder.ts'
import { newestCode, readWorld } from './sandbox-world.ts'

// Procedures 2 and 7 in the browser, with the real key agent and a real key that is pulled out in the middle.

const place = installedPlace()
let connection: Connection
let browser: Browser
let desk: BrowserContext
let page: Page
let holder: Holder
const errors: string[] = []

beforeAll(async () => {
  connection = openInstalledDatabase(place)
  const staff = {
    reviewer: await signedIn(place, 'reviewer'),
    keyStation: await signedIn(place, 'keyStation'),
  }
  const [organisation] = (await readWorld(place.sandbox)).organisations
  holder = await keyHolder(place, organisation!, staff)
  await endsSoon(connection.db, holder)
  browser = await openBrowser()
  desk = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  page = await desk.newPage()
  watchErrors(page, errors)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await connection?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(page, `failed-${task.name.slice(0, 30)}`)
})

const at = (id: string) => page.getByTestId(id)

async function typePin(pin: string, on: Page = page) {
  await on.getByTestId('pin-form').waitFor()
  await on.fill('[name="pin"]', pin)
  await on.getByTestId('pin-submit').click()
}

/** Pulled out in the middle of what comes next; then it is plugged in again. */
async function clumsily(act: () => Promise<void>) {
  await press(place, `keys/${holder.serial}/clumsy`)
  await act()
  await at('agent-noKey').waitFor({ timeout: 60_000 })
  await plugIn(place, holder.serial)
}

/** Pulled out when the page asks the agent for this, or when that is done; then it is plugged in again. */
async function pulledOut(when: 'before' | 'after', operation: 'generate' | 'write' | 'finish') {
  await page.route(
    `${place.agent}/v1/${operation}`,
    async (route) => {
      if (when === 'before') {
        await pullOut(place, holder.serial)
        await route.continue()
      } else {
        const response = await route.fetch()
        await pullOut(place, holder.serial)
        await route.fulfill({ response })
      }
    },
    { times: 1 },
  )
  await typePin(holder.pin)
  await at('agent-noKey').waitFor({ timeout: 60_000 })
  await plugIn(place, holder.serial)
}

const onPhone = (name: string) => inspectOnPhone(page, name)

/** Types the code of the order on the page. */
async function typeCode(phone = holder.organisation.operator.phone) {
  const no = page.url().split('/').at(-1)!
  const digits = await newestCode(
    place.sandbox,
    phone,
    new RegExp(`验证码(\\d{6})，用于确认数字证书订单${no}`),
  )
  await giveCode(digits)
}

async function giveCode(digits: string) {
  await page.fill('[name="code"]', digits)
  await at('code-submit').click()
  await at('code-submit').waitFor({ state: 'detached' })
}

describe('a holder renews a certificate in the key', () => {
  it('finds the way on the first page, and connects the key', async () => {
    await page.goto(place.site)
    await at('service-renew').click()
    await at('agent-explain').waitFor()
    await inspect(page, 'renew-1-explain')
    await at('agent-connect').click()
    await at('agent-noKey').waitFor()
    await plugIn(place, holder.serial)
    await at('pin-form').waitFor()
    await onPhone('renew-2-login')
  })

  it('types a wrong PIN and is told how many tries are left', async () => {
    await typePin('00000000')
    await page
      .getByText(/还能试 9 次/)
      .first()
      .waitFor()
    await typePin(holder.pin)
    await at('key-certificate').waitFor()
    await inspect(page, 'renew-3-certificate')
    await at('key-begin').click()
    await page.waitForURL(/\/orders\/\d{8}-\d+/)
  })

  it('checks the data, and has to say that nothing is encrypted to the old pair', async () => {
    await at('renew-confirm').click()
    await page.getByText('请确认后再继续').waitFor()
    await at('encrypted-tick').check()
    await inspect(page, 'renew-4-data')
    await onPhone('renew-4-data')
    await at('renew-confirm').click()
    await at('code-submit').waitFor()
  })

  it('changes the phone by codes to both, and thinks better of it', async () => {
    await at('back-to-form').click()
    await page.fill('[name="operator.phone"]', '13812340076')
    await at('encrypted-tick').check()
    await phonesRest(connection.db)
    await at('renew-confirm').click()
    await page.waitForSelector('[name="oldCode"]')
    await inspect(page, 'renew-4-both-phones')
    await onPhone('renew-4-both-phones')
    await at('back-to-form').click()
    await page.fill('[name="operator.phone"]', holder.organisation.operator.phone)
    await at('encrypted-tick').check()
    await phonesRest(connection.db)
    const { phone } = holder.organisation.operator
    await giveCode(
      await codeAfter(place, phone, () => at('renew-confirm').click(), /验证码(\d{6})，用于确认/),
    )
  })

  it('pays, and comes to the key', async () => {
    await page.locator('[data-testid="amount"]', { hasText: '¥300.00' }).waitFor()
    const numbers = page.url().split('/').at(-1)!.replace('-', '')
    const trade = await until(
      async () =>
        (await readWorld(place.sandbox)).trades.find(({ outTradeNo }) => outTradeNo.startsWith(numbers)),
      'a trade',
    )
    await press(place, `trades/${trade.outTradeNo}/pay`)
    await at('pin-form').waitFor({ timeout: 30_000 })
    await inspect(page, 'renew-5-write')
    await onPhone('renew-5-write')
    await at('cancel').click()
    await page.getByText('款项将原路退回').waitFor()
    await inspect(page, 'renew-5-give-up')
    await page.keyboard.press('Escape')
  })

  it('pulls the key out while it is written to, reloads, and goes on where it was', async () => {
    await clumsily(() => typePin(holder.pin))
    await inspect(page, 'renew-6-pulled-out')
    await page.reload()
    await clumsily(() => typePin(holder.pin))
  })

  it.each([
    ['before', 'write'],
    ['after', 'write'],
    ['before', 'finish'],
  ] as const)('pulls the key out %s %s, and goes on', pulledOut)

  it('is told on a second page that the key is in use, and takes over when the first is gone', async () => {
    const second = await desk.newPage()
    watchErrors(second, errors)
    await second.goto(page.url())
    await typePin(holder.pin, second)
    await second.getByTestId('writing-elsewhere').waitFor()
    await picture(second, 'renew-7-elsewhere')
    const order = page.url()
    await page.goto(place.site)
    await typePin(holder.pin, second)
    const completed = '[data-testid="state"][data-state="completed"]'
    await second.waitForSelector(completed, { timeout: 60_000 })
    await second.close()
    await page.goto(order)
    await page.waitForSelector(completed)
    await inspect(page, 'renew-8-done')
    await onPhone('renew-8-done')
  })

  it('whose last answer never came is asked to finish it, and does', async () => {
    const no = page.url().split('/').at(-1)!
    const orderId = `renewal/${no}`
    await connection.db
      .update(certificateWritings)
      .set({ finishedAt: null })
      .where(eq(certificateWritings.orderId, orderId))
    await page.reload()
    await at('finish-later').waitFor()
    await inspect(page, 'renew-9-finish-later')
    await onPhone('renew-9-finish-later')
    await typePin(holder.pin)
    await at('finish-later').waitFor({ state: 'detached', timeout: 60_000 })
  })
})

describe('a holder changes information', () => {
  it('of what stands in the certificate: another one in the same key', async () => {
    await press(place, `organisations/${holder.organisation.uscc}/rename`)
    const { name } = (await readWorld(place.sandbox)).organisations[0]!
    await page.goto(`${place.site}/change`)
    await typePin(holder.pin)
    await at('key-begin').click()
    await page.waitForSelector('[name="organisation.name"]')
    await page.fill('[name="organisation.name"]', name)
    await page.selectOption('[name="legalRepresentative.idType"]', 'passport')
    await page.waitForSelector('[name="proofing.account"]')
    await inspect(page, 'change-1-from-abroad')
    await page.selectOption('[name="legalRepresentative.idType"]', 'residentId')
    await at('encrypted-tick').check()
    await inspect(page, 'change-1-data')
    await onPhone('change-1-data')
    // The phone has had a code a moment ago.
    await phonesRest(connection.db)
    await at('change-confirm').click()
    await page.waitForSelector('[name="code"]')
    await inspect(page, 'change-2-codes')
    await typeCode()
  })

  it.each([
    ['before', 'generate'],
    ['after', 'generate'],
    ['before', 'write'],
    ['after', 'write'],
    ['before', 'finish'],
    ['after', 'finish'],
  ] as const)('pulls the key out %s %s, and goes on', pulledOut)

  it('has another certificate in the same key', async () => {
    await typePin(holder.pin)
    await page.waitForSelector('[data-testid="state"][data-state="completed"]', { timeout: 60_000 })
    await page.getByText('证书已换发').waitFor()
    await inspect(page, 'change-3-done')
  })

  it('of the phone while the old one is gone: by proof of identity', async () => {
    const { legalRepresentative } = holder.organisation
    await page.goto(`${place.site}/change`)
    await typePin(holder.pin)
    await at('key-begin').click()
    await page.fill('[name="operator.phone"]', '13812340077')
    await phonesRest(connection.db)
    await at('change-confirm').click()
    await at('old-phone-gone').click()
    await inspect(page, 'change-4-old-phone-gone')
    await page.check('[value="legalRepPhone"]')
    const proof = await codeAfter(place, legalRepresentative.phone, () => at('proof-send').click())
    await page.fill('[name="code"]', proof)
    await onPhone('change-5-proof')
    await at('code-submit').click()
    await page.getByText('已核验，无需再填原手机验证码').waitFor()
    await inspect(page, 'change-6-new-phone')
    await typeCode('13812340077')
    await page.waitForSelector('[data-testid="state"][data-state="completed"]')
    expect(errors).toEqual([])
  })
})
