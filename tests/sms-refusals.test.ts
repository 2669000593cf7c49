import { randomUUID } from 'node:crypto'
import type { ApplicationFailure } from '@temporalio/common'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { sendSms } from '../activities/sms/send.ts'
import { codeActivities } from '../activities/sms/verification-code.ts'
import { staffTasks } from '../db/schema/money.ts'
import { verificationCodes } from '../db/schema/proofing.ts'
import { user } from '../db/schema/staff.ts'
import { run, startPayingOrders, type PayingOrders } from './paying-orders.ts'

// What the SMS provider refuses with: the real client, the provider's own words, a real mail server.

let place: PayingOrders

beforeAll(async () => {
  place = await startPayingOrders()
  const { world, db } = place
  Object.assign(process.env, {
    SMTP_URL: `smtp://127.0.0.1:${world.smtpPort}`,
    MAIL_FROM: 'no-reply@yinxin.example',
  })
  const at = new Date()
  const names = ['one', 'two'].map((username) => ({ id: username, name: username, username }))
  await db.insert(user).values(
    names.map((name) => ({
      ...name,
      email: `${name.username}@ca.example`,
      role: 'administrator',
      createdAt: at,
      updatedAt: at,
    })),
  )
}, 60_000)
afterAll(() => place?.stop())
afterEach(() => place.world.act('sms/mode/normal'))

let count = 0
const nextPhone = () => `1380001${String(++count).padStart(4, '0')}`

/** Sends a message to somebody who got none yet. Gives what became of it. */
async function send(): Promise<ApplicationFailure | undefined> {
  const parameters = { organisation: '示例科技', code: '123456' }
  const to = { orderId: null, notice: 'proofingCode', language: 'zh', phone: nextPhone() } as const
  const sent = run((sms: Parameters<typeof sendSms>[1]) => sendSms(place.db, sms), {
    ...{ ...to, parameters, idempotencyKey: randomUUID() },
  })
  return sent.then(
    () => undefined,
    (error: ApplicationFailure) => error,
  )
}

it.each([
  ['minuteLimit', 60],
  ['hourLimit', 3600],
  ['dayLimit', 86_400],
])('a notice that runs into the %s is sent again after its %i seconds', async (mode, seconds) => {
  await place.world.act(`sms/mode/${mode}`)
  expect(await send()).toMatchObject({
    type: 'SmsLimited',
    nonRetryable: false,
    nextRetryDelay: `${seconds}s`,
  })
})

it.each([
  ['minuteLimit', { type: 'TooSoon', details: [60] }],
  ['hourLimit', { type: 'TooSoon', details: [3600] }],
  ['dayLimit', { type: 'DailyLimit' }],
])('whoever waits for a code is told how long the %s lasts', async (mode, refusal) => {
  const { db, world } = place
  const orderId = await place.newOrder()
  await world.act(`sms/mode/${mode}`)
  const { sendVerificationCode } = codeActivities({ db })
  await db.delete(verificationCodes)
  const asked = run(sendVerificationCode, { workflowId: orderId, orderId, purpose: 'proofing' as const })
  await expect(asked).rejects.toMatchObject({ ...refusal, nonRetryable: true })
})

it('what only people can mend is told them once a day, by mail to each who takes it, and is no retry', async () => {
  const { db, world } = place
  const tasks = () => db.select().from(staffTasks).where(eq(staffTasks.kind, 'smsStopped'))
  await world.act('mail/reject/one@ca.example')
  await world.act('sms/mode/noMoney')
  for (const _ of [1, 2]) expect(await send()).toMatchObject({ type: 'SmsStopped', nonRetryable: true })
  expect(await tasks()).toMatchObject([{ detail: { reason: 'isv.AMOUNT_NOT_ENOUGH 账户余额不足' } }])
  const { mails } = await world.state()
  expect(mails).toMatchObject([{ to: 'two@ca.example', subject: expect.stringContaining('账户余额不足') }])

  await world.act('outages/mail', { seconds: 60 })
  await world.act('sms/mode/forbidden')
  expect(await send()).toMatchObject({ type: 'SmsStopped', nonRetryable: true })
  expect(await tasks()).toHaveLength(2)
  await world.act('sms/mode/normal')
  expect(await send()).toBeUndefined()
})
