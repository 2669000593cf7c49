import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { certificates, expiryReminders, subjectKeys } from '../db/schema/certificates.ts'
import { sentNotices } from '../db/schema/proofing.ts'
import type { AlgorithmId } from '../domain/certificate-kinds.ts'
import { press, signedIn, until } from './actors.ts'
import { keyHolder, type Holder } from './key-holder.ts'
import { keyWriter } from './key-writer.ts'
import { readWorld } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// A certificate's last 90 days: real certificate, database, SMS and mail; only the days are skipped.

const DAY = 86_400_000
const BEIJING = 8 * 3_600_000

let place: SkippingInstallation
let clock: Awaited<ReturnType<SkippingInstallation['withClock']>>
let holder: Holder
/** Days that have been skipped. */
let passed = 0

beforeAll(async () => {
  place = await startSkippingInstallation()
  clock = await place.withClock()
  const reviewer = await signedIn(place, 'reviewer')
  const keyStation = await signedIn(place, 'keyStation')
  const { organisations } = await readWorld(place.sandbox)
  holder = await keyHolder(place, organisations[0]!, { reviewer, keyStation })
}, 180_000)

afterAll(async () => {
  await clock?.end()
  await place?.stop()
})

const mine = () => eq(certificates.orderId, holder.orderId)

/** The certificate, ending on the last second of the Beijing day that lies so many days ahead; nobody told yet. */
async function endsIn(days: number, state: 'active' | 'held' | 'revoked' = 'active') {
  const today = Math.floor((Date.now() + passed * DAY + BEIJING) / DAY)
  const notAfter = new Date((today + days + 1) * DAY - BEIJING - 1000)
  await place.db.delete(expiryReminders)
  await place.db.delete(sentNotices).where(eq(sentNotices.orderId, holder.orderId))
  await place.db.update(certificates).set({ notAfter, state }).where(mine())
}

/** A morning: runs the process, and gives what came of it. */
async function morning(skipped = 0, { phone, email } = holder.organisation.operator) {
  if (skipped > 0) await clock.skip(`${skipped} days`)
  passed += skipped
  const before = await readWorld(place.sandbox)
  await clock.run('expiryReminders')
  const after = await readWorld(place.sandbox)
  const known = new Set(before.messages.map(({ id }) => id))
  // Not what the order of the key still says beside it.
  const sms = after.messages.filter(
    (message) => message.phone === phone && !known.has(message.id) && message.text.includes('到期'),
  )
  const subjects = (world: typeof after) => world.mails.filter(({ to }) => to === email).length
  return { sms: sms.map(({ text }) => text), mails: subjects(after) - subjects(before) }
}

const nothing = { sms: [], mails: 0 }

beforeEach(() => endsIn(90))

it('reminds by SMS and mail with the link, once however often it runs', async () => {
  const { sms, mails } = await morning()
  expect(sms).toEqual([expect.stringMatching(/剩余90天.*\/renew/)])
  expect(mails).toBe(1)
  expect(await morning()).toEqual(nothing)
})

it('a worker that died after sending, before it could say so, sends nothing twice', async () => {
  await morning()
  await place.db.update(expiryReminders).set({ sentAt: null })
  expect(await morning()).toEqual(nothing)
  const rows = await place.db.select().from(expiryReminders)
  expect(rows).toMatchObject([{ day: 90, sentAt: expect.any(Date) }])
})

it('after days without sending only the nearest is sent', async () => {
  const late = await morning(61)
  expect(late.sms).toEqual([expect.stringContaining('剩余29天')])
  const last = await morning(29)
  expect(last.sms).toEqual([expect.stringContaining('今天')])
  expect(last.mails).toBe(1)
  expect(await morning(1)).toEqual(nothing)
  const days = (await place.db.select().from(expiryReminders)).map(({ day }) => day)
  expect(days.sort((a, b) => b - a)).toEqual([30, 0])
}, 60_000)

it('a provider that is away in the morning holds up nobody else, and a later hour makes it good', async () => {
  // Two more certificates of this holder.
  const { db } = place
  await endsIn(7)
  const [first] = await db.select().from(certificates).where(mine())
  const [key] = await db.select().from(subjectKeys).where(eq(subjectKeys.id, first!.keyId))
  for (const other of ['a', 'b']) {
    const keyId = randomUUID()
    await db.insert(subjectKeys).values({ ...key!, id: keyId, label: other })
    const copy = { ...first!, id: randomUUID(), keyId, serial: `${first!.serial}${other}` }
    // Of another algorithm: an order yields one certificate of each.
    await db.insert(certificates).values({ ...copy, algorithm: other as AlgorithmId })
  }
  await press(place, 'outages/sms', { seconds: 600 })
  const run = morning()
  const ended = run.then(() => true)
  await until(() => Promise.race([ended, clock.skip('1 minute').then(() => false)]), 'the end of the morning')
  expect((await run).sms).toEqual([])
  const { events } = await clock.client.workflow.getHandle('expiryReminders').fetchHistory()
  const asked = events!.flatMap(({ activityTaskScheduledEventAttributes: made }) => made ?? [])
  expect(asked).toHaveLength(3)
  expect(
    new Set(asked.map(({ workflowTaskCompletedEventId }) => String(workflowTaskCompletedEventId))).size,
  ).toBe(1)
  await press(place, 'outages/sms', { seconds: 0 })
  expect((await morning()).sms).toHaveLength(3)
  expect(await morning()).toEqual(nothing)
  await db.delete(expiryReminders)
  await db.delete(certificates).where(and(mine(), ne(certificates.id, first!.id)))
}, 60_000)

it.each(['held', 'revoked'] as const)('says nothing of a certificate that is %s', async (state) => {
  await endsIn(7, state)
  expect(await morning()).toEqual(nothing)
})

it('reminds the phone and the address that were given since', async () => {
  const other = { ...holder.organisation.operator, phone: '13812345678', email: 'new@example.cn' }
  const change = keyWriter(place, holder)
  await change.begin('information-changes')
  const { code, oldPhoneCode } = await change.proposePhone({ phone: other.phone, email: other.email })
  expect((await change.submitTyped(code, oldPhoneCode)).state).toBe('completed')
  // The news of the change goes to the same phone.
  await until(
    async () =>
      (await readWorld(place.sandbox)).messages.some(
        ({ phone, text }) => phone === other.phone && text.includes(change.no) && !/验证码/.test(text),
      ),
    'the news of the change',
  )
  await endsIn(30)
  const { sms, mails } = await morning(0, other)
  expect(sms).toEqual([expect.stringContaining('剩余30天')])
  expect(mails).toBe(1)
  expect(await morning()).toEqual(nothing)
})
