import { execFileSync } from 'node:child_process'
import { writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import type { Browser, Page, Request } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { makeKey, press, signedIn } from './actors.ts'
import { tryPin } from './applicant-pc.ts'
import {
  fillApplication,
  inspect,
  openBrowser,
  picture,
  signInAs,
  takeAndTick,
  uploadPapers,
  watchErrors,
} from './browser.ts'
import { historyText, tells } from './history-text.ts'
import { newestCode, readWorld } from './sandbox-world.ts'

// From the empty form to a key on the applicant's desk: one browser, acting as everybody, on real parts.

const site = inject('site')
const sandbox = inject('sandbox')
const environment = inject('environment')
const place = { site, sandbox, env: environment }
const folder = mkdtempSync(join(tmpdir(), 'yinxin-papers-'))

const begun = Date.now()

let browser: Browser
let applicant: Page
let staff: Page
let errors: string[]
let no: string
let password: string
let tokenSerial: string
let organisation: Awaited<ReturnType<typeof readWorld>>['organisations'][number]

const byTestId = (page: Page, id: string) => page.getByTestId(id)
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
  const first = (await readWorld(sandbox)).organisations[0]
  if (!first) throw new Error('the sandbox has no organisations')
  organisation = first
})

afterAll(() => browser?.close())

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [name, page] of Object.entries({ applicant, staff })) await picture(page, `failed-${name}`)
})

describe('an organisation gets its certificate on a key', () => {
  it('reads the prices on the first page', async () => {
    await applicant.goto(site)
    await applicant.getByText('¥400.00').waitFor()
    await inspect(applicant, '01-home')
  })

  it('finds phone, hours and what becomes of personal data', async () => {
    await applicant.goto(`${site}/help`)
    await byTestId(applicant, 'support-phone').waitFor()
    await byTestId(applicant, 'service-status').waitFor()
    await inspect(applicant, '01-help')
    await applicant.goto(`${site}/privacy`)
    await applicant.getByText(environment.PRIVACY_EMAIL!).first().waitFor()
    await inspect(applicant, '01-privacy')
    await applicant.goto(site)
  })

  it('fills in the form; what is missing is said at the field, what is typed survives a reload', async () => {
    await byTestId(applicant, 'start').click()
    await applicant.waitForURL(/\/orders\/\d{8}-\d+/)
    no = applicant.url().split('/').at(-1)!
    await byTestId(applicant, 'form-next').click()
    await applicant.waitForSelector('[aria-invalid="true"]')
    await inspect(applicant, '02-form-with-errors')

    const { address } = organisation
    await fillApplication(applicant, organisation, {
      'legalRepresentative.phone': organisation.legalRepresentative.phone,
    })
    const stored = async () => (await applicant.request.get(`${site}/api/orders/${no}`)).json()
    await expect.poll(stored, { timeout: 10_000 }).toMatchObject({ problems: [] })
    await applicant.reload()
    await applicant.waitForSelector('[name="organisation.name"]')
    expect(await applicant.inputValue('[name="organisation.uscc"]')).toBe(organisation.uscc)
    expect(await applicant.inputValue('[name="delivery.street"]')).toBe(address.street)
    await inspect(applicant, '03-form')
  })

  it('has it open in a second tab: of one field that both change both words are kept, and one is chosen', async () => {
    const city = '[name="delivery.city"]'
    const second = await applicant.context().newPage()
    await second.goto(applicant.url())
    await second.waitForSelector(city)
    const tabs = [applicant, second]
    await Promise.all(tabs.map((tab, index) => tab.fill(city, ['甲市', '乙市'][index]!)))
    await Promise.all(tabs.map((tab) => tab.press(city, 'Tab')))
    const late = await Promise.any(tabs.map(async (tab) => (await byTestId(tab, 'clash').waitFor(), tab)))
    const early = late === second ? applicant : second
    const other = await early.inputValue(city)
    await late.getByText(`“${other}”`).waitFor()
    expect(await late.inputValue(city)).not.toBe(other)
    await picture(late, '03-form-in-two-tabs')
    await byTestId(late, 'take-there').click()
    expect(await late.inputValue(city)).toBe(other)
    await second.close()
    await applicant.fill(city, organisation.address.city)
    const stored = async () => (await applicant.request.get(`${site}/api/orders/${no}`)).json()
    await expect
      .poll(stored, { timeout: 10_000 })
      .toMatchObject({ form: { delivery: { city: organisation.address.city } } })
  })

  it('goes on, and keeps its step through a reload; Back goes a step back', async () => {
    await byTestId(applicant, 'form-next').click()
    await byTestId(applicant, 'proofing-send').waitFor()
    await applicant.reload()
    await byTestId(applicant, 'proofing-send').waitFor()
    await applicant.goBack()
    await applicant.waitForSelector('[name="organisation.name"]')
    await byTestId(applicant, 'form-next').click()
  })

  it('proves itself by the code on the legal representative’s phone', async () => {
    await byTestId(applicant, 'proofing-send').click()
    const code = await newestCode(sandbox, organisation.legalRepresentative.phone, /验证码(\d{6})/, begun)
    await applicant.waitForSelector('[name="code"]')
    await inspect(applicant, '04-proofing')
    await applicant.fill('[name="code"]', code === '000000' ? '111111' : '000000')
    await byTestId(applicant, 'code-submit').click()
    await applicant.waitForSelector('[name="code"][aria-invalid="true"]')
    await applicant.fill('[name="code"]', code)
    await byTestId(applicant, 'code-submit').click()
    await byTestId(applicant, 'confirm').waitFor()
    await inspect(applicant, '05-confirm')
    await byTestId(applicant, 'confirm').click()
  })

  it('uploads licence, ID card and the stamped letter', async () => {
    await byTestId(applicant, 'material-businessLicence').waitFor()
    const letter = await applicant.request.get(`${site}/api/orders/${no}/authorisation.pdf`)
    const pdf = join(folder, 'letter.pdf')
    writeFileSync(pdf, await letter.body())
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
    expect(text).toContain(organisation.name)
    expect(text).toContain(organisation.operator.name)

    await uploadPapers(applicant, place, organisation.uscc)
    await inspect(applicant, '06-materials')
    await byTestId(applicant, 'materials-done').click()
  })

  it('submits with the code on the operator’s phone', async () => {
    const code = await newestCode(sandbox, organisation.operator.phone, /验证码(\d{6})/, begun)
    await applicant.waitForSelector('[name="code"]')
    await inspect(applicant, '07-submit')
    await applicant.fill('[name="code"]', code)
    await byTestId(applicant, 'code-submit').click()
  })

  it('pays the QR code; the page moves on by itself', async () => {
    await byTestId(applicant, 'open-qr').waitFor()
    await inspect(applicant, '08-payment')
    const numbers = no.replace('-', '')
    const { trades } = await readWorld(sandbox)
    const trade = trades.find(({ outTradeNo }) => outTradeNo.startsWith(numbers))!
    await press(place, `trades/${trade.outTradeNo}/pay`)
    await stateIs('inReview')
    await byTestId(applicant, 'invoice-blue').getByText('发票').first().waitFor()
    await inspect(applicant, '09-in-review')
  })

  it('is approved by a reviewer who signs in with password and one-time code', async () => {
    await signInAs(staff, place, 'reviewer')
    await staff.goto(`${site}/ops/reviews`)
    await byTestId(staff, `review-row-${no}`).waitFor()
    await inspect(staff, '11-review-queue')
    await staff.goto(`${site}/ops/reviews/${no}`)
    await takeAndTick(staff)
    await inspect(staff, '12-review')

    // A browser allows six connections to one host: seven tabs read one stream, and while it is open none looks by itself.
    const streams = new Set<Request>()
    const desk = staff.context()
    desk.on('request', (request) => request.resourceType() === 'eventsource' && streams.add(request))
    for (const end of ['requestfinished', 'requestfailed'] as const)
      desk.on(end as 'requestfinished', (request) => streams.delete(request))
    const tabs = await Promise.all(Array.from({ length: 7 }, () => desk.newPage()))
    const shows = (state: string) =>
      Promise.all(
        tabs.map((tab) => tab.waitForSelector(`[data-testid="order-state"][data-state="${state}"]`)),
      )
    for (const tab of tabs) await tab.goto(`${site}/ops/orders/${no}`)
    await shows('inReview')
    expect(streams.size).toBeLessThanOrEqual(1)
    await byTestId(staff, 'approve').click()
    await shows('making')
    for (const tab of tabs) await tab.close()

    await stateIs('making')
    password = await newestCode(sandbox, organisation.legalRepresentative.phone, /密码为(\d+)/, begun)
  })

  it('receives the key, and its page says that all is done', async () => {
    tokenSerial = await makeKey(place, await signedIn(place, 'keyStation'), no)
    await stateIs('shipping')
    const waybill = await byTestId(applicant, 'waybill').textContent()
    for (const operation of ['pickedUp', 'delivered']) await press(place, `shipments/${waybill}/${operation}`)
    await stateIs('completed')
    await applicant.waitForSelector('[data-testid="password"][data-state="sent"]')
    for (const stage of ['application', 'payment', 'review', 'making', 'mailing'])
      await applicant.waitForSelector(`[data-testid="progress-${stage}"][data-standing="done"]`)
    await inspect(applicant, '14-completed')
  })

  it('uses it with the certificate password, and the certificate is good', async () => {
    expect(await tryPin(place, tokenSerial, password)).toBe('signed')

    const sql = postgres(environment.DATABASE_URL!, { max: 1 })
    const [certificate] = await sql`select der from certificates where state = 'active'`
    const kept = await sql`select certificate_password, to_station from secrets_in_transit`
    await sql.end()
    expect(kept.length).toBeGreaterThan(0)
    for (const row of kept) expect(row).toEqual({ certificate_password: null, to_station: null })

    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    const fetched = async (path: string, file: string) =>
      writeFileSync(join(folder, file), Buffer.from(await (await fetch(`${site}${path}`)).arrayBuffer()))
    writeFileSync(join(folder, 'holder.cer'), certificate!.der as Buffer)
    await fetched('/pki/root.cer', 'root.cer')
    await fetched('/pki/chain.pem', 'chain.pem')
    await fetched('/pki/issuing.crl', 'issuing.crl')
    for (const name of ['holder', 'root'])
      openssl('x509', '-inform', 'DER', '-in', `${name}.cer`, '-out', `${name}.pem`)
    openssl('crl', '-inform', 'DER', '-in', 'issuing.crl', '-out', 'crl.pem')
    const verdict = openssl(
      ...['verify', '-x509_strict', '-crl_check', '-CRLfile', 'crl.pem'],
      ...['-CAfile', 'root.pem', '-untrusted', 'chain.pem', 'holder.pem'],
    )
    expect(verdict).toMatch(/: OK/)
  })

  it('leaves nothing that was typed, and no code or password, in the runs’ histories', async () => {
    const connection = await Connection.connect({ address: environment.TEMPORAL_ADDRESS! })
    const client = new Client({ connection })
    const { legalRepresentative, operator, address } = organisation
    const { messages } = await readWorld(sandbox)
    const codes = messages.flatMap(({ text }) => /(?:验证码|密码为)(\d+)/.exec(text)?.[1] ?? [])
    const secrets = [
      ...[legalRepresentative.name, legalRepresentative.idNumber, legalRepresentative.phone],
      ...[operator.name, operator.idNumber, operator.phone, operator.email, organisation.name],
      ...[address.street, organisation.invoiceEmail, ...codes],
    ]
    const runs: string[] = []
    for await (const { workflowId } of client.workflow.list()) {
      const history = await client.workflow.getHandle(workflowId).fetchHistory()
      const plain = historyText(history)
      // What is searched is really there: each run of an order got its number as input.
      if (workflowId.startsWith('newApplication/')) expect(plain).toContain(workflowId.split('/')[1])
      for (const secret of secrets) expect(tells(plain, secret), `${secret} in ${workflowId}`).toBe(false)
      runs.push(workflowId)
    }
    await connection.close()
    expect(runs).toContain(`newApplication/${no}`)
  })

  it('shows no error in any page', () => expect(errors).toEqual([]))
})
