import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { press } from './actors.ts'
import { inspect, inspectBoth, openBrowser, picture, signInAs, watchErrors } from './browser.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'
import { phonesRest } from './key-holder.ts'
import { newestCode, readWorld, type Sandbox } from './sandbox-world.ts'

// A person on a phone: chooses whom the certificate is for, applies alone, is looked at by a reviewer, activates it, and
// finds everything again by the own identity number.

const place = installedPlace()
const { site, sandbox } = place
const begun = Date.now()
const errors: string[] = []
let browser: Browser
let phone: Page
let staff: Page
let person: Sandbox['persons'][number]
let no: string

const byTestId = (id: string) => phone.getByTestId(id)
const stateIs = (state: string) =>
  phone.waitForSelector(`[data-testid="state"][data-state="${state}"]`, { timeout: 30_000 })

async function typeCode(pattern: RegExp): Promise<void> {
  const code = await newestCode(sandbox, person.phone, pattern, begun)
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

async function fill(fields: Record<string, string>): Promise<void> {
  for (const [field, value] of Object.entries(fields)) await phone.fill(`[name="${field}"]`, value)
}

async function upload(kind: string): Promise<void> {
  const paper = await fetch(`${sandbox}/world/persons/${person.idNumber}/papers/${kind}.pdf`)
  const buffer = Buffer.from(await paper.arrayBuffer())
  const card = byTestId(`material-${kind}`)
  await card.locator('input[type=file]').setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer })
  await card.locator('img').waitFor()
}

beforeAll(async () => {
  browser = await openBrowser()
  const newPage = async (width: number, height: number) =>
    (await browser.newContext({ locale: 'zh-CN', viewport: { width, height } })).newPage()
  phone = await newPage(390, 844)
  staff = await newPage(1440, 900)
  for (const page of [phone, staff]) watchErrors(page, errors)
  ;[, person] = (await readWorld(sandbox)).persons as [unknown, Sandbox['persons'][number]]
})
afterAll(async () => {
  await browser?.close()
  expect(errors).toEqual([])
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(phone, `failed-person-${task.name.slice(0, 6)}`)
})

it('chooses between organisation and person, then what for', async () => {
  await phone.goto(site)
  await byTestId('start-person').click()
  await byTestId('choose-personUkey').waitFor()
  await inspectBoth(phone, 'person-01-choose')
  await byTestId('choose-personUkey').click()
  await phone.waitForSelector('[name="delivery.street"]')
  expect(await phone.locator('[name="organisation.name"]').count()).toBe(0)
  await inspectBoth(phone, 'person-02-ukey-form')

  await phone.goto(`${site}/apply`)
  await byTestId('choose-personHostedBidding').click()
  await phone.waitForURL(/\/orders\/\d{8}-\d+/)
  no = /\d{8}-\d+/.exec(phone.url())![0]
})

it('is told at the field what is wrong: too young, another’s phone', async () => {
  const { idNumber: ofChild } = (await readWorld(sandbox)).persons[3]!
  const { name, email } = person
  await phone.waitForSelector('[name="person.name"]')
  await fill({ 'person.name': name, 'person.idNumber': ofChild, 'person.phone': '13800000001' })
  await fill({ 'person.email': email, 'invoice.email': email })
  await phone.check('[name="agreement.accepted"]')
  await phone.check('[name="options"][value="seal"]')
  await byTestId('form-next').click()
  await phone.waitForSelector('[name="person.idNumber"][aria-invalid="true"]')
  await phone.getByText('未满 18 周岁').waitFor()
  await inspect(phone, 'person-03-too-young')
  await fill({ 'person.idNumber': person.idNumber })
  await byTestId('form-next').click()
  await byTestId('proofing-send').click()
  await phone.getByRole('alert').getByText('手机号').waitFor()
  await inspect(phone, 'person-04-other-phone')
  await byTestId('back-to-form').click()
  await fill({ 'person.phone': person.phone })
  await phone.check('[name="proofing.method"][value="ownBankCard"]')
  await fill({ 'proofing.bankCard': person.bankCard })
  await phone.check('[name="proofing.cardConsent"]')
  await inspect(phone, 'person-05-card')
  await byTestId('form-next').click()
})

it('proves itself, shows both sides of the card, pays', async () => {
  await byTestId('proofing-send').click()
  await typeCode(/验证码(\d{6})/)
  await byTestId('confirm').waitFor()
  await inspect(phone, 'person-06-confirm')
  await byTestId('confirm').click()
  await byTestId('material-idCardEmblem').waitFor()
  expect(await byTestId('authorisation-pdf').count()).toBe(0)
  for (const kind of ['idCardPortrait', 'idCardEmblem', 'sealSample']) await upload(kind)
  await inspectBoth(phone, 'person-07-materials')
  await aMinuteLater()
  await byTestId('materials-done').click()
  await typeCode(/验证码(\d{6})，用于确认/)
  await byTestId('open-qr').waitFor()
  const { trades } = await readWorld(sandbox)
  const trade = trades.find(({ outTradeNo }) => outTradeNo.startsWith(no.replace('-', '')))!
  await press(place, `trades/${trade.outTradeNo}/pay`)
  await stateIs('inReview')
})

it('is looked at by a reviewer, card against form', async () => {
  await signInAs(staff, place, 'reviewer')
  await staff.goto(`${site}/ops/reviews/${no}`)
  await staff.getByTestId('claim').click()
  for (const shown of await staff.getByTestId(/^picture-/).all()) await shown.click()
  for (const check of ['idCardMatches', 'idCardInForce', 'picturesLegible', 'sealSampleMatches'])
    await staff.getByTestId(`check-${check}`).check()
  expect(await staff.getByTestId('check-licenceMatches').count()).toBe(0)
  await staff.getByTestId('picture-idCardPortrait').click()
  await inspect(staff, 'person-08-review')
  await staff.getByTestId('approve').click()
  await staff.waitForSelector('[data-testid="decision"][data-decision="approved"]')
})

it('activates it with the phone, and has a square seal', async () => {
  await stateIs('activating')
  await aMinuteLater()
  await byTestId('hosted-send').click()
  await typeCode(/验证码(\d{6})，用于启用/)
  await stateIs('completed')
  await phone.waitForSelector('[data-testid="seal"][data-state="good"]', { timeout: 30_000 })
  await inspectBoth(phone, 'person-09-completed')
})

it('finds the order and the certificate again by the own identity number', async () => {
  await aMinuteLater()
  await phone.goto(`${site}/query`)
  await phone.check('[name="holder"][value="person"]')
  await phone.fill('[name="identifier"]', person.idNumber)
  await inspect(phone, 'person-10-query')
  await byTestId('code-send').click()
  await typeCode(/验证码(\d{6})，用于查询/)
  await phone.getByText(no).first().waitFor()
  await inspect(phone, 'person-11-found')

  await aMinuteLater()
  await phone.goto(`${site}/sign`)
  await phone.check('[name="holder"][value="person"]')
  await phone.fill('[name="identifier"]', person.idNumber)
  await byTestId('code-send').click()
  await typeCode(/验证码(\d{6})，用于挂失/)
  await phone.getByText('周**').first().waitFor()
  await inspectBoth(phone, 'person-12-sign')
})

it('changes its information at the phone: the name is a matter of the card, the phone of its own', async () => {
  await phone.goto(`${site}/hosted?step=certificates`)
  await byTestId('hosted-change').click()
  await phone.waitForSelector('[name="person.name"]')
  expect(await phone.locator('[name="person.phone"]').getAttribute('readonly')).not.toBeNull()
  await inspectBoth(phone, 'person-13-change')
  await phone.fill('[name="person.name"]', '周安宁')
  await byTestId('change-confirm').click()
  await byTestId('material-idCardEmblem').waitFor()
  await inspect(phone, 'person-14-change-papers')
})

it('applies for a key, too, by a code to the phone that signs by its certificate', async () => {
  const { name, idNumber, email, address } = person
  await phone.goto(`${site}/apply`)
  await byTestId('choose-personUkey').click()
  // The draft of the first step is offered to go on with.
  await byTestId('apply-new').click()
  await phone.waitForSelector('[name="delivery.street"]')
  await fill({ 'person.name': name, 'person.idNumber': idNumber, 'person.phone': person.phone })
  await fill({ 'person.email': email, 'invoice.email': email })
  const to = { name, phone: person.phone, ...address }
  await fill(Object.fromEntries(Object.entries(to).map(([key, value]) => [`delivery.${key}`, value])))
  await phone.check('[name="agreement.accepted"]')
  await phone.check('[name="proofing.method"][value="ownCertificate"]')
  await inspectBoth(phone, 'person-15-own-certificate')
  await byTestId('form-next').click()
  await phone.check('[name="certificate"][value="true"]')
  await inspectBoth(phone, 'person-16-own-key')
  await phone.check('[name="certificate"][value="false"]')
  await aMinuteLater()
  await byTestId('hosted-send').click()
  await phone.waitForSelector('[name="code"]')
  await inspectBoth(phone, 'person-17-own-code')
  await typeCode(/验证码(\d{6})，用于以/)
  await byTestId('confirm').waitFor()
  await inspect(phone, 'person-18-proved')
})
