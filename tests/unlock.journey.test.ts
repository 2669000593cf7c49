import type { Browser, Page } from 'playwright-core'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import type { OrderView } from '../api/orders/order-schema.ts'
import { openDatabase } from '../db/database.ts'
import { press, signedIn } from './actors.ts'
import { lock, plugIn, pullOut, tryPin } from './applicant-pc.ts'
import { inspect, openBrowser, picture, watchErrors } from './browser.ts'
import { keyHolder, phonesRest, type Holder } from './key-holder.ts'
import { newestCode, readWorld } from './sandbox-world.ts'

// A locked key on the applicant's desk, opened again in a browser through the real key agent.

const place = { site: inject('site'), sandbox: inject('sandbox'), env: inject('environment') }
const { site, sandbox } = place

const connection = openDatabase(place.env.DATABASE_URL)

let browser: Browser
let page: Page
let errors: string[]
let holder: Holder
let firstOrder: string

const byTestId = (id: string) => page.getByTestId(id)
const AUTHORISATION = /解锁授权码(\d{6})/

beforeAll(async () => {
  const { organisations } = await readWorld(sandbox)
  // The first organisation has a journey of its own.
  const organisation = organisations.findLast(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )!
  const staff = {
    reviewer: await signedIn(place, 'reviewer'),
    keyStation: await signedIn(place, 'keyStation'),
  }
  holder = await keyHolder(place, organisation, staff)
  await lock(place, holder.serial)
  browser = await openBrowser()
  errors = []
  await openPage(1440, 900)
})

afterAll(async () => {
  await browser?.close()
  await connection.close()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(page, 'failed-unlock')
})

async function openPage(width: number, height: number, locale = 'zh-CN') {
  await page?.context().close()
  const context = await browser.newContext({ locale, viewport: { width, height } })
  page = await context.newPage()
  watchErrors(page, errors)
}

/** Where the browser would ask, the page explains first. */
async function connect() {
  const explained = byTestId('agent-connect')
  await explained
    .or(byTestId('unlock-key'))
    .or(byTestId('agent-noKey'))
    .or(byTestId('new-pin-form'))
    .first()
    .waitFor()
  if (await explained.isVisible()) await explained.click()
}

async function askCode(button: string) {
  await phonesRest(connection.db)
  await byTestId(button).click()
  await page.waitForSelector('[name="code"]')
}

async function typeCode(code: string) {
  await page.fill('[name="code"]', code)
  await byTestId('code-submit').click()
}

async function setPin(pin: string, repeated = pin) {
  await page.fill('[name="newPin"]', pin)
  await page.fill('[name="repeatedPin"]', repeated)
  await byTestId('new-pin-submit').click()
}

const stateIs = (state: string) =>
  page.waitForSelector(`[data-testid="state"][data-state="${state}"]`, { timeout: 30_000 })

describe('a locked key, for the first time', () => {
  it('finds the way on the first page, and is asked for the key', async () => {
    await page.goto(site)
    await byTestId('service-unlock').click()
    await page.waitForURL(/\/unlock$/)
    await connect()
    await byTestId('agent-noKey').waitFor()
    await inspect(page, '30-unlock-no-key')
    await plugIn(place, holder.serial)
    await page.waitForSelector('[data-testid="unlock-key"][data-locked="true"]')
    await inspect(page, '31-unlock-key')
    await byTestId('unlock-begin').click()
    await page.waitForURL(/\/orders\/\d{8}-\d+/)
    firstOrder = page.url().split('/').at(-1)!
  })

  it('proves the identity: a wrong card is said at the field, a wrong phone by the register', async () => {
    await page.waitForSelector('[name="method"]')
    expect(await byTestId('unlock-send').count()).toBe(0)
    await inspect(page, '32-unlock-proofing')
    await page.check('[value="legalRepBankCard"]')
    await page.fill('[name="bankCard"]', '123')
    await byTestId('proof-send').click()
    await page.waitForSelector('[name="bankCard"][aria-invalid="true"]')
    // A card needs its holder's own consent.
    await page.waitForSelector('[name="proofing.cardConsent"][aria-invalid="true"]')
    await inspect(page, '32-unlock-card')
    await page.check('[value="legalRepPhone"]')
    await page.fill('[name="phone"]', '13999999999')
    await byTestId('proof-send').click()
    await byTestId('mismatch').waitFor()
    await inspect(page, '33-unlock-mismatch')
    await page.fill('[name="phone"]', '')
    await askCode('proof-send')
    await inspect(page, '34-unlock-code')
    const code = await newestCode(sandbox, holder.organisation.legalRepresentative.phone, AUTHORISATION)
    await typeCode(code === '000000' ? '111111' : '000000')
    await page.waitForSelector('[name="code"][aria-invalid="true"]')
    await typeCode(code)
    await byTestId('unlock-left').waitFor()
  })

  it('sets the new PIN: weak ones and differing ones are refused, a reload and a pulled key lose nothing', async () => {
    await connect()
    await byTestId('new-pin-form').waitFor()
    await inspect(page, '35-unlock-new-pin')
    await setPin('Secret-71', 'Secret-72')
    await page.waitForSelector('[name="repeatedPin"][aria-invalid="true"]')
    await setPin('123456')
    await page.waitForSelector('[name="newPin"][aria-invalid="true"]')
    await inspect(page, '36-unlock-weak-pin')
    await setPin('654321')
    await page.waitForSelector('[name="newPin"][aria-invalid="true"]')
    const answer = await page.request.get(`${site}/api/orders/${firstOrder}`)
    const { unlock } = (await answer.json()) as OrderView
    expect(unlock?.requests, 'a weak PIN uses up no instruction').toHaveLength(1)
    await pullOut(place, holder.serial)
    await byTestId('agent-noKey').waitFor()
    await page.reload()
    await plugIn(place, holder.serial)
    await connect()
    await byTestId('new-pin-form').waitFor()
    await setPin('Secret-71')
    await stateIs('completed')
    await inspect(page, '37-unlock-done')
    expect(await tryPin(place, holder.serial, 'Secret-71')).toBe('signed')
    expect(await tryPin(place, holder.serial, holder.pin)).toBe('pinIncorrect')
  })

  it('warns operator and legal representative', async () => {
    const { operator, legalRepresentative } = holder.organisation
    await expect
      .poll(
        async () => {
          const { messages } = await readWorld(sandbox)
          return messages.filter(({ text }) => text.includes('安全提醒')).map(({ phone }) => phone)
        },
        { timeout: 30_000 },
      )
      .toEqual(expect.arrayContaining([operator.phone, legalRepresentative.phone]))
  })
})

describe('the next time, on a small screen', () => {
  it('needs only the code on the reserved phone', async () => {
    await openPage(390, 844)
    await page.goto(`${site}/unlock`)
    await connect()
    await byTestId('unlock-key').waitFor()
    await inspect(page, '38-unlock-phone-key')
    await byTestId('unlock-begin').click()
    await askCode('unlock-send')
    await inspect(page, '39-unlock-phone-code')
    const { phone } = holder.organisation.operator
    await typeCode(await newestCode(sandbox, phone, /验证码(\d{6})，用于解锁/))
    await connect()
    await byTestId('new-pin-form').waitFor()
    await inspect(page, '40-unlock-phone-pin')
  })

  it('after a confirmation that was lost on its way, sends it again', async () => {
    await page.route('**/confirmation', (route) => route.abort())
    await setPin('Another-83')
    await byTestId('unlock-confirm-again').waitFor()
    await inspect(page, '41-unlock-lost-confirmation')
    await page.unroute('**/confirmation')
    await byTestId('unlock-confirm-again').click()
    await stateIs('completed')
    await inspect(page, '42-unlock-phone-done')
    expect(await tryPin(place, holder.serial, 'Another-83')).toBe('signed')
  })

  it('at the last try of the SO PIN, which no program uses, leads to a replacement', async () => {
    await page.goto(`${site}/unlock`)
    await connect()
    await byTestId('unlock-begin').click()
    await askCode('unlock-send')
    const { phone } = holder.organisation.operator
    await typeCode(await newestCode(sandbox, phone, /验证码(\d{6})，用于解锁/))
    await connect()
    await byTestId('new-pin-form').waitFor()
    const refusal = { status: 422, json: { code: 'soPinLastTry' } }
    const headers = { 'access-control-allow-origin': site }
    await page.route('**/v1/unlock/begin', (route) => route.fulfill({ ...refusal, headers }))
    await setPin('Vainly-62')
    await stateIs('needsReplacement')
    expect(await byTestId('unlock-way').getAttribute('href')).toBe('/replace')
    await page.unroute('**/v1/unlock/begin')
  })
})

describe('what is refused', () => {
  it('a key whose certificate is on hold: with the reason, and in the reader’s language', async () => {
    const hold = (state: string) =>
      connection.db.execute(sql`update certificates set state = ${state} where order_id = ${holder.orderId}`)
    await hold('held')
    await openPage(1440, 900, 'en')
    await page.goto(`${site}/unlock`)
    await connect()
    await byTestId('unlock-begin').click()
    await page.waitForSelector('[data-testid="state"][data-reason="certificateHeld"]')
    await page.getByText('reported lost').first().waitFor()
    const ways = await byTestId('unlock-way').evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')),
    )
    expect(ways).toEqual(['/loss', '/replace', '/query'])
    await inspect(page, '43-unlock-refused')
    await hold('active')
  })
})

describe('the console', () => {
  it('shows what happened to the key', async () => {
    const support = await signedIn(place, 'support')
    const order = await support('GET', `/api/ops/orders/${firstOrder}`)
    expect(order.unlock?.requests.at(0)?.state).toBe('confirmed')
    expect(order.timeline.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['proofingChosen', 'proofed', 'unlockIssued', 'unlocked']),
    )
    await press(place, `keys/${holder.serial}/place/desk`)
  })

  it('shows no error in any page', () => expect(errors).toEqual([]))
})
