import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applicant, codeAfter, press, sealedCode, signedIn, until, type Applicant } from './actors.ts'
import {
  inspectBoth,
  openBrowser,
  picture,
  signInAs,
  takeAndTick,
  uploadPapers,
  watchErrors,
} from './browser.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { phonesRest } from './key-holder.ts'
import { newestCode, readWorld } from './sandbox-world.ts'

// A seal on people's screens: its imprint with the documents, the reviewer's look at it, the seal on the order's page;
// another one ordered later.

const place = installedPlace()
const { site, sandbox } = place

let browser: Browser
let context: BrowserContext
let page: Page
let staff: Page
let order: Applicant
const errors: string[] = []

/** A phone gets a code a minute. */
async function aMinuteLater(): Promise<void> {
  const { db, close } = openInstalledDatabase(place)
  await phonesRest(db)
  await close()
}

beforeAll(async () => {
  browser = await openBrowser()
  context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
  page = await context.newPage()
  staff = await (
    await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  ).newPage()
  for (const one of [page, staff]) watchErrors(one, errors)
  const { organisations } = await readWorld(sandbox)
  const organisation = organisations.filter(({ status }) => status.startsWith('在营'))[3]!
  order = await applicant(place, organisation, 'legalRepPhone', 'organisationHostedContract')
  await order.save({ ...order.form, options: ['seal'] })
  await order.prove()
  await order.confirm()
  const cookies = order.call.cookie().split('; ')
  await context.addCookies(
    cookies.map((cookie) => {
      const [name = '', ...value] = cookie.split('=')
      return { name, value: value.join('='), url: site }
    }),
  )
}, 60_000)
afterAll(() => browser?.close())

it('its imprint may be uploaded with the documents, or left out, or taken back', async () => {
  await page.goto(`${site}/orders/${order.no}`)
  const { uscc } = order.form.organisation
  await page.getByTestId('material-sealSample').waitFor()
  await uploadPapers(page, place, uscc)
  await expect.poll(() => page.getByTestId('materials-done').isEnabled()).toBe(true)

  const card = page.getByTestId('material-sealSample')
  const licence = await fetch(`${sandbox}/world/organisations/${uscc}/papers/legalRepId.pdf`)
  const buffer = Buffer.from(await licence.arrayBuffer())
  await card.locator('input[type=file]').setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer })
  await card.getByRole('alert').waitFor()
  await uploadPapers(page, place, uscc, ['sealSample'])
  await inspectBoth(page, 'seal-1-materials')
  await page.getByTestId('take-back-sealSample').click()
  await card.locator('img').waitFor({ state: 'detached' })
  await uploadPapers(page, place, uscc, ['sealSample'])
})

it('is looked at by the reviewer, and seen and downloaded by the applicant', async () => {
  await order.submit()
  await order.pay()
  await order.inReview()
  await signInAs(staff, place, 'reviewer')
  await staff.goto(`${site}/ops/reviews/${order.no}`)
  await takeAndTick(staff)
  await expect.poll(() => staff.getByTestId('approve').isEnabled()).toBe(false)
  await staff.getByTestId('picture-sealSample').click()
  await staff.getByTestId('check-sealSampleMatches').check()
  await picture(staff, 'seal-2-review')
  await staff.getByTestId('approve').click()
  await staff.waitForSelector('[data-testid="decision"][data-decision="approved"]')

  await page.goto(`${site}/orders/${order.no}`)
  await page.waitForSelector('[data-testid="seal"][data-state="good"]', { timeout: 30_000 })
  await inspectBoth(page, 'seal-3-made')
  for (const [testId, name] of [
    ['seal-picture', `seal-${order.no}.png`],
    ['seal-data', `seal-${order.no}.esl`],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(testId).click()])
    expect(download.suggestedFilename()).toBe(name)
    expect(readFileSync(await download.path()).length).toBeGreaterThan(5000)
  }
})

it('another one is ordered while the certificate is in use: chosen, paid, made, and takes its place', async () => {
  const { phone } = order.form.operator
  /** Types in the code that a click has sent: not one that came before. */
  const typeCode = async (testId: string, pattern: RegExp) => {
    const since = Date.now()
    await page.getByTestId(testId).click()
    await page.fill('[name="code"]', await newestCode(sandbox, phone, pattern, since))
    await page.getByTestId('code-submit').click()
  }
  await aMinuteLater()
  const code = await codeAfter(place, phone, () => order.call('POST', `${order.path}/activation-codes`))
  const { hosted, certificate } = await order.view()
  await order.call('POST', `${order.path}/activation`, sealedCode(hosted!.code!, code))

  await aMinuteLater()
  await page.goto(`${site}/hosted`)
  await page.fill('[name="identifier"]', order.form.organisation.uscc)
  await typeCode('code-send', /验证码(\d{6})，用于挂失、补办/)
  const serial = [...certificate!.serial].join('\\s*')
  const begin = page.getByRole('button', { name: new RegExp(`${serial}.*制作签章`, 'i') })
  await begin.waitFor()
  await inspectBoth(page, 'seal-4-certificates')
  await begin.click()
  await page.waitForURL(/\/orders\/\d{8}-\d+/)
  const no = /\d{8}-\d+/.exec(page.url())![0]
  await page.getByText('原签章失效').waitFor()
  await expect
    .poll(() => page.evaluate(`document.querySelector('img[src*="preview"]')?.naturalWidth`), {
      timeout: 20_000,
    })
    .toBe(992)
  await inspectBoth(page, 'seal-5-choice')
  await aMinuteLater()
  await typeCode('materials-done', /验证码(\d{6})，用于确认/)
  const trade = await until(async () => {
    const { trades } = await readWorld(sandbox)
    return trades.find(({ outTradeNo }) => outTradeNo.startsWith(no.replace('-', '')))
  }, 'a trade')
  await press(place, `trades/${trade.outTradeNo}/pay`)
  await page.waitForSelector('[data-testid="state"][data-state="completed"]', { timeout: 30_000 })
  await page.waitForSelector('[data-testid="seal"][data-state="good"]')
  await inspectBoth(page, 'seal-6-ordered')
  await page.goto(`${site}/orders/${order.no}`)
  await page.waitForSelector('[data-testid="seal"][data-state="ended"]')
})

it('an auditor has the evidence of a certificate put together, and its records held', async () => {
  const auditor = await (
    await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 1100 } })
  ).newPage()
  watchErrors(auditor, errors)
  await signInAs(auditor, place, 'auditor')
  const { rows } = await (
    await signedIn(place, 'auditor')
  )<{ rows: { serial: string }[] }>('GET', `/api/ops/certificates?search=${order.form.organisation.uscc}`)
  await auditor.goto(`${site}/ops/certificates/${rows[0]!.serial}`)
  await auditor.getByLabel('用途').fill('法院调取')
  await auditor.getByTestId('evidence-ask').click()
  const ready = auditor.getByTestId('evidence-ready')
  await ready.waitFor({ timeout: 60_000 })
  await auditor.getByLabel('文书编号').fill('(2026)京01民初1号')
  await auditor.getByLabel('说明').fill('诉讼中')
  await auditor.getByRole('button', { name: '设置保全' }).click()
  await auditor.getByRole('button', { name: '解除保全' }).waitFor()
  await inspectBoth(auditor, 'evidence-1-auditor')
  const [download] = await Promise.all([
    auditor.waitForEvent('download'),
    ready.getByRole('link', { name: '取走' }).click(),
  ])
  const files = Object.keys(unzipSync(readFileSync(await download.path())))
  expect(files).toEqual(expect.arrayContaining(['manifest.p7s', `orders/${order.no}/seals.json`]))
})

it('the audit log of the console has words for it, and no page failed', async () => {
  const auditor = await signedIn(place, 'auditor')
  await until(async () => {
    const found = await auditor<{ rows: { action: string }[] }>('GET', '/api/ops/audit')
    return JSON.stringify(found).includes('seal.made')
  }, 'the making of the seal in the audit log')
  expect(errors).toEqual([])
})
