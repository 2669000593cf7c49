import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { inspectBoth, openBrowser, signInAs, watchErrors } from './browser.ts'

// An administrator lets another system in that proves itself by a certificate; what that can do: signing-api.test.ts.

const place = {
  site: inject('site'),
  sandbox: inject('sandbox'),
  env: inject('environment') as NodeJS.ProcessEnv,
}
const NAME = '采购平台（证书）'
const errors: string[] = []
let browser: Browser
let staff: Page

beforeAll(async () => {
  browser = await openBrowser()
  staff = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  watchErrors(staff, errors)
  await signInAs(staff, place, 'administrator')
}, 120_000)
afterAll(() => browser?.close())

const at = (testid: string) => staff.getByTestId(testid)

it('a key and its certificate are made in the browser, kept in a file that openssl reads, and revoked', async () => {
  await staff.goto(`${place.site}/ops/api-clients`)
  await staff.getByLabel('应用名称').fill(NAME)
  await at('permission-csc').check()
  await at('proof-certificate').check()
  await at('client-make').click()
  await at('client-made').waitFor()
  expect(await at('client-secret').count()).toBe(0)
  const id = (await at('client-id').textContent())!
  const mine = at(`client-${id}`)
  await mine.getByTestId('certificates').click()
  await at('certificate-send').click()
  await mine.getByText('无法识别').waitFor()
  await inspectBoth(staff, 'client-certificates-01-none')

  await at('certificate-make').click()
  const password = (await at('p12-password').textContent())!
  await inspectBoth(staff, 'client-certificates-02-made')
  const [download] = await Promise.all([staff.waitForEvent('download'), at('p12').click()])
  expect(download.suggestedFilename()).toBe(`${id}.p12`)
  const file = join(mkdtempSync(join(tmpdir(), 'yinxin-p12-')), 'client.p12')
  await download.saveAs(file)
  const of = ['pkcs12', '-in', file, '-passin', `pass:${password}`, '-nokeys', '-clcerts']
  const certificate = execFileSync('openssl', of, { encoding: 'utf8' })
  expect(certificate).toContain(id)

  await at('certificate-revoke').click()
  await at('certificate-reason').selectOption('keyCompromise')
  await inspectBoth(staff, 'client-certificates-03-revoke')
  await mine.getByTestId('dialog-yes').click()
  await at('client-certificate').getByText('密钥泄露').waitFor()
  await inspectBoth(staff, 'client-certificates-04-revoked')
  expect(errors).toEqual([])
})
