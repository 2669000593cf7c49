import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Client, Connection } from '@temporalio/client'
import { eq } from 'drizzle-orm'
import PdfKit from 'pdfkit'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { grantCredentials } from '../db/hash-signings.ts'
import { certificates } from '../db/schema/certificates.ts'
import { decide, press, signedIn } from './actors.ts'
import {
  fillApplication,
  inspect,
  openBrowser,
  picture,
  pictures,
  uploadPapers,
  watchErrors,
} from './browser.ts'
import { cscClient, redirectUri } from './csc-signer.ts'
import { historyText, tells } from './history-text.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { phonesRest } from './key-holder.ts'
import { newestCode, readWorld, type Sandbox } from './sandbox-world.ts'
import { judgePdfs } from './signed-pdfs.ts'

// A hosted certificate on a phone: applied for, activated, used to sign, and the signed document verified by a stranger.

const place = installedPlace()
const { site, sandbox, env } = place
const begun = Date.now()
const folder = mkdtempSync(join(tmpdir(), 'yinxin-signing-'))
const errors: string[] = []
let browser: Browser
let phone: Page
let desk: Page
let organisation: Sandbox['organisations'][number]
let no: string
let signingNo: string
let signed: Buffer
const codes: string[] = []

const byTestId = (id: string) => phone.getByTestId(id)
const stateIs = (state: string) =>
  phone.waitForSelector(`[data-testid="state"][data-state="${state}"]`, { timeout: 30_000 })

/** What came by SMS, typed in. */
async function typeCode(to: string, pattern: RegExp): Promise<void> {
  const code = await newestCode(sandbox, to, pattern, begun)
  codes.push(code)
  await phone.waitForSelector('[name="code"]')
  await phone.fill('[name="code"]', code)
  await byTestId('code-submit').click()
}

/** A phone gets a code a minute. */
async function aMinuteLater(): Promise<void> {
  const { db, close } = openInstalledDatabase(place)
  await phonesRest(db)
  await close()
}

function contract(): Promise<Buffer> {
  const font = readFileSync(
    new URL(
      '../node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
      import.meta.url,
    ),
  )
  const pdf = new PdfKit({ size: 'A4', margin: 60 }).font(font as never)
  pdf.fontSize(22).text('设备采购合同', { align: 'center' }).moveDown()
  pdf.fontSize(12).text('甲方向乙方采购设备一批，价款人民币壹拾万元整，交货期三十日。')
  pdf.addPage().text('附件：设备清单')
  pdf.end()
  return buffer(pdf)
}

beforeAll(async () => {
  browser = await openBrowser()
  const context = { locale: 'zh-CN', viewport: { width: 390, height: 844 } }
  phone = await (await browser.newContext(context)).newPage()
  desk = await (
    await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
  ).newPage()
  for (const page of [phone, desk]) watchErrors(page, errors)
  const { organisations } = await readWorld(sandbox)
  organisation = organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )[3]!
})
afterAll(async () => {
  await browser?.close()
  expect(errors).toEqual([])
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(phone, 'failed-signing-phone')
})

it('chooses a hosted certificate on the first page, and gives no address', async () => {
  await phone.goto(site)
  await byTestId('apply-organisationHostedContract').click()
  await phone.waitForURL(/\/orders\/\d{8}-\d+/)
  no = /\d{8}-\d+/.exec(phone.url())![0]
  await phone.waitForSelector('[name="organisation.name"]')
  expect(await phone.locator('[name="delivery.street"]').count()).toBe(0)
  const { legalRepresentative: legal } = organisation
  await fillApplication(
    phone,
    organisation,
    { 'legalRepresentative.phone': legal.phone },
    { comesByCourier: false },
  )
  await phone.check('[name="options"][value="seal"]')
  await inspect(phone, 'signing-01-form')
  await byTestId('form-next').click()
  await byTestId('proofing-send').click()
  await typeCode(legal.phone, /验证码(\d{6})/)
  await byTestId('confirm').click()
  await byTestId('material-businessLicence').waitFor()
  await uploadPapers(phone, place, organisation.uscc)
  await byTestId('materials-done').click()
  await typeCode(organisation.operator.phone, /验证码(\d{6})，用于确认/)
  await byTestId('open-qr').waitFor()
  const { trades } = await readWorld(sandbox)
  const trade = trades.find(({ outTradeNo }) => outTradeNo.startsWith(no.replace('-', '')))!
  await press(place, `trades/${trade.outTradeNo}/pay`)
  await stateIs('inReview')
})

it('is approved, and activates it with the phone that will sign', async () => {
  await decide(await signedIn(place, 'reviewer'), no)
  await stateIs('activating')
  await byTestId('hosted-send').click()
  await phone.waitForSelector('[name="code"]')
  await inspect(phone, 'signing-02-activate')
  const code = await newestCode(sandbox, organisation.operator.phone, /验证码(\d{6})，用于启用/, begun)
  await phone.fill('[name="code"]', code === '000000' ? '111111' : '000000')
  await byTestId('code-submit').click()
  await phone.waitForSelector('[name="code"][aria-invalid="true"]')
  await typeCode(organisation.operator.phone, /验证码(\d{6})，用于启用/)
  await stateIs('completed')
  await inspect(phone, 'signing-03-completed')
})

it('shows itself to be the holder and adds documents, sees their pages; what cannot be signed is said', async () => {
  await aMinuteLater()
  await byTestId('to-sign').click()
  await phone.waitForURL(`${site}/sign`)
  await phone.fill('[name="identifier"]', organisation.uscc)
  await byTestId('code-send').click()
  await typeCode(organisation.operator.phone, /验证码(\d{6})，用于挂失、补办/)
  await byTestId('sign-begin').click()
  await phone.waitForURL(/\/orders\/\d{8}-\d+/)
  signingNo = /\d{8}-\d+/.exec(phone.url())![0]
  await byTestId('signing-add').setInputFiles([
    { name: '设备采购合同.pdf', mimeType: 'application/pdf', buffer: await contract() },
    { name: '损坏.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 nothing') },
  ])
  await phone.getByText('损坏.pdf：').waitFor()
  await byTestId('signing-look').click()
  await phone.waitForSelector('canvas[data-drawn="yes"]')
  // By keyboard, by a click on the page, and across the pages.
  await byTestId('place-seal').first().press('Enter')
  await byTestId('placed-seal').first().waitFor()
  await byTestId('seal-across').check()
  await expect.poll(() => byTestId('placed-seal').count()).toBe(3)
  await phone
    .locator('canvas')
    .nth(1)
    .click({ position: { x: 90, y: 60 } })
  await expect.poll(() => byTestId('placed-seal').count()).toBe(4)
  await inspect(phone, 'signing-04-documents')
})

it('signs by the code that names the document', async () => {
  await byTestId('signing-send').click()
  await phone.waitForSelector('[name="code"]')
  await inspect(phone, 'signing-05-code')
  await typeCode(organisation.operator.phone, /签署验证码(\d{6})，.*设备采购合同\.pdf共1份/)
  await phone.getByTestId('signing-completed').waitFor({ timeout: 30_000 })
  await inspect(phone, 'signing-06-signed')
  expect(await byTestId('placed-seal').count()).toBe(4)
  const link = phone.getByRole('link', { name: '下载 设备采购合同.pdf' })
  expect(await link.getAttribute('download')).toBe('设备采购合同.pdf')
  const [download] = await Promise.all([phone.waitForEvent('download'), link.click()])
  signed = readFileSync(await download.path())
})

it('has made a document that three judges and our own page call genuine', async () => {
  const root = Buffer.from(await (await fetch(`${site}/pki/root.cer`)).arrayBuffer())
  writeFileSync(
    join(folder, 'root.pem'),
    execFileSync('openssl', ['x509', '-inform', 'DER'], { input: root }),
  )
  const [judged] = await judgePdfs(folder, [signed], { isArchived: true })
  expect([judged!.poppler[0], judged!.pyhanko, judged!.dss]).toEqual([
    'Signature is Valid.',
    ['VALID'],
    ['TOTAL_PASSED null PAdES-BASELINE-LTA'],
  ])
  await desk.goto(`${site}/verify`)
  await desk
    .getByTestId('verify-file')
    .setInputFiles({ name: '设备采购合同.pdf', mimeType: 'application/pdf', buffer: signed })
  await desk.getByTestId('verdict-genuine').waitFor()
  await inspect(desk, 'signing-07-verified')
  const seen = join(folder, 'signed.pdf')
  writeFileSync(seen, signed)
  execFileSync('pdftoppm', ['-r', '50', '-png', seen, join(pictures, 'signing-signed')])
  // Red where a seal was placed on the first page, and at its right edge.
  const { data, info } = await sharp(join(pictures, 'signing-signed-1.png'))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const reds = Array.from({ length: info.width * info.height }, (_, pixel) => pixel * info.channels).filter(
    (at) => data[at]! > 150 && data[at + 1]! < 120,
  )
  const columns = reds.map((at) => (at / info.channels) % info.width)
  expect(columns.some((x) => x > info.width * 0.97)).toBe(true)
  expect(columns.some((x) => x > info.width * 0.65 && x < info.width * 0.85)).toBe(true)
  await desk.goto(`${site}/sign`)
  await inspect(desk, 'signing-08-desk')
})

it('shows its holder each use of the key, and can be stopped there', async () => {
  await phone.goto(`${site}/hosted?step=certificates`)
  await byTestId('hosted-uses').first().click()
  const uses = byTestId('uses').getByRole('listitem')
  await expect.poll(() => uses.count()).toBe(2)
  expect(await uses.first().innerText()).toContain('设备采购合同.pdf')
  expect(await uses.first().innerText()).toContain('127.0.0.1')
  await inspect(phone, 'signing-09-uses')
  await phone.getByRole('link', { name: '立即挂失停用' }).waitFor()
})

it('has the uses mailed each month, once the mailbox has confirmed it, until it is stopped', async () => {
  const email = 'uses-journey@example.cn'
  const stateIs = (state: string) =>
    phone.waitForSelector(`[data-testid="uses-mail"][data-state="${state}"]`, { state: 'attached' })
  await stateIs('none')
  await phone.fill('[name="email"]', 'nobody')
  await byTestId('uses-mail-ask').click()
  await phone.waitForSelector('[name="email"][aria-invalid="true"]')
  await phone.fill('[name="email"]', email)
  await byTestId('uses-mail-ask').click()
  await stateIs('unconfirmed')
  await inspect(phone, 'signing-10-uses-mail')
  const { mails } = await readWorld(sandbox)
  const link = /http\S+\/hosted\/mail#\S+/.exec(mails.find(({ to }) => to === email)!.text)![0]
  await desk.goto(link)
  await desk.getByTestId('uses-mail-confirm').waitFor()
  await inspect(desk, 'signing-11-uses-mail-link')
  await desk.getByTestId('uses-mail-confirm').click()
  await desk.waitForSelector('[data-testid="uses-mail-link"][data-state="confirmed"]')
  await phone.evaluate("window.dispatchEvent(new Event('focus'))")
  await stateIs('confirmed')
  await byTestId('uses-mail-stop').click()
  await stateIs('none')
  await desk.reload()
  await desk.waitForSelector('[data-testid="uses-mail-link"][data-state="none"]')
})

it('signs what another system asks for, on our page, with the phone that is a signer’s', async () => {
  const { db, close } = openInstalledDatabase(place)
  const client = await cscClient(db)
  const [certificate] = await db
    .select()
    .from(certificates)
    .where(eq(certificates.orderId, `hostedApplication/${no}`))
  await grantCredentials(db, client.id, [certificate!.id])
  const hash = createHash('sha256').update('采购合同').digest('base64url')
  const asked = new URLSearchParams({
    ...{ response_type: 'code', client_id: client.id, redirect_uri: redirectUri, scope: 'credential' },
    ...{ credentialID: certificate!.id, hashes: hash, description: '采购合同' },
  })
  await phone.route(`${redirectUri}**`, (route) => route.fulfill({ body: 'back' }))
  await phone.goto(`${site}/csc/v1/oauth2/authorize?${asked}`)
  await phone.fill('[name="phone"]', '13911112222')
  await byTestId('grant-send').click()
  await phone.waitForSelector('[name="phone"][aria-invalid="true"]')
  await inspect(phone, 'signing-12-whose-phone')
  await phone.fill('[name="phone"]', organisation.operator.phone)
  await phonesRest(db)
  await close()
  const since = Date.now()
  await byTestId('grant-send').click()
  await phone.waitForSelector('[name="code"]')
  await inspect(phone, 'signing-13-authorize')
  await phone.fill(
    '[name="code"]',
    await newestCode(sandbox, organisation.operator.phone, /签署验证码(\d{6})/, since),
  )
  await byTestId('code-submit').click()
  await phone.waitForURL(/contracts\.example\.cn\/return\?code=/)
})

it('leaves no code, name or phone in a history', async () => {
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS! })
  const client = new Client({ connection })
  for (const workflowId of [`hostedApplication/${no}`, `signing/${signingNo}`]) {
    const text = historyText(await client.workflow.getHandle(workflowId).fetchHistory())
    const { operator, name } = organisation
    for (const secret of [...codes, operator.phone, operator.name, name, '采购合同'])
      expect([workflowId, secret, tells(text, secret)]).toEqual([workflowId, secret, false])
  }
  await connection.close()
})
