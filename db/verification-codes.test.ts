import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeRules } from '../domain/verification-codes.ts'
import { testDatabase } from '../tests/test-database.ts'
import type { Connection } from './database.ts'
import { verificationCode } from './encryption.ts'
import { verificationCodes } from './schema/proofing.ts'
import { consumeCode } from './verification-codes.ts'

const purpose = 'orderQuery'
let connection: Connection

beforeAll(async () => {
  for (const name of ['FINGERPRINT_KEY']) {
    process.env[name] = randomBytes(32).toString('base64')
  }
  connection = await testDatabase()
})
afterAll(() => connection.close())

/** A code that was sent for this subject. Gives how to guess at it. */
async function sent(subject: string, workflowId = `orderQuery/${randomUUID()}`) {
  const id = randomUUID()
  await connection.db.insert(verificationCodes).values({
    id,
    workflowId,
    purpose,
    subject,
    phoneFingerprint: 'phone',
    phoneMasked: '138****0001',
    expiresAt: new Date(Date.now() + 300_000),
    idempotencyKey: id,
  })
  const right = verificationCode(id, codeRules.digits)
  const guess = (typed: string) =>
    consumeCode(connection.db, { workflowId, purpose, subject, typed, now: new Date() })
  return { right, wrong: right === '000000' ? '111111' : '000000', guess }
}

/** How often each answer came. */
async function tally(guesses: Promise<{ verdict: string }>[]) {
  const counts: Record<string, number> = {}
  for (const { verdict } of await Promise.all(guesses)) counts[verdict] = (counts[verdict] ?? 0) + 1
  return counts
}

it('fifty guesses at once are five, and the right code comes too late', async () => {
  const { right, wrong, guess } = await sent('one code')
  const counts = await tally(Array.from({ length: 50 }, () => guess(wrong)))
  expect(counts).toEqual({ wrong: codeRules.tries, triesOut: 45 })
  expect(await guess(right)).toMatchObject({ verdict: 'triesOut' })
})

it('the same right code at once opens once', async () => {
  const { right, guess } = await sent('once')
  const counts = await tally(Array.from({ length: 20 }, () => guess(right)))
  expect(counts.ok).toBe(1)
})

it('guesses at the codes of one query at once stay within those of a day, however many it has', async () => {
  const workflowId = `orderQuery/${randomUUID()}`
  for (let codes = 0; codes < 4; codes++) {
    const { guess, wrong } = await sent('many codes', workflowId)
    await tally(Array.from({ length: codeRules.tries }, () => guess(wrong)))
  }
  const { guess, right } = await sent('many codes', workflowId)
  expect(await guess(right)).toMatchObject({ verdict: 'dailyLimit' })
})

it('what strangers guess at the same holder closes none of its own codes', async () => {
  const strangers = await Promise.all(Array.from({ length: 10 }, () => sent('one holder')))
  const mine = await sent('one holder')
  await tally(strangers.flatMap(({ guess, wrong }) => Array.from({ length: 5 }, () => guess(wrong))))
  expect(await mine.guess(mine.right)).toMatchObject({ verdict: 'ok' })
})
