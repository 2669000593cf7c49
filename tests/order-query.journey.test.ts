import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { currentCps } from '../domain/cps.ts'
import { applicant, type Applicant } from './actors.ts'
import { inspect, openBrowser, picture, watchErrors } from './browser.ts'
import { newestCode, readWorld, type Sandbox } from './sandbox-world.ts'

// Somebody comes back on another device: finds the order again, goes on where it stopped, reads what was agreed to.

const place = {
  site: inject('site'),
  sandbox: inject('sandbox'),
  env: inject('environment') as NodeJS.ProcessEnv,
}
const { site, sandbox } = place

let browser: Browser
let desk: Page
let phone: Page
let errors: string[]
let organisation: Sandbox['organisations'][number]
let order: Applicant

beforeAll(async () => {
  browser = await openBrowser()
  const open = async (width: number, height: number) =>
    (await browser.newContext({ locale: 'zh-CN', viewport: { width, height } })).newPage()
  desk = await open(1440, 900)
  phone = await open(390, 844)
  errors = []
  for (const page of [desk, phone]) watchErrors(page, errors)
  const { organisations } = await readWorld(sandbox)
  organisation = organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )[2]!
  order = await applicant(place, organisation)
  await order.save()
  await order.prove()
  await order.confirm()
})

afterAll(() => browser?.close())

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [name, page] of Object.entries({ desk, phone })) await picture(page, `failed-query-${name}`)
})

describe('on another device', () => {
  it('asks by the organisation’s identifier; a wrong one is said at the field', async () => {
    await desk.goto(`${site}/query`)
    await desk.fill('[name="identifier"]', '123')
    await desk.getByTestId('code-send').click()
    await desk.waitForSelector('[name="identifier"][aria-invalid="true"]')
    await inspect(desk, 'query-01-desk')
    await phone.goto(`${site}/query`)
    await phone.check('[name="holder"][value="person"]')
    await inspect(phone, 'query-02-phone-person')
    await phone.check('[name="holder"][value="organisation"]')
    await inspect(phone, 'query-03-phone')
  })

  it('opens the orders by the code, and goes on at the very step', async () => {
    await phone.fill('[name="identifier"]', organisation.uscc)
    await phone.getByTestId('code-send').click()
    const code = await newestCode(sandbox, organisation.operator.phone, /验证码(\d{6}).*查询/)
    await phone.waitForSelector('[name="code"]')
    await phone.reload()
    await phone.waitForSelector('[name="code"]')
    await inspect(phone, 'query-04-code')
    await phone.fill('[name="code"]', code)
    await phone.getByTestId('code-submit').click()
    const found = phone.getByTestId(`order-${order.no}`)
    await found.getByText('新办').waitFor()
    await inspect(phone, 'query-05-found')
    await found.getByRole('link').click()
    await phone.getByTestId('material-businessLicence').waitFor()
    expect(await phone.getByTestId('cps-agreed').getAttribute('href')).toBe(`/cps/${currentCps.version}`)
    await phone.getByTestId('leave').click()
    await phone.waitForURL(`${site}/`)
    await phone.goto(`${site}/query`)
    await phone.waitForSelector('[name="identifier"]')
    expect(await phone.getByTestId(`order-${order.no}`).count()).toBe(0)
    expect(await phone.getByTestId('leave').count()).toBe(0)
  })
})

describe('without operator and legal representative', () => {
  it('asks for a code in the memo of a transfer; whether there is such an account is not told', async () => {
    await desk.goto(`${site}/query`)
    await desk.check('[name="to"][value="account"]')
    await desk.fill('[name="identifier"]', organisation.uscc)
    await inspect(desk, 'query-06-account')
    await desk.getByTestId('code-send').click()
    await desk.waitForSelector('[name="code"]')
    await inspect(desk, 'query-07-account-code')
  })
})

describe('the practice statement', () => {
  it('is there as it is today, and by its version', async () => {
    await desk.goto(`${site}/cps`)
    await desk.getByTestId('cps-version').getByText(currentCps.version).waitFor()
    await inspect(desk, 'cps-01-desk')
    await phone.goto(`${site}/cps/${currentCps.version}`)
    await phone.getByTestId('cps-version').getByText(currentCps.version).waitFor()
    await inspect(phone, 'cps-02-phone')
    expect((await phone.goto(`${site}/cps/9.9`))?.status()).toBe(404)
  })
})

it('shows no error in any page', () => expect(errors).toEqual([]))
