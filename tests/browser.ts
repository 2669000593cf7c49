import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Place } from './actors.ts'
import { withFreshCode } from './one-time-codes.ts'
import type { Sandbox } from './sandbox-world.ts'

const pictures = fileURLToPath(new URL('./.artifacts', import.meta.url))
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

/** Collects what goes wrong inside a page. */
export function watchErrors(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(error.message))
}

/** Signs in to the console with password and one-time code, as somebody of this role. */
export async function signInAs(page: Page, { site, env }: Place, role: string): Promise<void> {
  const accounts = JSON.parse(readFileSync(env.STAFF_ACCOUNTS_FILE!, 'utf8')) as Record<string, string>[]
  const account = accounts.find((candidate) => candidate.role === role)!
  await page.context().clearCookies()
  await page.goto(`${site}/ops/sign-in`)
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
    'delivery.name': operator.name,
    'delivery.phone': operator.phone,
    'delivery.province': address.province,
    'delivery.city': address.city,
    'delivery.district': address.district,
    'delivery.street': address.street,
  }
  for (const [field, value] of Object.entries(values)) await page.fill(`[name="${field}"]`, value)
  await page.check('[name="agreement.accepted"]')
}
