import { drizzle } from 'drizzle-orm/postgres-js'
import { eq } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { schema } from '../db/database.ts'
import { certificates, subjectKeys } from '../db/schema/certificates.ts'
import { codeAfter, decide, makeKey, press, scan, signedIn, until, type Call } from './actors.ts'
import { plugIn, pullOut } from './applicant-pc.ts'
import { inspect, inspectOnPhone, openBrowser, picture, signInAs, watchErrors } from './browser.ts'
import { keyHolder, phonesRest, type Holder } from './key-holder.ts'
import { entryOf, opensslOcsp, opensslVerify } from './published-list.ts'
import { newestCode, readWorld, stepsSeen } from './sandbox-world.ts'

// A key is lost, found, lost for good: hold, lift, another key paid by transfer, the old certificate revoked for all to see.

const place = { site: inject('site'), sandbox: inject('sandbox'), env: inject('environment') }
const { site, sandbox } = place
const connection = postgres(place.env.DATABASE_URL!, { max: 2, onnotice: () => undefined })
const db = drizzle(connection, { schema })

let browser: Browser
let applicant: Page
let staff: Page
let errors: string[]
let reviewer: Call
let keyStation: Call
let holder: Holder
let report: string
let no: string

beforeAll(async () => {
  const { organisations } = await readWorld(sandbox)
  const residents = organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  reviewer = await signedIn(place, 'reviewer')
  keyStation = await signedIn(place, 'keyStation')
  // The first and the last have journeys of their own.
  holder = await keyHolder(place, residents[1]!, { reviewer, keyStation })
  browser = await openBrowser()
  errors = []
  applicant = await open(1440, 900)
})

afterAll(async () => {
  await browser?.close()
  await connection.end()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await picture(applicant, 'failed-replacement')
  if (staff) await picture(staff, 'failed-replacement-staff')
})

async function open(width: number, height: number, locale = 'zh-CN') {
  const context = await browser.newContext({ locale, viewport: { width, height } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site })
  const page = await context.newPage()
  watchErrors(page, errors)
  return page
}

const byTestId = (id: string, page = applicant) => page.getByTestId(id)
const stateIs = (state: string) =>
  applicant.waitForSelector(`[data-testid="state"][data-state="${state}"]`, { timeout: 60_000 })

const onPhone = (name: string) => inspectOnPhone(applicant, name)

/** Identifier and the code that the operator gets for it, not one of before. */
async function enter() {
  await phonesRest(db)
  const send = async () => {
    await applicant.fill('[name="identifier"]', holder.organisation.uscc)
    await byTestId('code-send').click()
    await applicant.waitForSelector('[name="code"]')
  }
  const code = await codeAfter(
    place,
    holder.organisation.operator.phone,
    send,
    /验证码(\d{6})，用于挂失、补办/,
  )
  await applicant.fill('[name="code"]', code)
  await byTestId('code-submit').click()
}

async function certificateOf(tokenSerial: string) {
  const [row] = await db
    .select({ certificate: certificates })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .where(eq(subjectKeys.tokenSerial, tokenSerial))
  return row!.certificate
}

const transfer = (amount: string, memo: string, account = holder.organisation.account.number) =>
  press(place, 'bank/receipts', { account, amount, memo })

describe('a lost key', () => {
  it('is reported from the first page: the certificate is on hold at once', async () => {
    await applicant.goto(site)
    await byTestId('service-loss').click()
    await applicant.waitForURL(/\/loss$/)
    await applicant.waitForSelector('[name="identifier"]')
    await inspect(applicant, '60-loss')
    await enter()
    await byTestId(`loss-${holder.serial}`).check()
    await inspect(applicant, '61-loss-certificates')
    await onPhone('61-loss-certificates')
    await byTestId('loss-report').click()
    await applicant.waitForURL(/\/orders\/\d{8}-\d+/)
    report = applicant.url().split('/').at(-1)!
    await stateIs('held')
    await inspect(applicant, '62-loss-held')
    await onPhone('62-loss-held')
    const { serial, der } = await certificateOf(holder.serial)
    await until(async () => (await entryOf(site, serial))?.includes('Certificate Hold'), 'the list')
    expect(await opensslVerify(site, der!)).toContain('revoked')
    expect(await opensslOcsp(site, der!)).toMatch(/: revoked[\s\S]*certificateHold/i)
  })

  it('turns up: lifted with the key and its PIN', async () => {
    await plugIn(place, holder.serial)
    await byTestId('lift-begin').click()
    const explained = byTestId('agent-connect')
    await explained.or(byTestId('pin-form')).first().waitFor()
    if (await explained.isVisible()) await explained.click()
    await byTestId('pin-form').waitFor()
    await inspect(applicant, '63-loss-lift')
    await applicant.fill('[name="pin"]', '00000000')
    await byTestId('pin-submit').click()
    await applicant.waitForSelector('[name="pin"][aria-invalid="true"]')
    await applicant.fill('[name="pin"]', holder.pin)
    await byTestId('pin-submit').click()
    await stateIs('lifted')
    await inspect(applicant, '64-loss-lifted')
    await pullOut(place, holder.serial)
    const { serial, der } = await certificateOf(holder.serial)
    await until(async () => (await entryOf(site, serial)) === undefined, 'the list without it')
    expect(await opensslVerify(site, der!)).toContain('OK')
    expect(await opensslOcsp(site, der!)).toMatch(/: good/)
  })
})

describe('another key', () => {
  it('is asked for: kind, identifier, code, record, 补办, reason', async () => {
    await applicant.goto(site)
    await byTestId('service-replace').click()
    await applicant.waitForSelector('[name="identifier"]')
    await inspect(applicant, '65-replace')
    await enter()
    await byTestId(`replace-${holder.serial}`).waitFor()
    await applicant.reload()
    await inspect(applicant, '66-replace-certificates')
    await byTestId(`replace-${holder.serial}`).click()
    await applicant.waitForURL(/certificate=/)
    await applicant.reload()
    await applicant.check('[value="lost"]')
    await inspect(applicant, '67-replace-reason')
    await onPhone('67-replace-reason')
    await byTestId('replace-go').click()
    await applicant.waitForURL(/\/orders\/\d{8}-\d+/)
    no = applicant.url().split('/').at(-1)!
    await byTestId('key-found').waitFor()
    await until(async () => (await certificateOf(holder.serial)).state === 'held', 'the hold')
  })

  it('has the form filled in except what has to be agreed to anew; the holder is fixed', async () => {
    await applicant.waitForSelector('[name="organisation.name"]')
    expect(await applicant.getAttribute('[name="organisation.name"]', 'readonly')).not.toBeNull()
    expect(await applicant.inputValue('[name="organisation.uscc"]')).toBe(holder.organisation.uscc)
    expect(await applicant.inputValue('[name="operator.phone"]')).toBe(holder.organisation.operator.phone)
    expect(await applicant.isChecked('[name="agreement.accepted"]')).toBe(false)
    await applicant.check('[name="agreement.accepted"]')
    await byTestId('form-next').click()
    const { phone } = holder.organisation.legalRepresentative
    const code = await codeAfter(place, phone, () => byTestId('proofing-send').click())
    await applicant.fill('[name="code"]', code)
    await byTestId('code-submit').click()
    await byTestId('confirm').waitFor()
    await inspect(applicant, '68-replace-confirm')
    await byTestId('confirm').click()
  })

  it('takes documents and voucher beside the account to transfer to', async () => {
    await byTestId('material-paymentVoucher').waitFor()
    await applicant.getByRole('button', { name: /复制附言/ }).click()
    const reference = (await byTestId('remit-reference').textContent())?.trim()
    await expect
      .poll(() => applicant.evaluate('navigator.clipboard.readText()'), { timeout: 10_000 })
      .toBe(reference)
    for (const kind of ['businessLicence', 'legalRepId', 'authorisation', 'paymentVoucher']) {
      const card = byTestId(`material-${kind}`)
      const buffer = await scan()
      await card
        .locator('input[type=file]')
        .setInputFiles({ name: 'scan.jpg', mimeType: 'image/jpeg', buffer })
      await card.locator('img').waitFor()
    }
    await inspect(applicant, '69-replace-materials')
    await onPhone('69-replace-materials')
    await phonesRest(db)
    await byTestId('materials-done').click()
  })

  it('is confirmed by the operator’s signature', async () => {
    await byTestId('digest').waitFor()
    await inspect(applicant, '70-replace-sign')
    const { phone } = holder.organisation.operator
    await applicant.waitForSelector('[name="code"]')
    const pattern = new RegExp(`验证码(\\d{6})，用于确认数字证书订单${no}`)
    await applicant.fill('[name="code"]', await newestCode(sandbox, phone, pattern))
    await byTestId('code-submit').click()
    await byTestId('remit-until').waitFor()
    await inspect(applicant, '71-replace-remittance')
    await onPhone('71-replace-remittance')
  })

  it('is short of money, and says what is missing', async () => {
    const reference = (await byTestId('remit-reference').textContent())!.trim()
    await transfer('60.00', reference)
    await byTestId('remit-check').click()
    await applicant.waitForSelector('[data-testid="remit-sum"][data-missing="4000"]', { timeout: 60_000 })
    await inspect(applicant, '72-replace-short')
    await transfer('40.00', `补汇 ${reference}`, holder.organisation.legalRepresentative.bankCard)
    await byTestId('remit-check').click()
    await byTestId('arrival-suspense').waitFor({ timeout: 60_000 })
    await inspect(applicant, '73-replace-foreign-payer')
  })

  it('finance matches what a person paid', async () => {
    staff = await open(1440, 900)
    await signInAs(staff, place, 'finance')
    await staff.goto(`${site}/ops/receipts`)
    const entry = byTestId('suspended-foreignPayer', staff)
    await entry.waitFor()
    await inspect(staff, '74-ops-receipts')
    expect(await entry.getByTestId('match-no').inputValue()).toBe(no)
    await entry.getByTestId('match-note').fill('法人代付，电话核实')
    await entry.getByTestId('match').click()
    await entry.waitFor({ state: 'detached' })
    await staff.setViewportSize({ width: 390, height: 844 })
    await inspect(staff, '75-ops-receipts-phone')
    await stateIs('inReview')
    await inspect(applicant, '76-replace-in-review')
  })

  it('the reviewer sees loss and money; the new key is made, the old certificate revoked', async () => {
    await staff.setViewportSize({ width: 1440, height: 900 })
    await signInAs(staff, place, 'reviewer')
    await staff.goto(`${site}/ops/reviews/${no}`)
    await byTestId('ops-loss-report', staff).waitFor()
    await byTestId('confirmed-by', staff).waitFor()
    await inspect(staff, '77-ops-review')
    await decide(reviewer, no)
    await stateIs('making')
    const serial = await makeKey(place, keyStation, no)
    await stateIs('shipping')
    const old = await certificateOf(holder.serial)
    expect(old).toMatchObject({ state: 'revoked', revocationReason: 1 })
    await until(async () => (await entryOf(site, old.serial))?.includes('Key Compromise'), 'the list')
    expect(await opensslVerify(site, old.der!)).toContain('revoked')
    expect(await opensslOcsp(site, old.der!)).toMatch(/: revoked[\s\S]*keyCompromise/i)
    const waybill = (await byTestId('waybill').textContent())!.trim()
    await press(place, `shipments/${waybill}/pickedUp`)
    await press(place, `shipments/${waybill}/delivered`)
    await stateIs('completed')
    await inspect(applicant, '78-replace-completed')
    await onPhone('78-replace-completed')
    const made = await certificateOf(serial)
    expect(made.notAfter).toEqual(old.notAfter)
    expect(await opensslVerify(site, made.der!)).toContain('OK')
    expect(await opensslOcsp(site, made.der!)).toMatch(/: good/)
    expect(await stepsSeen(sandbox)).toEqual(expect.arrayContaining(['lost', 'replaced']))
  })

  it('the report says so, in English too', async () => {
    const orders = (await (await applicant.request.get(`${site}/api/orders`)).json()) as {
      no: string
      kind: string
      state: string
    }[]
    const second = orders.find(({ kind, state }) => kind === 'lossReport' && state === 'replaced')
    expect(second).toBeDefined()
    expect(second!.no).not.toBe(report)
    await applicant.context().addCookies([{ name: 'language', value: 'en', url: site }])
    for (const [path, name] of [
      [`/orders/${second!.no}`, '79-loss-replaced-en'],
      [`/orders/${no}`, '80-replace-completed-en'],
      ['/loss', '81-loss-en'],
      ['/replace', '82-replace-en'],
    ] as const) {
      await applicant.goto(site + path)
      await applicant.waitForSelector('h1')
      await applicant.waitForSelector('p:text-is("Loading…")', { state: 'detached' })
      await inspect(applicant, name)
    }
    expect(errors).toEqual([])
  })
})
