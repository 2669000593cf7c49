import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { makeKey, press, signedIn, until } from './actors.ts'
import {
  fillApplication,
  inspect,
  openBrowser,
  picture,
  signInAs,
  takeAndTick,
  watchErrors,
} from './browser.ts'
import { newestCode, readWorld } from './sandbox-world.ts'

// The ways beside the straight one, as people meet them on their screens: the 1-cent transfer that is refused first,
// two tabs, WeChat Pay, a document asked for again, a parcel that comes back; and the pages of staff that belong to it.

const place = {
  site: inject('site'),
  sandbox: inject('sandbox'),
  env: inject('environment') as NodeJS.ProcessEnv,
}
const { site, sandbox } = place

const begun = Date.now()

let browser: Browser
let applicant: Page
let staff: Page
let errors: string[]
let no: string
let waybill: string
let organisation: Awaited<ReturnType<typeof readWorld>>['organisations'][number]

const stateIs = (state: string) =>
  applicant.waitForSelector(`[data-testid="state"][data-state="${state}"]`, { timeout: 30_000 })

beforeAll(async () => {
  browser = await openBrowser()
  const phone = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  const desk = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  applicant = await phone.newPage()
  staff = await desk.newPage()
  errors = []
  for (const page of [applicant, staff]) watchErrors(page, errors)
  const { organisations } = await readWorld(sandbox)
  organisation = organisations.filter(({ status }) => status.startsWith('在营'))[1]!
})
afterAll(() => browser?.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [name, page] of Object.entries({ applicant, staff })) await picture(page, `failed-${name}`)
})

async function paper() {
  const page = sharp({ create: { width: 900, height: 640, channels: 3, background: '#dfe4ea' } })
  return page.jpeg().toBuffer()
}

async function upload(kind: string) {
  const card = applicant.getByTestId(`material-${kind}`)
  const file = { name: `${kind}.jpg`, mimeType: 'image/jpeg', buffer: await paper() }
  const answered = applicant.waitForResponse((answer) => answer.request().method() === 'PUT')
  await card.locator('input[type=file]').setInputFiles(file)
  expect((await answered).status()).toBe(200)
}

describe('an application on the ways beside the straight one', () => {
  it('fills in another way of proofing; two tabs show the same order, and going back loses nothing', async () => {
    await applicant.goto(site)
    await applicant.getByTestId('start').click()
    await applicant.waitForURL(/\/orders\/\d{8}-\d+/)
    no = applicant.url().split('/').at(-1)!
    const { address, account } = organisation
    await applicant.waitForSelector('[name="organisation.name"]')
    await applicant.check('[name="proofing.method"][value="microDeposit"]')
    await fillApplication(applicant, organisation, {
      'proofing.bank': account.bank,
      'proofing.account': account.number,
    })
    await inspect(applicant, '20-form-transfer')
    const stored = async () => (await applicant.request.get(`${site}/api/orders/${no}`)).json()
    await expect.poll(stored, { timeout: 10_000 }).toMatchObject({ problems: [] })

    const tab = await applicant.context().newPage()
    await tab.goto(`${site}/orders/${no}`)
    await tab.waitForSelector('[name="organisation.name"]')
    expect(await tab.inputValue('[name="proofing.account"]')).toBe(account.number)
    await tab.close()

    await applicant.getByTestId('form-next').click()
    await applicant.getByTestId('proofing-send').waitFor()
    await applicant.goBack()
    await applicant.goForward()
    await applicant.goto(`${site}/orders/${no}`)
    await applicant.waitForSelector('[name="organisation.name"]')
    expect(await applicant.inputValue('[name="delivery.street"]')).toBe(address.street)
    await applicant.getByTestId('form-next').click()
  })

  it('is told that the bank refused the transfer, and proves itself by the memo of the second', async () => {
    const { number } = organisation.account
    await press(place, `bank/accounts/${number}/mode/closed`)
    await applicant.getByTestId('proofing-send').click()
    await applicant.getByTestId('transfer-failed').waitFor({ timeout: 30_000 })
    await inspect(applicant, '21-transfer-refused')
    await press(place, `bank/accounts/${number}/mode/normal`)
    await applicant.getByTestId('proofing-send').click()
    await applicant.waitForSelector('[name="code"]', { timeout: 30_000 })
    await inspect(applicant, '22-transfer-sent')
    const code = await until(async () => {
      const { bank } = await readWorld(sandbox)
      const lines = bank.accounts.find((account) => account.number === number)?.lines ?? []
      return lines.map(({ memo }) => /验证码(\d{6})/.exec(memo)?.[1]).find(Boolean)
    }, 'the memo')
    await applicant.fill('[name="code"]', code)
    await applicant.getByTestId('code-submit').click()
    await applicant.getByTestId('confirm').click()
  })

  it('pays by WeChat although the page was reloaded meanwhile', async () => {
    await applicant.getByTestId('material-businessLicence').waitFor()
    for (const kind of ['businessLicence', 'legalRepId', 'authorisation']) await upload(kind)
    await applicant.getByTestId('materials-done').click()
    const code = await newestCode(sandbox, organisation.operator.phone, /验证码(\d{6})/, begun)
    await applicant.fill('[name="code"]', code)
    await applicant.getByTestId('code-submit').click()
    await applicant.getByTestId('qr-wechat').waitFor()
    await applicant.reload()
    await applicant.getByTestId('qr-wechat').locator('svg, img').first().waitFor()
    await inspect(applicant, '23-two-codes')
    const trade = await until(
      async () =>
        (await readWorld(sandbox)).wechatTrades.find(({ outTradeNo }) =>
          outTradeNo.startsWith(no.replace('-', '')),
        ),
      'the trade',
    )
    await press(place, `wechat-trades/${trade.outTradeNo}/pay`, { how: 'twice' })
    await stateIs('inReview')
  })

  it('is asked for one document again and sends only that', async () => {
    await signInAs(staff, place, 'reviewer')
    await staff.goto(`${site}/ops/reviews/${no}`)
    await staff.getByTestId('claim').click()
    await staff.getByTestId('return-materials').click()
    await staff.getByTestId('return-item-legalRepId').check()
    await staff.getByTestId('return-reason-legalRepId').selectOption('illegible')
    await inspect(staff, '24-return')
    await staff.getByTestId('return-confirm').click()
    await stateIs('materialsWanted')
    await inspect(applicant, '25-documents-wanted')
    await upload('legalRepId')
    await applicant.getByTestId('materials-resend').click()
    await stateIs('inReview')
  })

  it('is approved, made and sent; the parcel comes back and goes to the corrected address', async () => {
    await staff.goto(`${site}/ops/reviews/${no}`)
    await takeAndTick(staff)
    await staff.getByTestId('approve').click()
    await stateIs('making')
    await makeKey(place, await signedIn(place, 'keyStation'), no)
    await stateIs('shipping')
    waybill = (await applicant.getByTestId('waybill').textContent()) ?? ''
    for (const operation of ['pickedUp', 'refused', 'returned'])
      await press(place, `shipments/${waybill}/${operation}`)
    await stateIs('returned')
    await applicant.getByTestId('correct-address').locator('[name="delivery.street"]').fill('更正路 8 号')
    await inspect(applicant, '26-address')
    await applicant.getByTestId('address-save').click()
    await applicant.getByTestId('correct-address').getByRole('status').filter({ hasText: /\S/ }).waitFor()

    await signInAs(staff, place, 'keyStation')
    await staff.goto(`${site}/ops/orders/${no}`)
    await staff.getByTestId('reship').click()
    const dialog = staff.getByRole('alertdialog')
    if (await dialog.isVisible().catch(() => false)) await dialog.getByRole('button').last().click()
    await stateIs('shipping')
    const again = await until(async () => {
      const now = await applicant.getByTestId('waybill').textContent()
      return now !== waybill && now
    }, 'another waybill')
    for (const operation of ['pickedUp', 'delivered']) await press(place, `shipments/${again}/${operation}`)
    await stateIs('completed')
    await inspect(applicant, '27-completed')
  })

  it('leaves work and rules that staff can read', async () => {
    await signInAs(staff, place, 'support')
    await staff.goto(`${site}/ops/tasks`)
    await staff.getByTestId('task-parcelReturned').first().waitFor()
    await inspect(staff, '28-tasks')
    await signInAs(staff, place, 'administrator')
    await staff.goto(`${site}/ops/rules`)
    await staff.getByTestId('rule-usccDoubtful').waitFor()
    await inspect(staff, '29-rules')
  })

  it('shows no error in any page', () => expect(errors).toEqual([]))
})
