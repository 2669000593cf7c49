import { eq } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { certificates } from '../db/schema/certificates.ts'
import { crowdOrganisation } from '../sandbox/crowd.ts'
import { press, signedIn } from './actors.ts'
import { inspect, openBrowser, picture, watchErrors } from './browser.ts'
import { hostedHolder, type HostedHolder } from './hosted-holder.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { phonesRest } from './key-holder.ts'
import { newestCode, readWorld } from './sandbox-world.ts'

// A hosted certificate lives on, on a phone: another phone, a loss that is lifted, a renewal, a change, a replacement.

const place = installedPlace()
const { site, sandbox } = place
const begun = Date.now()
const NEW_PHONE = '13900137001'
const DAY = 86_400_000
const errors: string[] = []
let browser: Browser
let phone: Page
// Nobody else on this installation has its certificates.
const organisation = crowdOrganisation(700)
let holder: HostedHolder

const byTestId = (id: string) => phone.getByTestId(id)
const stateIs = (state: string) =>
  phone.waitForSelector(`[data-testid="state"][data-state="${state}"]`, { timeout: 30_000 })

/** A phone gets a code a minute. */
async function aMinuteLater(): Promise<void> {
  const { db, close } = openInstalledDatabase(place)
  await phonesRest(db)
  await close()
}

/** What came by SMS, typed in. */
async function typeCode(to: string, pattern: RegExp): Promise<void> {
  const code = await newestCode(sandbox, to, pattern, begun)
  await phone.waitForSelector('[name="code"]')
  await phone.fill('[name="code"]', code)
  await byTestId('code-submit').click()
}

/** Sends the code of this step, and types it in. */
async function byCode(to: string, pattern: RegExp): Promise<void> {
  await aMinuteLater()
  await byTestId('hosted-send').click()
  await typeCode(to, pattern)
}

beforeAll(async () => {
  browser = await openBrowser()
  const context = { locale: 'zh-CN', viewport: { width: 390, height: 844 } }
  phone = await (await browser.newContext(context)).newPage()
  watchErrors(phone, errors)
  const reviewer = await signedIn(place, 'reviewer')
  holder = await hostedHolder(place, organisation, { reviewer, rest: aMinuteLater })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  expect(errors).toEqual([])
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(phone, 'failed-hosted-lifecycle')
})

it('finds its certificates by a code to the signer', async () => {
  await aMinuteLater()
  await phone.goto(`${site}/hosted`)
  await phone.fill('[name="identifier"]', organisation.uscc)
  await byTestId('code-send').click()
  await typeCode(holder.phone, /验证码(\d{6})，用于挂失、补办/)
  await byTestId('hosted-certificate').waitFor()
  await inspect(phone, 'life-01-certificates')
})

it('moves to another phone: the old one agrees, the new one confirms', async () => {
  await byTestId('hosted-phone').click()
  await phone.fill('[name="phone"]', '123')
  await byTestId('phone-begin').click()
  await phone.waitForSelector('[name="phone"][aria-invalid="true"]')
  await phone.fill('[name="phone"]', NEW_PHONE)
  await inspect(phone, 'life-02-new-phone')
  await byTestId('phone-begin').click()
  await phone.waitForURL(/\/orders\/\d{8}-\d+/)
  await byCode(holder.phone, /验证码(\d{6})，用于将.*更换为139/)
  await phone.getByText('新手机 139****7001 的验证码').waitFor()
  await aMinuteLater()
  await byTestId('hosted-send').click()
  await phone.waitForSelector('[name="code"]')
  await inspect(phone, 'life-03-new-phone-code')
  await typeCode(NEW_PHONE, /验证码(\d{6})，用于将本手机设为/)
  await stateIs('completed')
  await inspect(phone, 'life-04-phone-changed')
  await byTestId('to-hosted').click()
  await phone.getByText('139****7001').waitFor()
})

it('goes on hold when the phone is lost, and comes back by a code to it', async () => {
  await byTestId('hosted-loss').click()
  await byTestId('loss-hosted').check()
  await byTestId('loss-report').click()
  await stateIs('held')
  await inspect(phone, 'life-05-held')
  await byCode(NEW_PHONE, /验证码(\d{6})，用于解除/)
  await stateIs('lifted')
  await byTestId('way-on').click()
})

it('is renewed: data, the signer’s code, payment, and it is in use', async () => {
  const { db, close } = openInstalledDatabase(place)
  const notAfter = new Date(Date.now() + 30 * DAY)
  await db.update(certificates).set({ notAfter }).where(eq(certificates.orderId, holder.orderId))
  await close()
  await phone.goto(`${site}/hosted?step=certificates`)
  await byTestId('hosted-renew').click()
  await phone.waitForURL(/\/orders\/\d{8}-\d+/)
  const no = /\d{8}-\d+/.exec(phone.url())![0]
  await byTestId('new-end').waitFor()
  await inspect(phone, 'life-06-renewal')
  await aMinuteLater()
  await byTestId('renew-confirm').click()
  await phone.waitForSelector('[name="code"]')
  await inspect(phone, 'life-07-renewal-code')
  await typeCode(NEW_PHONE, /验证码(\d{6})，用于更新/)
  await byTestId('open-qr').waitFor()
  const { trades } = await readWorld(sandbox)
  const trade = trades.find(({ outTradeNo }) => outTradeNo.startsWith(no.replace('-', '')))!
  await press(place, `trades/${trade.outTradeNo}/pay`)
  await stateIs('completed')
  await inspect(phone, 'life-08-renewed')
  await byTestId('to-hosted').click()
  await byTestId('hosted-certificate').first().waitFor()
  await inspect(phone, 'life-09-two-certificates')
})

it('has its data changed, and a successor where the number is gone', async () => {
  await byTestId('hosted-change').first().click()
  await byTestId('change-confirm').waitFor()
  await inspect(phone, 'life-10-change')
  await phone.fill('[name="invoice.email"]', 'billing@example.cn')
  await aMinuteLater()
  await byTestId('change-confirm').click()
  await phone.waitForSelector('[name="code"]')
  await typeCode(NEW_PHONE, /验证码(\d{6})，用于变更/)
  await stateIs('completed')
  await inspect(phone, 'life-11-changed')
  await phone.goto(`${site}/replace?step=certificates`)
  await byTestId('replace-hosted').first().click()
  await byTestId('replace-go').waitFor()
  await inspect(phone, 'life-12-replace')
  await byTestId('replace-go').click()
  await phone.waitForURL(/\/orders\/\d{8}-\d+/)
  await phone.waitForSelector('[name="operator.phone"]')
  await inspect(phone, 'life-13-replacement')
})
