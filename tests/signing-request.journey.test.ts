import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import PdfKit from 'pdfkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { signedIn } from './actors.ts'
import { inspect, openBrowser, picture, watchErrors } from './browser.ts'
import { hostedHolder, type HostedHolder } from './hosted-holder.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { phonesRest } from './key-holder.ts'
import { firstSignerOf, linksTo } from './request-people.ts'
import { newestCode, readWorld } from './sandbox-world.ts'

// A request with two signers on phones: put together by the sender, signed by one, handed to a named signer and declined.

const place = installedPlace()
const { site, sandbox } = place
const begun = Date.now()
const errors: string[] = []
let browser: Browser
let sender: Page
let phone: Page
let seller: HostedHolder
let buyer: HostedHolder
let no: string

const context = { locale: 'zh-CN', viewport: { width: 390, height: 844 } }
const code = (to: string, pattern: RegExp) => newestCode(sandbox, to, pattern, begun)

/** A phone gets a code a minute. */
async function aMinuteLater(): Promise<void> {
  const { db, close } = openInstalledDatabase(place)
  await phonesRest(db)
  await close()
}
async function typeCode(page: Page, to: string, pattern: RegExp): Promise<void> {
  await page.waitForSelector('[name="code"]')
  await page.fill('[name="code"]', await code(to, pattern))
  await page.getByTestId('code-submit').click()
}

/** Opens the link that came to this phone. */
async function openLink(to: HostedHolder): Promise<void> {
  await expect.poll(() => linksTo(place, firstSignerOf(to), no), { timeout: 30_000 }).not.toEqual([])
  const [key] = await linksTo(place, firstSignerOf(to), no)
  // Another # alone would be the same page, which shows the part before for a moment.
  await phone.goto('about:blank')
  await phone.goto(`${site}/s#${key}`)
  await phone.getByTestId('part-due').waitFor()
}

function contract(): Promise<Buffer> {
  const font = new URL(
    '../node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    import.meta.url,
  )
  const pdf = new PdfKit({ size: 'A4', margin: 60 }).font(readFileSync(font) as never)
  pdf.fontSize(22).text('设备采购合同', { align: 'center' })
  pdf.end()
  return buffer(pdf)
}

beforeAll(async () => {
  browser = await openBrowser()
  ;[sender, phone] = [
    await (await browser.newContext(context)).newPage(),
    await (await browser.newContext(context)).newPage(),
  ]
  for (const page of [sender, phone]) watchErrors(page, errors)
  const { organisations } = await readWorld(sandbox)
  const [one, other] = organisations
    .filter(({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType)
    .slice(4)
  const by = { reviewer: await signedIn(place, 'reviewer'), rest: aMinuteLater }
  seller = await hostedHolder(place, one!, { ...by, options: ['seal'] })
  buyer = await hostedHolder(place, other!, by)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  expect(errors).toEqual([])
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await picture(sender, 'failed-request-sender')
  await picture(phone, 'failed-request-phone')
})

it('the sender puts documents and signers together; a phone that signs nothing is refused at its field', async () => {
  await aMinuteLater()
  await sender.goto(`${site}/sign`)
  await sender.fill('[name="identifier"]', seller.asked.identifier)
  await sender.getByTestId('code-send').click()
  await typeCode(sender, seller.phone, /验证码(\d{6})，用于挂失、补办/)
  await inspect(sender, 'request-01-choose')
  await sender.getByTestId('request-begin').click()
  await sender.waitForURL(/\/orders\/\d{8}-\d+/)
  no = /\d{8}-\d+/.exec(sender.url())![0]
  await sender
    .getByTestId('signing-add')
    .setInputFiles([{ name: '设备采购合同.pdf', mimeType: 'application/pdf', buffer: await contract() }])
  await sender.getByTestId('signing-document').waitFor()
  await sender.getByTestId('signer-own').click()
  await expect.poll(() => sender.getByTestId('request-signer').count()).toBe(1)
  await sender.fill('[name="holder"]', buyer.asked.identifier)
  await sender.fill('[name="phone"]', '13900000000')
  await sender.getByTestId('signer-add').click()
  await sender.waitForSelector('[name="phone"][aria-invalid="true"]')
  await sender.fill('[name="phone"]', buyer.phone)
  await sender.getByTestId('signer-add').click()
  await expect.poll(() => sender.getByTestId('request-signer').count()).toBe(2)
  await inspect(sender, 'request-02-compose')
  await sender.getByText('同时签署').click()
  await sender.getByTestId('request-send').click()
  await sender.getByTestId('request-awaitingSigners').waitFor()
  await inspect(sender, 'request-03-sent')
})

/** A signer looks at the document, as it is now. */
async function look(): Promise<void> {
  await phone.getByTestId('signing-look').click()
  await phone.waitForSelector('canvas[data-drawn="yes"]')
}

it('the first signer opens the link, looks at the pages, places the seal and signs; the other sees where', async () => {
  await openLink(seller)
  await look()
  await inspect(phone, 'request-04-part')
  await phone.getByTestId('place-seal').click()
  await phone.getByTestId('placed-seal').waitFor()
  await openLink(buyer)
  await look()
  await phone.getByTestId('other-place').waitFor()
  expect(await phone.getByTestId('placed-seal').count()).toBe(0)
  await inspect(phone, 'request-14-other-place')
  await openLink(seller)
  await aMinuteLater()
  await phone.getByTestId('part-send').click()
  await phone.waitForSelector('[name="code"]')
  await inspect(phone, 'request-05-code')
  await typeCode(phone, seller.phone, /签署验证码(\d{6})/)
  await phone.getByTestId('part-signed').waitFor({ timeout: 30_000 })
  await inspect(phone, 'request-06-signed')
})

it('the sender reminds the second, once an hour, who sees the first’s seal; both have the trail', async () => {
  await sender.getByTestId('signer-urge').click()
  await sender.getByText('已向').waitFor()
  await sender.getByTestId('signer-urge').waitFor({ state: 'detached' })
  await expect.poll(() => linksTo(place, firstSignerOf(buyer), no), { timeout: 30_000 }).toHaveLength(2)
  await inspect(sender, 'request-15-urged')
  await openLink(buyer)
  await look()
  await phone.getByTestId('placed-seal').waitFor()
  expect(await phone.getByTestId('other-place').count()).toBe(0)
  await inspect(phone, 'request-16-other-seal')
  for (const page of [sender, phone]) {
    const coming = page.waitForEvent('download')
    await page.getByTestId('signing-trail').click()
    const file = await (await coming).path()
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  }
  await sender.setViewportSize({ width: 1280, height: 900 })
  await inspect(sender, 'request-17-desktop')
  await sender.setViewportSize(context.viewport)
})

it('the second declines with a reason, which the sender reads', async () => {
  await openLink(buyer)
  await phone.getByTestId('part-decline').click()
  await phone.getByTestId('part-decline-yes').click()
  await phone.waitForSelector('[name="reason"][aria-invalid="true"]')
  await phone.fill('[name="reason"]', '交货期有误')
  await inspect(phone, 'request-07-decline')
  await phone.getByTestId('part-decline-yes').click()
  await phone.getByTestId('part-declined').waitFor()
  await inspect(phone, 'request-08-declined')
  await sender.getByTestId('request-declined').waitFor()
  await sender.getByText('交货期有误').waitFor()
  await inspect(sender, 'request-09-declined')
})

it('the holder names another signer, until a day and so many documents a day', async () => {
  await sender.goto(`${site}/hosted/signers?step=certificates`)
  await sender.getByTestId('signer').waitFor()
  await sender.getByTestId('signer-add').click()
  await sender.fill('[name="name"]', '王小明')
  await sender.fill('[name="phone"]', '13700004321')
  await sender.fill('[name="documentsPerDay"]', '5')
  await inspect(sender, 'request-10-name')
  await sender.getByTestId('signer-name').click()
  await sender.waitForURL(/\/orders\/\d{8}-\d+/)
  await aMinuteLater()
  await sender.getByTestId('hosted-send').click()
  await inspect(sender, 'request-11-agree')
  await typeCode(sender, seller.phone, /验证码(\d{6})，用于允许王小明/)
  await sender.getByText('王小明 确认手机').waitFor()
  await sender.getByTestId('hosted-send').click()
  await typeCode(sender, '13700004321', /验证码(\d{6})，用于将本手机设为.*签署人手机/)
  await sender.getByText('已指定签署人').first().waitFor({ timeout: 30_000 })
  await inspect(sender, 'request-12-named')
  await sender.goto(`${site}/hosted/signers?step=certificates`)
  await expect.poll(() => sender.getByTestId('signer').count()).toBe(2)
  await inspect(sender, 'request-13-signers')
})
