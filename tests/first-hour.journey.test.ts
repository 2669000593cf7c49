import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { lock, type AtPc } from './applicant-pc.ts'
import {
  inspectBoth,
  openBrowser,
  picture,
  pictureBoth,
  takeAndTick,
  typeSignIn,
  uploadPapers,
  watchErrors,
} from './browser.ts'
import { phonesRest } from './key-holder.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { startTemporaryInstallation } from './temporary-installation.ts'

// The README's first hour on a fresh installation: the sandbox's tour from its first step to its last tick, by what a
// person sees and clicks there, on the site and in the console.

let installation: Awaited<ReturnType<typeof startTemporaryInstallation>>
let place: AtPc
let browser: Browser
/** The sandbox, and the applicant's tab of the site. */
let world: Page
let site: Page
let serial: string
let pin: string
let organisation: Sandbox['organisations'][number]
const errors: string[] = []

beforeAll(async () => {
  installation = await startTemporaryInstallation()
  place = { ...installation, agent: `http://127.0.0.1:${installation.env.AGENT_PORT}` }
  browser = await openBrowser()
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
  context.on('page', (page) => watchErrors(page, errors))
  world = await context.newPage()
  organisation = (await readWorld(place.sandbox)).organisations[0]!
})
afterAll(async () => {
  await browser?.close()
  await installation?.stop()
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await picture(world, 'failed-hour-world')
  if (site) await picture(site, 'failed-hour-site')
})

const inWorld = (id: string) => world.getByTestId(id)
const at = (id: string) => site.getByTestId(id)

/** Follows a link of a step of the tour that opens a tab. */
async function fromTour(step: string, to: string): Promise<Page> {
  const link = inWorld(`tour-${step}`).locator(`a[href$="${to}"]`)
  const [tab] = await Promise.all([world.context().waitForEvent('page'), link.click()])
  await tab.waitForLoadState()
  return tab
}

/** Another tab instead of the one that was open. */
async function goOnIn(tab: Page) {
  await site.close()
  site = tab
}

async function ticked(step: string) {
  await world.locator(`[data-testid="tour-${step}"][data-done="true"]`).waitFor({ timeout: 30_000 })
}

/** Does what sends an SMS, and reads its digits on that person's phone in the sandbox. */
async function codeOn(phone: string, act: () => Promise<unknown>, pattern = /验证码(\d{6})/) {
  const texts = inWorld(`phone-${phone}`).getByTestId('sms-text').filter({ hasText: pattern })
  const before = await texts.count()
  await act()
  await expect.poll(() => texts.count(), { timeout: 30_000 }).toBeGreaterThan(before)
  return pattern.exec(await texts.first().innerText())![1]!
}

async function typeCode(code: string) {
  await site.fill('[name="code"]', code)
  await at('code-submit').click()
}

/** As if the minute had passed that a phone waits between two codes. */
async function aMinuteLater() {
  const { db, close } = openDatabase(place.env.DATABASE_URL)
  await phonesRest(db)
  await close()
}

const stateIs = (state: string) =>
  site.locator(`[data-testid="state"][data-state="${state}"]`).waitFor({ timeout: 30_000 })
const orderNo = () => new URL(site.url()).pathname.split('/').at(-1)!

async function typePin(pin: string) {
  await site.fill('[name="pin"]', pin)
  await at('pin-submit').click()
}

/** The page asks before the browser does. */
async function connect(then: string) {
  const asked = at('agent-connect')
  await asked.or(at(then)).first().waitFor()
  if (await asked.isVisible()) await asked.click()
  await at(then).waitFor()
}

async function signOut(staff: Page) {
  await staff.getByTestId('sign-out').click()
  await staff.waitForURL(/\/ops\/sign-in/)
  await staff.close()
}

/** What staff do, as the tour says it: review, key station, courier. Gives the serial number of the new key. */
async function reviewedMadeAndDelivered(no: string, name: string): Promise<string> {
  const staff = await fromTour('approved', '/ops/reviews')
  await typeSignIn(staff, place, 'reviewer')
  await staff.waitForURL(/\/ops\/reviews$/)
  await pictureBoth(staff, `${name}-reviews`)
  await staff.getByTestId(`review-row-${no}`).getByRole('link').first().click()
  await takeAndTick(staff)
  await pictureBoth(staff, `${name}-review`)
  await staff.getByTestId('approve').click()
  await stateIs('making')
  await pictureBoth(site, `${name}-making`)
  await signOut(staff)

  const blank = world
    .locator('[data-testid^="key-"]')
    .filter({ has: inWorld('plug-station-1') })
    .first()
  const serial = (await blank.getAttribute('data-testid'))!.slice('key-'.length)
  await blank.getByTestId('plug-station-1').click()
  const station = await fromTour('made', '/ops/key-stations')
  await typeSignIn(station, place, 'keyStation')
  await station.getByTestId(`make-${no}`).waitFor()
  await inspectBoth(station, `${name}-station`)
  await station.getByTestId(`make-${no}`).click({ timeout: 30_000 })
  await stateIs('shipping')
  await inspectBoth(station, `${name}-station-made`)
  await pictureBoth(site, `${name}-shipping`)
  await signOut(station)

  const parcel = inWorld(`waybill-${await at('waybill').textContent()}`)
  await parcel.getByTestId('picked-up').click()
  await parcel.getByTestId('delivered').click()
  await stateIs('completed')
  await pictureBoth(site, `${name}-completed`)
  return serial
}

describe('the first hour', () => {
  it('begins in the sandbox', async () => {
    await world.goto(place.sandbox)
    await inWorld('tour-applied').waitFor()
    expect(await world.locator('[data-testid^="tour-"][data-done="true"]').count()).toBe(0)
    await inspectBoth(world, 'hour-00-sandbox')
  })

  it('takes the data of 示例科技 to the application, and gets a code', async () => {
    const link = inWorld(`fill-form-${organisation.uscc}`)
    ;[site] = await Promise.all([world.context().waitForEvent('page'), link.click()])
    await at('take-company-data').click()
    await site.check('[name="agreement.accepted"]')
    await inspectBoth(site, 'hour-01-form')
    await at('form-next').click()
    const { phone } = organisation.legalRepresentative
    // Nobody has a phone before the first SMS.
    await at('proofing-send').waitFor()
    await pictureBoth(site, 'hour-02-proofing')
    const code = await codeOn(phone, () => at('proofing-send').click())
    await ticked('applied')
    await typeCode(code)
  })

  it('confirms, uploads the sample papers and submits', async () => {
    await at('confirm').waitFor()
    await pictureBoth(site, 'hour-03-confirm')
    await at('confirm').click()
    await at('material-businessLicence').waitFor()
    await pictureBoth(site, 'hour-04-materials-empty')
    await uploadPapers(site, place, organisation.uscc)
    await pictureBoth(site, 'hour-04-materials')
    const code = await codeOn(organisation.operator.phone, () => at('materials-done').click())
    await ticked('proved')
    await pictureBoth(site, 'hour-05-submit')
    await typeCode(code)
  })

  it('pays, and the invoice comes by mail', async () => {
    await at('open-qr').waitFor()
    await pictureBoth(site, 'hour-06-payment')
    await inWorld('pay').first().click()
    await stateIs('inReview')
    await ticked('paid')
    await ticked('invoiced')
    await pictureBoth(site, 'hour-07-in-review')
  })
  it('is reviewed, made and delivered', async () => {
    const { phone } = organisation.legalRepresentative
    const no = orderNo()
    let password = ''
    const read = async () => {
      serial = await reviewedMadeAndDelivered(no, 'hour-08')
    }
    password = await codeOn(phone, read, /密码为(\d+)/)
    pin = password
    for (const step of ['approved', 'made', 'delivered']) await ticked(step)
  })

  it('uses the key on the desk', async () => {
    const key = inWorld(`key-${serial}`)
    await key.getByRole('textbox').or(key.locator('input')).first().fill(pin)
    await key.getByTestId('try-pin').click()
    await key.getByTestId('pin-result').getByText('正确').waitFor()
    await ticked('used')
    await key.getByTestId('plug-desk').click()
  })

  it('comes from the finished order to its key: test signature, another PIN', async () => {
    await at('to-my-key').click()
    await site.waitForURL(/\/key$/)
    await pictureBoth(site, 'hour-09-key-explained')
    await connect('pin-form')
    await pictureBoth(site, 'hour-09-key-login')
    await typePin(pin)
    await at('my-key').waitFor()
    await pictureBoth(site, 'hour-09-key')
    await at('my-key-test').click()
    await typePin(pin)
    await at('tested').waitFor()
    await pictureBoth(site, 'hour-09-key-tested')
    await at('my-key-pin').click()
    await site.fill('[name="newPin"]', '836150')
    await site.fill('[name="repeatedPin"]', '836150')
    await typePin(pin)
    await at('pin-changed').waitFor()
    pin = '836150'
    await pictureBoth(site, 'hour-09-key-pin-changed')
    await ticked('pinChanged')
    await inWorld(`key-${serial}`).getByTestId('unplug').click()
  })

  it('renews the key of the earlier system that ends soon', async () => {
    const old = world.locator('[data-testid^="key-"]').filter({ hasText: '晨光文具' }).first()
    const oldPin = /PIN (\d+)/.exec(await old.innerText())![1]!
    await old.getByTestId('plug-desk').click()
    await goOnIn(await fromTour('renewed', '/renew'))
    await connect('pin-form')
    await pictureBoth(site, 'hour-10-renew-login')
    await typePin(oldPin)
    await at('key-begin').waitFor()
    await pictureBoth(site, 'hour-10-renew-certificate')
    await at('key-begin').click()
    await at('encrypted-tick').check()
    await pictureBoth(site, 'hour-10-renew-data')
    const { operator } = (await readWorld(place.sandbox)).organisations.find(({ name }) =>
      name.includes('晨光文具'),
    )!
    const code = await codeOn(operator.phone, () => at('renew-confirm').click(), /验证码(\d{6})/)
    await pictureBoth(site, 'hour-10-renew-code')
    await typeCode(code)
    await at('amount').waitFor()
    await pictureBoth(site, 'hour-10-renew-payment')
    await inWorld('pay').first().click()
    await at('pin-form').waitFor({ timeout: 30_000 })
    await pictureBoth(site, 'hour-10-renew-write')
    await typePin(oldPin)
    await stateIs('completed')
    await pictureBoth(site, 'hour-10-renew-done')
    await ticked('renewed')
    await old.getByTestId('unplug').click()
  })

  it('locks the key by wrong PINs, and unlocks it by the legal representative’s bank card', async () => {
    const key = inWorld(`key-${serial}`)
    await key.getByTestId('plug-desk').click()
    await key.getByTestId('unplug').waitFor()
    await lock(place, serial)
    await key.locator('input').fill(pin)
    await key.getByTestId('try-pin').click()
    await key.getByText('介质已锁定').waitFor()
    await goOnIn(await fromTour('unlocked', '/unlock'))
    await connect('unlock-key')
    await pictureBoth(site, 'hour-11-unlock-key')
    await at('unlock-begin').click()
    await site.check('[value="legalRepBankCard"]')
    await pictureBoth(site, 'hour-11-unlock-card')
    await site.fill('[name="bankCard"]', organisation.legalRepresentative.bankCard)
    await site.check('[name="proofing.cardConsent"]')
    await inspectBoth(site, 'hour-11-unlock-card-filled')
    const { phone } = organisation.legalRepresentative
    const code = await codeOn(phone, () => at('proof-send').click(), /解锁授权码(\d{6})/)
    await pictureBoth(site, 'hour-11-unlock-code')
    await typeCode(code)
    await connect('new-pin-form')
    await pictureBoth(site, 'hour-11-unlock-new-pin')
    await site.fill('[name="newPin"]', 'Another-83')
    await site.fill('[name="repeatedPin"]', 'Another-83')
    await at('new-pin-submit').click()
    await stateIs('completed')
    await pictureBoth(site, 'hour-11-unlock-done')
    await ticked('unlocked')
  })

  it('reports it lost', async () => {
    await aMinuteLater()
    await goOnIn(await fromTour('lost', '/loss'))
    await pictureBoth(site, 'hour-12-loss')
    await site.fill('[name="identifier"]', organisation.uscc)
    const code = await codeOn(
      organisation.operator.phone,
      () => at('code-send').click(),
      /验证码(\d{6})，用于挂失/,
    )
    await pictureBoth(site, 'hour-12-loss-code')
    await typeCode(code)
    await at(`loss-${serial}`).check()
    await pictureBoth(site, 'hour-12-loss-certificates')
    await at('loss-report').click()
    await stateIs('held')
    await ticked('lost')
    await pictureBoth(site, 'hour-12-loss-held')
  })

  it('gets another one for money that is transferred', async () => {
    await at('to-replace').click()
    await at(`replace-${serial}`).waitFor()
    await pictureBoth(site, 'hour-13-replace')
    await at(`replace-${serial}`).click()
    await site.check('[value="lost"]')
    await at('replace-go').click()
    await site.waitForSelector('[name="organisation.name"]')
    await site.check('[name="agreement.accepted"]')
    await pictureBoth(site, 'hour-13-replace-form')
    await at('form-next').click()
    await aMinuteLater()
    const { phone } = organisation.legalRepresentative
    await typeCode(await codeOn(phone, () => at('proofing-send').click()))
    await at('confirm').click()
    await at('material-paymentVoucher').waitFor()
    await uploadPapers(site, place, organisation.uscc, [
      ...['businessLicence', 'legalRepId', 'authorisation', 'paymentVoucher'],
    ])
    await pictureBoth(site, 'hour-13-replace-materials')
    const code = await codeOn(organisation.operator.phone, () => at('materials-done').click())
    await pictureBoth(site, 'hour-13-replace-sign')
    await typeCode(code)
    await at('remit-until').waitFor()
    await pictureBoth(site, 'hour-13-replace-remittance')
    const reference = (await at('remit-reference').textContent())!.trim()
    const payIn = inWorld('pay-in')
    await payIn.locator('select').selectOption(organisation.account.number)
    await payIn.locator('[data-pay-in-of="amount"]').fill('100')
    await payIn.locator('[data-pay-in-of="memo"]').fill(reference)
    await inWorld('pay-in-right').click()
    await at('remit-check').click()
    await stateIs('inReview')
    await pictureBoth(site, 'hour-13-replace-in-review')
    await reviewedMadeAndDelivered(orderNo(), 'hour-14')
    await ticked('replaced')
    await inspectBoth(world, 'hour-15-sandbox')
    expect(await world.locator('[data-testid^="tour-"][data-done="false"]').count()).toBe(0)
  })

  it('gets an e-invoice once more, to another address', async () => {
    await site.getByRole('contentinfo').getByRole('link', { name: '电子发票' }).click()
    await site.waitForURL(/\/invoices$/)
    await at('invoice-blue').first().waitFor()
    await inspectBoth(site, 'hour-16-invoices')
    const invoice = at('invoice-blue').first()
    await invoice.locator('summary').click()
    await invoice.locator('[name="invoice.email"]').fill('once.more@example.com')
    await invoice.getByRole('button').click()
    await invoice.getByRole('status').filter({ hasText: /\S/ }).waitFor()
    await inspectBoth(site, 'hour-16-invoices-again')
    await inWorld('mail').filter({ hasText: 'once.more@example.com' }).first().waitFor({ timeout: 30_000 })
    expect(errors).toEqual([])
  })
})
