import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { inspect, openBrowser, watchErrors } from './browser.ts'
import { readWorld } from './sandbox-world.ts'

// A link brings the data of an organisation to the application's form: shown, checked, taken by one click.

const [site, sandbox] = [inject('site'), inject('sandbox')]
const errors: string[] = []
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  page = await context.newPage()
  watchErrors(page, errors)
})
afterAll(async () => {
  await browser?.close()
  expect(errors).toEqual([])
})

it('company data that a link brings fill in a form that is accepted; nothing typed is lost', async () => {
  const { name, uscc } = (await readWorld(sandbox)).organisations[1]!
  const requested: string[] = []
  page.context().on('request', (request) => requested.push(request.url()))
  await page.goto(`${sandbox}/?organisation=${uscc}`)
  const link = page.getByTestId(`fill-form-${uscc}`)
  const [form] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  watchErrors(form, errors)
  await form.waitForURL(/\/orders\/\d{8}-\d+$/)
  const no = form.url().split('/').at(-1)!
  const stored = async () =>
    (await form.request.get(`${site}/api/orders/${no}`)).json() as Promise<{
      form: { organisation: { name: string } } | null
      problems: { field: string }[]
    }>

  await form.getByTestId('take-company-data').waitFor()
  expect(await form.inputValue('[name="organisation.uscc"]')).toBe('')
  expect((await stored()).form).toBeNull()
  await inspect(form, 'company-data')

  // What is typed already stays, unless its replacement is wanted.
  await form.fill('[name="organisation.name"]', '自己填的名称')
  await form.getByTestId('take-company-data').click()
  expect(await form.inputValue('[name="organisation.uscc"]')).toBe(uscc)
  expect(await form.inputValue('[name="organisation.name"]')).toBe('自己填的名称')
  await form.locator('summary', { hasText: '粘贴单位资料' }).click()
  await form.getByTestId('company-data').fill(`单位名称：${name}`)
  await form.getByTestId('company-data-read').getByRole('checkbox').check()
  await form.getByTestId('take-company-data').click()
  expect(await form.inputValue('[name="organisation.name"]')).toBe(name)

  // Consent is the person's own.
  await expect
    .poll(async () => (await stored()).problems.map(({ field }) => field), { timeout: 10_000 })
    .toEqual(['agreement.accepted'])
  await form.check('[name="agreement.accepted"]')
  await form.getByTestId('form-next').click()
  await form.getByTestId('proofing-send').waitFor()
  expect((await stored()).form?.organisation.name).toBe(name)
  expect(requested.filter((url) => url.includes(uscc) && url.startsWith(site))).toEqual([])
})
