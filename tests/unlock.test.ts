import { eq, isNull } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificates, tokens } from '../db/schema/certificates.ts'
import { staffTasks, transfers } from '../db/schema/money.ts'
import { orderForms, orders } from '../db/schema/orders.ts'
import { openTyped, sealForm } from '../db/sealed-forms.ts'
import { verificationCodes } from '../db/schema/proofing.ts'
import { unlockRequests } from '../db/schema/unlocks.ts'
import { rotationIsDue } from '../db/unlocks.ts'
import type { OrderState } from '../domain/kinds/kinds.ts'
import { press, Refused, signedIn, tasksOf, until, type Call, type Way } from './actors.ts'
import { lock, plugIn, pullOut, tryPin } from './applicant-pc.ts'
import { tells } from './history-text.ts'
import {
  atKey,
  endsSoon,
  keyHolder,
  keyInParcel,
  unlocker,
  type Holder,
  type Unlocker,
} from './key-holder.ts'
import { keyWriter } from './key-writer.ts'
import { movesTaken } from './moves-taken.ts'
import { readWorld } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// Procedure 4 through the real API, workers, database, HSM, key agent and a key that really locks; only days are skipped.

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let support: Call
let senior: Call
let staff: { reviewer: Call; keyStation: Call }
const holders: Holder[] = []
const taken = movesTaken('unlock')
/** What no history may hold: PINs, SO PINs, codes. */
const secrets = new Set<string>()

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  staff = { reviewer: await signedIn(place, 'reviewer'), keyStation: await signedIn(place, 'keyStation') }
  support = await signedIn(place, 'support')
  senior = await signedIn(place, 'seniorReviewer')
  const residents = (await readWorld(place.sandbox)).organisations.filter(
    ({ status, legalRepresentative }) => status.startsWith('在营') && !legalRepresentative.idType,
  )
  for (const organisation of residents.slice(0, 3)) {
    holders.push(await keyHolder(place, organisation, staff))
  }
  await clock.end()
}, 240_000)

afterAll(() => place?.stop())

let day = 0
beforeEach(async () => {
  clock = await place.withClock()
  // Phones and keys have limits per minute, day and month.
  day += 31
  await clock.skip(`${day + 5} days`)
  // What a failed test left open went with its clock.
  await place.db.update(orders).set({ endedAt: new Date() }).where(isNull(orders.endedAt))
})
afterEach(async () => {
  try {
    await keepsNoSecret()
  } finally {
    await clock.end()
  }
})

/** No run under this clock holds a code, a PIN or an SO PIN. */
async function keepsNoSecret(): Promise<void> {
  const { messages, bank } = await readWorld(place.sandbox)
  const memos = bank.accounts.flatMap(({ lines }) => lines.map(({ memo }) => memo))
  for (const text of [...messages.map((sms) => sms.text), ...memos]) {
    const code = /(?:验证码|解锁授权码)(\d{6})/.exec(text)?.[1]
    if (code) secrets.add(code)
  }
  for (const { serial } of holders) {
    for (let generation = 1; generation < 30; generation++) secrets.add(place.soPin(serial, generation))
  }
  const rows = await place.db.select({ id: orders.id }).from(orders).where(eq(orders.kind, 'unlock'))
  const sent = await place.db.select({ reference: transfers.reference }).from(transfers)
  for (const id of [...rows.map((row) => row.id), ...sent.map((row) => `microDeposit/${row.reference}`)]) {
    const history = (await clock.history(id)) ?? ''
    for (const secret of secrets) expect(tells(history, secret), `${secret} in ${id}`).toBe(false)
  }
}

let pins = 0
/** A new PIN that nobody has had. */
function newPin(): string {
  const pin = `Ykey-${7301 + 13 * ++pins}`
  secrets.add(pin)
  return pin
}

const generationOf = async (serial: string) =>
  (await place.db.select().from(tokens).where(eq(tokens.serial, serial)))[0]!.soPinGeneration!

/** Checks what holds of every unlock that has ended. */
async function ends(order: Unlocker, state: OrderState) {
  await order.inState(state)
  // What is searched for secrets is really there.
  expect((await clock.history(order.orderId))?.includes(`"no":"${order.no}"`)).toBe(true)
  const { db } = place
  await taken.note(db, order.orderId)
  await until(async () => {
    const forms = await db.select().from(orderForms).where(eq(orderForms.orderId, order.orderId))
    return forms.every(({ typed }) => typed === null)
  }, 'the wiped copy of the holder’s data')
  const requests = await db.select().from(unlockRequests).where(eq(unlockRequests.orderId, order.orderId))
  expect(requests.filter(({ envelope }) => envelope !== null)).toEqual([])
  expect(await place.verifyAudit()).toMatchObject({ fault: null })
}

/** A PIN that is known to open the key, whatever was done to it before. */
async function pinOf(holder: Holder): Promise<string> {
  const pin = newPin()
  await (await unlocker(place, holder)).unlock(pin)
  await clock.skip('2 minutes')
  return pin
}

async function unlocked(order: Unlocker, { serial }: Holder, pin: string) {
  const { sealed, proof } = await order.setPin(pin)
  await order.confirm(sealed.requestId, proof)
  await ends(order, 'completed')
  expect(await tryPin(place, serial, pin)).toBe('signed')
  return { sealed, proof }
}

const WAIT = 120_000

describe('the first unlock of a key', { timeout: WAIT }, () => {
  it.each([
    ['legalRepPhone', 0],
    ['legalRepBankCard', 1],
    ['microDeposit', 2],
  ] as [Way, number][])('by %s; the next by the reserved phone', async (way, index) => {
    const holder = holders[index]!
    const { serial, organisation } = holder
    await lock(place, serial)
    expect(await tryPin(place, serial, holder.pin)).toBe('pinLocked')

    const first = await unlocker(place, holder)
    const begun = await first.begin()
    expect(begun.unlock).toMatchObject({ ways: ['proofing'], reservedPhone: null, refused: null })
    expect(begun.form).toBeNull()
    expect(JSON.stringify(begun)).not.toContain(organisation.legalRepresentative.idNumber)
    await expect(first.phoneCode()).rejects.toMatchObject({ code: 'wrongState' })
    await first.typeProofingCode(await first.proofingCode(way))
    await first.inState('authorised')
    await unlocked(first, holder, newPin())
    expect(await generationOf(serial)).toBe(2)
    await told(first, organisation)

    const second = await unlocker(place, holder)
    const again = await second.begin()
    expect(again.unlock?.ways).toEqual(['sms', 'proofing'])
    expect(again.unlock?.reservedPhone).toMatch(/^\d{3}\*{4}\d{4}$/)
    await clock.skip('2 minutes')
    await second.typePhoneCode(await second.phoneCode())
    await unlocked(second, holder, newPin())
    expect(await generationOf(serial)).toBe(3)
  })

  /** Operator and legal representative are warned, so that an unlock behind their back is seen. */
  async function told(order: Unlocker, organisation: Holder['organisation']) {
    for (const { phone } of [organisation.operator, organisation.legalRepresentative]) {
      await until(
        async () =>
          (await readWorld(place.sandbox)).messages.some(
            (sms) => sms.phone === phone && sms.text.includes(order.no) && /安全提醒/.test(sms.text),
          ),
        'the security notice',
      )
    }
  }

  it('is refused to whoever names another legal representative’s phone', async () => {
    const order = await unlocker(place, holders[0]!)
    await order.begin()
    const { phone } = holders[1]!.organisation.legalRepresentative
    await expect(order.proofingCode('legalRepPhone', { phone })).rejects.toMatchObject({
      code: 'proofingMismatch',
    })
    await expect(order.proofingCode('microDeposit', { account: '12' })).rejects.toMatchObject({
      code: 'formIncomplete',
    })
    await order.call('POST', `/api/orders/${order.no}/cancellation`)
    await ends(order, 'cancelled')
  })
})

describe('codes', { timeout: WAIT }, () => {
  it('a wrong one authorises nothing; one that ran out neither', async () => {
    const [holder] = holders
    const order = await unlocker(place, holder!)
    await order.begin()
    const code = await order.phoneCode()
    const wrong = code === '123456' ? '654321' : '123456'
    await expect(order.typePhoneCode(wrong)).rejects.toMatchObject({ code: 'codeWrong' })
    await expect(order.agent()).rejects.toMatchObject({ code: 'notAuthorised' })
    await place.db
      .update(verificationCodes)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(verificationCodes.workflowId, order.orderId))
    await expect(order.typePhoneCode(code)).rejects.toMatchObject({ code: 'codeExpired' })
    expect((await order.view()).state).toBe('verifying')
    await clock.skip('8 days')
    await ends(order, 'expired')
  })

  it('authorise ten minutes, no more', async () => {
    const order = await unlocker(place, holders[0]!)
    await order.begin()
    await order.verify()
    const agent = await order.agent()
    const { serial } = holders[0]!
    const begun = await agent.ask<{ agentNonce: string; agentPublicKey: string }>('unlock/begin', { serial })
    await clock.skip('11 minutes')
    await expect(order.seal(begun)).rejects.toBeInstanceOf(Refused)
    await ends(order, 'expired')
    expect(await place.db.select().from(staffTasks)).toEqual([])
  })

  it('authorise the browser they were typed in; another one has to verify anew, and then takes over', async () => {
    const [holder] = holders
    const one = await unlocker(place, holder!)
    await one.begin()
    await one.verify()
    const other = await unlocker(place, holder!)
    const seen = await other.begin()
    expect(other.no).toBe(one.no)
    expect(seen.unlock?.authorised).toMatchObject({ here: false })
    expect((await one.view()).unlock?.authorised).toMatchObject({ here: true })
    await expect(other.agent()).rejects.toMatchObject({ code: 'notAuthorised' })
    await clock.skip('2 minutes')
    await other.verify()
    await expect(one.setPin(newPin())).rejects.toMatchObject({ code: 'notAuthorised' })
    await unlocked(other, holder!, newPin())
  })

  it('by a transfer that the bank sends back before the PIN was set: proved anew, then unlocked', async () => {
    const holder = holders[2]!
    const order = await unlocker(place, holder)
    await order.begin()
    await order.typeProofingCode(await order.proofingCode('microDeposit'))
    await order.inState('authorised')
    const { transfers: sent } = (await readWorld(place.sandbox)).bank
    const transfer = sent.find(({ yurRef }) => yurRef.startsWith(order.no.replace('-', '')))!
    await press(place, `bank/transfers/${transfer.yurRef}/bounce`)
    await until(async () => {
      if ((await order.view()).state === 'verifying') return true
      // The bank is asked after seconds, then after minutes; the PIN may be set for ten.
      await clock.skip('20 seconds')
      return false
    }, 'the bounce')
    await order.verify()
    await unlocked(order, holder, newPin())
  })

  it('by transfer: a bank that refuses it says why, and another way is open', async () => {
    const [, holder] = holders
    const { number } = holder!.organisation.account
    const order = await unlocker(place, holder!)
    await order.begin()
    await press(place, `bank/accounts/${number}/mode/closed`)
    await order.askProofingCode('microDeposit')
    await until(async () => (await order.view()).proofing.state === 'transferFailed', 'the refusal')
    await press(place, `bank/accounts/${number}/mode/normal`)
    await order.typePhoneCode(await order.phoneCode())
    await unlocked(order, holder!, newPin())
  })
})

describe('the envelope of the CA', { timeout: WAIT }, () => {
  it('is good once: agent and CA refuse it a second time, and a statement about another request', async () => {
    const [holder] = holders
    const { serial } = holder!
    const order = await unlocker(place, holder!)
    await order.begin()
    await order.verify()
    const pin = newPin()
    const { agent, begun, sealed, proof } = await order.setPin(pin)
    const replay = agent.ask('unlock/finish', {
      unlockId: begun.unlockId,
      envelope: sealed.envelope,
      newPin: newPin(),
      nonce: sealed.nonce,
    })
    await expect(replay).rejects.toMatchObject({ code: 'unlockInvalid' })
    await expect(order.seal(begun)).rejects.toMatchObject({ code: 'unlockReplayed' })

    const next = await agent.ask<{ agentNonce: string; agentPublicKey: string }>('unlock/begin', { serial })
    const other = await order.seal(next)
    await expect(order.confirm(other.requestId, proof)).rejects.toMatchObject({ code: 'statementInvalid' })
    const forged = { ...proof, signature: Buffer.alloc(256, 7).toString('base64') }
    await expect(order.confirm(sealed.requestId, forged)).rejects.toMatchObject({ code: 'statementInvalid' })
    const before = await generationOf(serial)
    await order.confirm(sealed.requestId, proof)
    await ends(order, 'completed')
    expect(await generationOf(serial)).toBe(before + 1)
    await order.confirm(sealed.requestId, proof)
    expect(await generationOf(serial)).toBe(before + 1)
    expect(await tryPin(place, serial, pin)).toBe('signed')
  })

  it('is for one key: changed on its way it opens nothing', async () => {
    const [holder] = holders
    const order = await unlocker(place, holder!)
    await order.begin()
    await order.verify()
    const agent = await order.agent()
    const begun = await agent.ask<{ unlockId: string; agentNonce: string; agentPublicKey: string }>(
      'unlock/begin',
      { serial: holder!.serial },
    )
    const { envelope, nonce } = await order.seal(begun)
    const changed = {
      ...envelope,
      context: { ...envelope.context, expiresAt: envelope.context.expiresAt + 1 },
    }
    const finish = { unlockId: begun.unlockId, envelope: changed, newPin: newPin(), nonce }
    await expect(agent.ask('unlock/finish', finish)).rejects.toMatchObject({ code: 'unlockInvalid' })
    await unlocked(order, holder!, newPin())
  })

  it.each(['unlock/begin', 'unlock/finish'] as const)(
    'a key pulled out during %s: plugged in again it goes on, the code is still good',
    async (step) => {
      const [, , holder] = holders
      const { serial } = holder!
      await lock(place, serial)
      const order = await unlocker(place, holder!)
      await order.begin()
      await order.verify()
      const agent = await order.agent()
      const pulledOutDuring = async (asked: Promise<unknown>) => {
        const [answer] = await Promise.allSettled([asked, pullOut(place, serial)])
        const { code } = answer.status === 'rejected' ? (answer.reason as Refused) : { code: 'tokenRemoved' }
        expect(code).toMatch(/^token(NotFound|Removed)$/)
      }
      if (step === 'unlock/begin') await pulledOutDuring(agent.ask(step, { serial }))
      else {
        const begun = await agent.ask<{ unlockId: string; agentNonce: string; agentPublicKey: string }>(
          'unlock/begin',
          { serial },
        )
        const { envelope, nonce } = await order.seal(begun)
        await pulledOutDuring(
          agent.ask(step, { unlockId: begun.unlockId, envelope, newPin: newPin(), nonce }),
        )
      }
      await plugIn(place, serial)
      await unlocked(order, holder!, newPin())
    },
  )

  it('a key pulled out in the middle: the same step again, the code is still good', async () => {
    const [holder] = holders
    const { serial } = holder!
    await lock(place, serial)
    const order = await unlocker(place, holder!)
    await order.begin()
    await order.verify()
    const agent = await order.agent()
    const begun = await agent.ask<{ unlockId: string; agentNonce: string; agentPublicKey: string }>(
      'unlock/begin',
      { serial },
    )
    const { envelope, nonce } = await order.seal(begun)
    await pullOut(place, serial)
    const finish = { unlockId: begun.unlockId, envelope, newPin: newPin(), nonce }
    await expect(agent.ask('unlock/finish', finish)).rejects.toMatchObject({ code: 'tokenNotFound' })
    await plugIn(place, serial)
    await unlocked(order, holder!, newPin())
  })
})

describe('when it is not known how an unlock ended', { timeout: WAIT }, () => {
  /** The key itself, asked with an SO PIN. */
  const takes = (serial: string, generation: number) =>
    atKey(place, 'init-pin', { SERIAL: serial, SO_PIN: place.soPin(serial, generation), NEW_PIN: newPin() })

  it('a lost confirmation: support is told; the next unlock sets an SO PIN that nobody was given', async () => {
    const [holder] = holders
    const { serial } = holder!
    const lost = await unlocker(place, holder!)
    await lost.begin()
    await lost.verify()
    const before = await generationOf(serial)
    await lost.setPin(newPin())
    await clock.skip('13 minutes')
    await ends(lost, 'expired')
    expect(await generationOf(serial)).toBe(before)
    expect(await rotationIsDue(place.db, serial)).toBe(true)
    const tasks = () => tasksOf(support)
    expect(await tasks()).toMatchObject([{ kind: 'unlockUnconfirmed', no: lost.no }])

    const again = await unlocker(place, holder!)
    await again.begin()
    await again.verify()
    const { proof } = await unlocked(again, holder!, newPin())
    expect(proof.usedNext).toBe(false)
    expect(await generationOf(serial)).toBe(before + 2)
    for (const known of [before, before + 1]) await expect(takes(serial, known)).rejects.toThrow()
    expect(await rotationIsDue(place.db, serial)).toBe(false)
    expect(await tasks()).toEqual([])
  })

  it('a crash between the new PIN and the new SO PIN: the next unlock finds the SO PIN of before', async () => {
    const [, holder] = holders
    const { serial } = holder!
    const crashed = await unlocker(place, holder!)
    await crashed.begin()
    await crashed.verify()
    const agent = await crashed.agent()
    const before = await generationOf(serial)
    await crashed.seal(await agent.ask('unlock/begin', { serial }))
    await takes(serial, before)
    await clock.skip('13 minutes')
    await ends(crashed, 'expired')

    const again = await unlocker(place, holder!)
    await again.begin()
    await again.verify()
    const { proof } = await unlocked(again, holder!, newPin())
    expect(proof.usedNext).toBe(false)
    expect(await generationOf(serial)).toBe(before + 2)
  })

  it('a lost answer within one order: the same SO PIN once more, so each try changes it', async () => {
    const [, , holder] = holders
    const { serial } = holder!
    const order = await unlocker(place, holder!)
    await order.begin()
    await order.verify()
    const before = await generationOf(serial)
    await order.setPin(newPin())
    const { proof } = await unlocked(order, holder!, newPin())
    expect(proof.usedNext).toBe(true)
    expect(await generationOf(serial)).toBe(before + 1)
  })
})

describe('limits', { timeout: WAIT }, () => {
  it('a fourth unlock within a day is refused', async () => {
    const [, , holder] = holders
    for (let times = 0; times < 3; times++) {
      await (await unlocker(place, holder!)).unlock(newPin())
      await clock.skip('2 minutes')
    }
    const fourth = await unlocker(place, holder!)
    const { state, unlock } = await fourth.begin()
    expect([state, unlock?.refused?.code]).toEqual(['refused', 'tooManyToday'])
    expect(unlock?.refused?.detail).toMatch(/24 小时内最多解锁 3 次，请于 \d{4}年\d+月\d+日 \d\d:\d\d 后/)
    await ends(fourth, 'refused')
  })

  it('a fourth within 30 days waits for a senior reviewer; then it needs proofing', async () => {
    const [, , holder] = holders
    for (let times = 0; times < 3; times++) {
      await (await unlocker(place, holder!)).unlock(newPin())
      await clock.skip('26 hours')
    }
    const waiting = await unlocker(place, holder!)
    expect((await waiting.begin()).state).toBe('riskReview')
    await clock.skip('4 days')
    // The state is seen a moment before its deadline begins to run.
    await until(async () => {
      if ((await waiting.view()).state === 'refused') return true
      await clock.skip('1 day')
      return false
    }, 'the refusal')
    expect((await waiting.view()).unlock?.refused?.code).toBe('riskNotCleared')
    await ends(waiting, 'refused')

    const fourth = await unlocker(place, holder!)
    expect((await fourth.begin()).state).toBe('riskReview')
    const task = await until(async () => {
      const tasks = await tasksOf(senior)
      return tasks.find(({ kind, no }) => kind === 'unlockRisk' && no === fourth.no)
    }, 'the task')
    await expect(support('POST', `/api/ops/tasks/${task.id}/done`, { note: '不归我管' })).rejects.toThrow()
    await senior('POST', `/api/ops/tasks/${task.id}/done`, { note: '已致电单位核实' })
    await fourth.inState('verifying')
    const { ways } = (
      await until(async () => {
        const view = await fourth.view()
        return view.unlock!.ways.length > 0 && view
      }, 'the ways')
    ).unlock!
    expect(ways).toEqual(['proofing'])
    await fourth.verify()
    await unlocked(fourth, holder!, newPin())
  })
})

describe('refused', { timeout: WAIT }, () => {
  const certificateOf = ({ orderId }: Holder) => eq(certificates.orderId, orderId)

  it('a key that carries no certificate of ours, or another’s', async () => {
    const [one, two] = holders
    const order = await unlocker(place, one!)
    const [other] = await place.db.select().from(certificates).where(certificateOf(two!))
    for (const body of [
      { tokenSerial: one!.serial, certificates: [Buffer.from(other!.der!).toString('base64')] },
      { tokenSerial: 'ffffffffffffffff', certificates: [Buffer.from('nonsense').toString('base64')] },
    ]) {
      await expect(order.call('POST', '/api/unlocks', body)).rejects.toMatchObject({ code: 'keyUnknown' })
    }
  })

  it.each([
    ['held', 'certificateHeld', /补办/],
    ['revoked', 'certificateRevoked', /重新申请/],
  ] as const)('a %s certificate, at the beginning and at the last step', async (state, code, wayToGo) => {
    const [, holder] = holders
    const set = (to: 'active' | 'held' | 'revoked') =>
      place.db.update(certificates).set({ state: to }).where(certificateOf(holder!))
    const late = await unlocker(place, holder!)
    await late.begin()
    await late.verify()
    const begun = await (
      await late.agent()
    ).ask<{ agentNonce: string; agentPublicKey: string }>('unlock/begin', { serial: holder!.serial })
    await set(state)
    await expect(late.seal(begun)).rejects.toMatchObject({ code })
    await clock.skip('11 minutes')
    await ends(late, 'expired')

    const order = await unlocker(place, holder!)
    const view = await order.begin()
    expect([view.state, view.unlock?.refused?.code]).toEqual(['refused', code])
    expect(view.unlock?.refused?.detail).toMatch(wayToGo)
    await ends(order, 'refused')
    await set('active')
  })

  it('a key that is in the parcel still: nobody is known to hold it', async () => {
    const { organisation } = holders[1]!
    const { orderId, serial } = await keyInParcel(place, organisation, staff)
    const holder = { organisation, serial, pin: '', orderId }
    const [on] = await place.db.select().from(certificates).where(certificateOf(holder))
    const order = await unlocker(place, holder)
    const { state, unlock } = await order.submit([Buffer.from(on!.der!).toString('base64')])
    expect([state, unlock?.refused?.code]).toEqual(['refused', 'keyNotInUse'])
    await ends(order, 'refused')
  })

  it('not for a renewal that is under way: the certificate in use counts, not the one just written', async () => {
    const [, , holder] = holders
    const renewal = keyWriter(place, { ...holder!, pin: await pinOf(holder!) })
    await endsSoon(place.db, holder!)
    await renewal.paid()
    const page = await renewal.atKey()
    await page.reportPair(await page.generate())
    await page.write()
    await lock(place, holder!.serial)
    const order = await unlocker(place, holder!)
    expect((await order.begin()).unlock?.refused).toBeNull()
    await clock.skip('2 minutes')
    await order.verify()
    await unlocked(order, holder!, newPin())
  })

  it('while its certificate is expired: unlocked all the same, the renewal needs the PIN', async () => {
    const [, holder] = holders
    await place.db
      .update(certificates)
      .set({ notAfter: new Date(Date.now() - 86_400_000) })
      .where(certificateOf(holder!))
    const order = await unlocker(place, holder!)
    await order.begin()
    await order.verify()
    await unlocked(order, holder!, newPin())
  })

  it('for 72 hours after the reserved phone was changed: the new phone alone', async () => {
    const [, holder] = holders
    const { db } = place
    const [made] = await db.select().from(orders).where(eq(orders.id, holder!.orderId))
    const [form] = await db.select().from(orderForms).where(eq(orderForms.orderId, holder!.orderId))
    const typed = openTyped(form!) as { operator: { phone: string } }
    const changed = { ...typed, operator: { ...typed.operator, phone: '13900008888' } }
    const endedAt = new Date(Date.now() + (day + 4) * 86_400_000)
    const id = `${holder!.orderId}-changed`
    await db
      .insert(orders)
      .values({ ...made!, id, no: `${made!.no}0`, endedAt, createdAt: endedAt, revision: 1 })
    await db.insert(orderForms).values(sealForm({ ...form!, orderId: id, revision: 1, typed: changed }))
    const early = await unlocker(place, holder!)
    // The row stands for an order on this key.
    await db.update(orders).set({ tokenSerial: holder!.serial }).where(eq(orders.id, id))
    expect((await early.begin()).unlock?.ways).toEqual(['proofing'])
    await early.call('POST', `/api/orders/${early.no}/cancellation`)
    await clock.skip('3 days')
    const later = await unlocker(place, holder!)
    expect((await later.begin()).unlock?.ways).toEqual(['sms', 'proofing'])
    expect((await later.view()).unlock?.reservedPhone).toBe('139****8888')
    await later.call('POST', `/api/orders/${later.no}/cancellation`)
  })
})

describe('a key whose SO PIN is locked', { timeout: WAIT }, () => {
  it('can be unlocked by nobody: the order ends with a replacement as the way to go', async () => {
    const [holder] = holders
    const { serial } = holder!
    await plugIn(place, serial)
    await atKey(place, 'lock', { SERIAL: serial })
    const order = await unlocker(place, holder!)
    await order.begin()
    await order.verify()
    const agent = await order.agent()
    await expect(agent.ask('unlock/begin', { serial })).rejects.toMatchObject({ code: 'soPinLocked' })
    await order.call('POST', `/api/unlocks/${order.no}/so-pin-lock`)
    await ends(order, 'needsReplacement')
  })
})

describe('the table of moves', () => {
  it('every move of it was made by a scenario', () => expect(taken.missing()).toEqual([]))
})
