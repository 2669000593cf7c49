import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { applicant, signedIn, type Applicant } from './actors.ts'
import { inspectBoth, openBrowser, signInAs, watchErrors } from './browser.ts'
import { readWorld } from './sandbox-world.ts'

// A reviewer works through the list of orders by keyboard; others change what is in it meanwhile.

const place = {
  site: inject('site'),
  sandbox: inject('sandbox'),
  env: inject('environment') as NodeJS.ProcessEnv,
}
const { site } = place
const errors: string[] = []
let browser: Browser
let staff: Page
let mine: Applicant
let other: Applicant

beforeAll(async () => {
  browser = await openBrowser()
  const { organisations } = await readWorld(place.sandbox)
  const [first, second] = organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  mine = await (await applicant(place, first!)).paid()
  other = await (await applicant(place, second!)).paid()
  staff = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  watchErrors(staff, errors)
}, 180_000)
afterAll(() => browser?.close())

const at = (testid: string) => staff.getByTestId(testid)
const focused = () => staff.evaluate(`document.activeElement?.closest('[data-row]')?.dataset.row`)

/** Goes down the rows until the focus is on this order. */
async function downTo(no: string) {
  await expect
    .poll(
      async () => {
        await staff.keyboard.press('j')
        return focused()
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe(no)
}

it('begins with what there is to do today', async () => {
  await signInAs(staff, place, 'reviewer')
  await staff.waitForURL(`${site}/ops`)
  await at('own-inReview').waitFor()
  expect(Number(await at('own-inReview').locator('.text-2xl').textContent())).toBeGreaterThanOrEqual(2)
  await inspectBoth(staff, 'work-01-overview')
  await at('own-inReview').getByRole('link').first().click()
  await staff.waitForURL(`${site}/ops/reviews`)
})

it('a reviewer takes an order by keyboard, gives it back, takes it again and opens it', async () => {
  await at(`review-row-${mine.no}`).waitFor()
  await inspectBoth(staff, 'work-02-reviews')
  await downTo(mine.no)
  await staff.keyboard.press('t')
  await at(`holder-${mine.no}`).getByText('我', { exact: true }).waitFor()
  expect(await focused()).toBe(mine.no)
  await staff.keyboard.press('r')
  await at(`holder-${mine.no}`).getByText('—', { exact: true }).waitFor()
  await staff.keyboard.press('t')
  await at(`holder-${mine.no}`).getByText('我', { exact: true }).waitFor()
  await staff.keyboard.press('?')
  await inspectBoth(staff, 'work-03-shortcuts')
  await staff.keyboard.press('Escape')
  await staff.keyboard.press('Enter')
  await staff.waitForURL(`${site}/ops/reviews/${mine.no}`)
  await staff.goBack()
  await at(`review-row-${mine.no}`).waitFor()
})

it('what another changes comes in by its row alone', async () => {
  const asked: URL[] = []
  const listen = (request: { url: () => string }) => {
    const url = new URL(request.url())
    if (url.pathname === '/api/ops/orders') asked.push(url)
  }
  // The stream of events is open: whatever comes now is heard.
  await staff.waitForTimeout(500)
  staff.on('request', listen)
  const senior = await signedIn(place, 'seniorReviewer')
  await senior('PUT', `/api/ops/orders/${other.no}/priority`, { priority: 'urgent' })
  await at(`review-row-${other.no}`).getByTestId('urgent').waitFor()
  staff.off('request', listen)
  expect(await staff.locator('[data-row]').first().getAttribute('data-row')).toBe(other.no)
  expect(asked.length).toBeGreaterThan(0)
  for (const url of asked) expect(url.searchParams.get('only')).toMatch(/^\d{8}-\d+/)
  await senior('PUT', `/api/ops/orders/${mine.no}/assignee`, { assignee: 'seniorreviewer' })
  await at(`holder-${mine.no}`).getByText('seniorreviewer').waitFor()
  await downTo(mine.no)
  await staff.keyboard.press('t')
  expect(await at(`holder-${mine.no}`).textContent()).toContain('seniorreviewer')
})

it('a filter is an address that is kept by a name', async () => {
  await staff.goto(`${site}/ops/orders?who=reviewer&priority=urgent`)
  await at(`order-row-${other.no}`).waitFor()
  expect(await at(`order-row-${mine.no}`).count()).toBe(0)
  await at('save-filter').click()
  await staff.fill('[name="filter-name"]', '加急待审')
  await at('save-filter-now').click()
  await at('saved-filter').getByText('加急待审').waitFor()
  await inspectBoth(staff, 'work-04-filter')
  await staff.goto(`${site}/ops/orders`)
  await at(`order-row-${mine.no}`).waitFor()
  await at('saved-filter').click()
  await staff.waitForURL(/who=reviewer&priority=urgent/)
  await at(`order-row-${mine.no}`).waitFor({ state: 'detached' })
  await staff.selectOption('[name="priority"]', 'normal')
  await at(`order-row-${mine.no}`).waitFor()
  expect(staff.url()).toContain('priority=normal')
})

it('a person’s phone finds their order, and comes into no address', async () => {
  await staff.goto(`${site}/ops/orders`)
  const asked: string[] = []
  staff.on('request', (request) => asked.push(request.url()))
  const { phone } = mine.form.operator
  await at(`order-row-${mine.no}`).waitFor()
  await staff.keyboard.press('/')
  await staff.keyboard.type(phone)
  await staff.keyboard.press('Enter')
  await staff.getByRole('status').getByText('找到').waitFor()
  await at(`order-row-${mine.no}`).waitFor()
  expect(await at(`order-row-${other.no}`).count()).toBe(0)
  await inspectBoth(staff, 'work-05-search')
  await at(`order-row-${mine.no}`).getByRole('link').click()
  await at('order-state').waitFor()
  await staff.goBack()
  await at(`order-row-${mine.no}`).waitFor()
  expect(await staff.inputValue('#search')).toBe(phone)
  expect(asked.filter((url) => url.includes(phone))).toEqual([])
  await at('close-search').click()
  await at(`order-row-${other.no}`).waitFor()
})

it('a senior reviewer gives an order to somebody, in English', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  watchErrors(page, errors)
  await signInAs(page, place, 'seniorReviewer')
  await page.getByTestId('own-inReview').waitFor()
  await inspectBoth(page, 'work-06-overview-en')
  await page.goto(`${site}/ops/orders/${mine.no}`)
  await page.getByTestId('work').locator('[name="to"]').selectOption('reviewer')
  await page.getByTestId('give').click()
  await page.getByTestId('assignee').getByText('reviewer', { exact: false }).waitFor()
  await inspectBoth(page, 'work-07-order-en')
  await page.goto(`${site}/ops/orders`)
  await page.getByTestId(`order-row-${mine.no}`).waitFor()
  await inspectBoth(page, 'work-08-orders-en')
  await page.goto(`${site}/ops/reviews`)
  await page.getByTestId(`review-row-${mine.no}`).waitFor()
  await inspectBoth(page, 'work-09-reviews-en')
  await page.close()
})

it('whoever has no orders of their own sees tasks, and where all orders are', async () => {
  await signInAs(staff, place, 'support')
  await at('own-tasks-support').waitFor()
  await at('steps').waitFor()
  await inspectBoth(staff, 'work-10-overview-support')
  await staff.goto(`${site}/ops/tasks`)
  await at('due-all').waitFor()
  await inspectBoth(staff, 'work-11-tasks')
})

it('shows no error in any page', () => expect(errors).toEqual([]))
