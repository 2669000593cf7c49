import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Place } from './actors.ts'
import { withFreshCode } from './one-time-codes.ts'
import type { Sandbox } from './sandbox-world.ts'

/** Where pictures of tests lie. */
export const pictures = fileURLToPath(new URL('./.artifacts', import.meta.url))
mkdirSync(pictures, { recursive: true })

/** The system's Chromium, without the connections it would make by itself. */
export function openBrowser(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}

/** Keeps a picture of the whole page. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** Keeps a picture of the page and lets axe judge it: nothing that WCAG 2.2 AA forbids. */
export async function inspect(page: Page, name: string): Promise<void> {
  await picture(page, name)
  // From the top: a bar that stays in view covers something wherever else one has scrolled to.
  await page.evaluate('window.scrollTo(0, 0)')
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  expect(found, `axe on ${name}`).toEqual([])
}

const PHONE = { width: 390, height: 844 }

/**
 * The same page at the width of a phone, where nothing may be wider than it, judged by axe too.
 * Afterwards the page is as wide as before.
 */
export async function inspectOnPhone(page: Page, name: string): Promise<void> {
  await atWidthOfPhone(page, name, () => inspect(page, `${name}-phone`))
}

/** The page on a desk and on a phone, both judged by axe. */
export async function inspectBoth(page: Page, name: string): Promise<void> {
  await inspect(page, name)
  await inspectOnPhone(page, name)
}

/** Pictures of a page on a desk and on a phone; axe has judged it elsewhere. */
export async function pictureBoth(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await atWidthOfPhone(page, name, () => picture(page, `${name}-phone`))
}

async function atWidthOfPhone(page: Page, name: string, look: () => Promise<void>) {
  const before = page.viewportSize()!
  await page.setViewportSize(PHONE)
  await look()
  const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
  expect(overflow, `${name} is wider than a phone`).toBeLessThanOrEqual(0)
  await page.setViewportSize(before)
}

/** Collects what goes wrong inside a page. */
export function watchErrors(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(error.message))
}

/** Signs in to the console with password and one-time code, as somebody of this role. */
export async function signInAs(page: Page, place: Place, role: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${place.site}/ops/sign-in`)
  await typeSignIn(page, place, role)
}

/** Fills in the sign-in page of the console, on which one is already. */
export async function typeSignIn(page: Page, { env }: Place, role: string): Promise<void> {
  const accounts = JSON.parse(readFileSync(env.STAFF_ACCOUNTS_FILE!, 'utf8')) as Record<string, string>[]
  const account = accounts.find((candidate) => candidate.role === role)!
  await withFreshCode(env, account.username!, async (code) => {
    await page.fill('[name="username"]', account.username!)
    await page.fill('[name="password"]', account.password!)
    await page.click('button[type="submit"]')
    await page.waitForSelector('[name="code"]')
    await page.fill('[name="code"]', code)
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/verify-totp')),
      page.click('button[type="submit"]'),
    ])
    return answer.ok()
  })
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

/** Types what an application asks of an organisation; each way of proofing has fields of its own besides. */
export async function fillApplication(
  page: Page,
  organisation: Sandbox['organisations'][number],
  ofProofing: Record<string, string>,
  { comesByCourier = true } = {},
): Promise<void> {
  const { name, uscc, legalRepresentative: legal, operator, address, invoiceEmail } = organisation
  const values: Record<string, string> = {
    'organisation.name': name,
    'organisation.uscc': uscc,
    'legalRepresentative.name': legal.name,
    'legalRepresentative.idNumber': legal.idNumber,
    ...ofProofing,
    'operator.name': operator.name,
    'operator.idNumber': operator.idNumber,
    'operator.phone': operator.phone,
    'operator.email': operator.email,
    'invoice.email': invoiceEmail,
    ...(comesByCourier && {
      'delivery.name': operator.name,
      'delivery.phone': operator.phone,
      'delivery.province': address.province,
      'delivery.city': address.city,
      'delivery.district': address.district,
      'delivery.street': address.street,
    }),
  }
  for (const [field, value] of Object.entries(values)) await page.fill(`[name="${field}"]`, value)
  await page.check('[name="agreement.accepted"]')
}

/** A reviewer takes the order whose review is open on the page, looks at all of it, ticks everything and approves. */
export async function takeAndTick(staff: Page): Promise<void> {
  await staff.getByTestId('claim').click()
  // All of them have to be seen before anything can be ticked.
  for (const shown of await staff.getByTestId(/^picture-/).all()) await shown.click()
  for (const check of ['licenceMatches', 'legalRepIdMatches', 'authorisationStamped', 'picturesLegible'])
    await staff.getByTestId(`check-${check}`).check()
  const picture = `document.querySelector('[data-testid="picture"][data-current="true"]')`
  await expect.poll(() => staff.evaluate(`${picture}?.naturalWidth`), { timeout: 10_000 }).toBeGreaterThan(0)
}

/** Uploads papers out of the drawer that an organisation has in the sandbox. */
export async function uploadPapers(
  page: Page,
  { sandbox }: Place,
  uscc: string,
  kinds = ['businessLicence', 'legalRepId', 'authorisation'],
): Promise<void> {
  for (const kind of kinds) {
    const paper = await fetch(`${sandbox}/world/organisations/${uscc}/papers/${kind}.pdf`)
    const buffer = Buffer.from(await paper.arrayBuffer())
    const card = page.getByTestId(`material-${kind}`)
    await card
      .locator('input[type=file]')
      .setInputFiles({ name: `${kind}.pdf`, mimeType: 'application/pdf', buffer })
    await card.locator('img').waitFor()
  }
}
