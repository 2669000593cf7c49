import Dysms from '@alicloud/dysmsapi20170525'
import { $OpenApiUtil } from '@alicloud/openapi-core'
import { createTransport } from 'nodemailer'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smsTemplate } from '../../domain/notice-words.ts'
import { inspect, openBrowser } from '../../tests/browser.ts'
import { startWorld, type TestWorld } from '../../tests/start-world.ts'
import { organisations } from '../people.ts'

// The page of the outside world in a browser, with what the providers of two orders have got.

const MINE = '20261124-000017'
const OTHER = '20261124-000018'
const [owner, neighbour] = [organisations[0]!, organisations[1]!]

let world: TestWorld
let browser: Browser
let page: Page

/** An SMS as the product sends it: the order's number is in our own number of the message. */
async function sms(phone: string, outId: string, code: string) {
  const config = { accessKeyId: 'LTAItest', accessKeySecret: 'aliyun-secret', protocol: 'HTTP' }
  const endpoint = world.url.replace('http://', '')
  const { body } = await new Dysms.default(new $OpenApiUtil.Config({ ...config, endpoint })).sendSms(
    new Dysms.SendSmsRequest({
      phoneNumbers: phone,
      signName: '印信',
      templateCode: smsTemplate('proofingCode', 'zh').code,
      templateParam: JSON.stringify({ organisation: '某单位', code }),
      outId,
    }),
  )
  expect(body?.code).toBe('OK')
}
const legalSms = (of: typeof owner, no: string, code: string) =>
  sms(of.legalRepresentative.phone, no && `newApplication/${no}/run/1`, code)
/** A transfer to the CA, its memo as the site gives it: digits and two check digits. */
const remit = (of: typeof owner, memo: string) =>
  world.act('bank/receipts', { account: of.account.number, amount: '100.00', memo })
const mail = (to: string, subject: string) =>
  createTransport({ host: '127.0.0.1', port: world.smtpPort, ignoreTLS: true }).sendMail({
    ...{ from: 'no-reply@yinxin.example', to, subject, text: '正文' },
  })

const codes = () => page.getByTestId('sms-text').allTextContents()
const tick = (step: string) => page.getByTestId(`tour-${step}`).getAttribute('data-done')

beforeAll(async () => {
  world = await startWorld()
  browser = await openBrowser()
  page = await (
    await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  ).newPage()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

describe('the page of the outside world', () => {
  it('ticks a step of the first hour by itself, when it has been seen, and keeps the tick', async () => {
    await page.goto(world.url)
    await page.getByTestId('tour-applied').waitFor()
    expect(await tick('applied')).toBe('false')
    await legalSms(owner, MINE, '111111')
    await expect.poll(() => tick('applied')).toBe('true')
    expect(await tick('proved')).toBe('false')
    await page.reload()
    await page.getByTestId('tour-applied').waitFor()
    expect(await tick('applied')).toBe('true')
  })

  it('shows of one order what carries its number, and what came to its people without any', async () => {
    await legalSms(neighbour, OTHER, '222222')
    await legalSms(owner, OTHER, '444444')
    await remit(neighbour, `${OTHER.replace('-', '')}40`)
    await mail(neighbour.invoiceEmail, `电子发票（订单 ${OTHER}）`)
    await mail(owner.invoiceEmail, `电子发票（订单 ${MINE}）`)
    await remit(owner, `附言 ${MINE.replace('-', '')}59`)
    // Both orders have been on this phone; of this one something came last.
    await legalSms(owner, '', '333333')

    await page.goto(world.url)
    await page.getByTestId('order-filter').fill(MINE.replace('-', ''))
    await page.getByTestId('order-filter-go').click()
    await page.getByTestId('chosen').getByText(owner.name).waitFor()
    const isShown = async () => {
      expect((await codes()).map((text) => /\d{6}/.exec(text)?.[0])).toEqual(['333333', '111111'])
      expect(await page.getByTestId('bank-memo').allTextContents()).toEqual([
        `附言 ${MINE.replace('-', '')}59`,
      ])
      expect(await page.getByTestId('mail').count()).toBe(1)
      expect(await page.getByTestId(`phone-${neighbour.operator.phone}`).count()).toBe(0)
      expect(await page.getByTestId(`phone-${owner.operator.phone}`).count()).toBe(1)
    }
    await isShown()
    await page.reload()
    await page.getByTestId('chosen').getByText(owner.name).waitFor()
    await isShown()
    await inspect(page, 'sandbox-one-order-phone')
  })

  it('says so when nobody outside has seen an order', async () => {
    await page.goto(`${world.url}/?order=20261124-000099`)
    await page.getByTestId('chosen').getByText('20261124-000099').waitFor()
    expect(await codes()).toEqual([])
  })

  it('leaves what somebody reads where it is, and counts what is new', async () => {
    await page.goto(world.url)
    const letter = page.getByTestId('mail').last()
    await letter.locator('summary').click()
    const place = () => letter.evaluate((element) => element.getBoundingClientRect().top)
    const before = await place()
    await mail(owner.invoiceEmail, '又一封')
    await page.getByText('又一封').waitFor()
    expect(Math.abs((await place()) - before)).toBeLessThan(2)
    expect(await letter.locator('details').evaluate((element) => (element as HTMLDetailsElement).open)).toBe(
      true,
    )
    await legalSms(owner, MINE, '555555')
    const count = async () =>
      Number.parseInt((await page.locator('#nav a[href="#phones"] .counts').textContent()) ?? '')
    await expect.poll(count).toBe(5)
    await page.getByTestId(`phone-${owner.legalRepresentative.phone}`).scrollIntoViewIfNeeded()
    await expect.poll(count, { timeout: 5000 }).toBeLessThan(5)
  })

  it('is fit for everybody, on a desk too', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(world.url)
    await page.getByTestId('tour-applied').waitFor()
    await inspect(page, 'sandbox-desk')
  })
})
