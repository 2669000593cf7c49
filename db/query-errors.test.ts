import { Writable } from 'node:stream'
import { inspect } from 'node:util'
import { APIError } from 'better-auth/api'
import { sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import { orders } from './schema/orders.ts'
import { withoutValues, withoutValuesInLog } from './query-errors.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const uscc = '91350100M000100Y43'
const refusedRow = {
  id: 'x',
  no: 'x',
  kind: 'no kind of order',
  product: 'organisationUkey',
  state: 'draft',
  priceItems: [],
  holderNumber: uscc,
  holderName: '示例科技（北京）有限公司',
} as unknown as typeof orders.$inferInsert

const asIs = (failure: unknown) => failure

const failing: [string, () => Promise<unknown>, string][] = [
  ['a constraint that shows the row', () => database.db.insert(orders).values(refusedRow), '示例科技'],
  ['a query', () => database.db.execute(sql`select ${uscc}::text from nowhere`), uscc],
  ['a value that is no number', () => database.db.execute(sql`select ${uscc}::text::int`), uscc],
  [
    'a library that shows the cause once more',
    async () => {
      const cause: unknown = await database.db.execute(sql`select ${uscc}::text from nowhere`).catch(asIs)
      throw new APIError('INTERNAL_SERVER_ERROR', { message: 'no session', cause })
    },
    uscc,
  ],
  ['a value that is no time', () => database.sql`select ${uscc}::text::timestamptz`, uscc],
]

it.each(failing)('an error of %s is logged without values', async (_what, fail, value) => {
  const error: unknown = await fail().catch(asIs)
  expect(inspect(error, { depth: 9 })).toContain(value)
  const lines: string[] = []
  const into = new Writable({ write: (line, _encoding, done) => (lines.push(String(line)), done()) })
  const log = pino({ hooks: withoutValuesInLog }, into)
  log.error({ err: error }, 'with a message')
  log.error({ err: error })
  log.error(error)
  const said = lines.join('') + inspect(withoutValues(error), { depth: 9 })
  expect(said).not.toContain(value)
  expect(said).toMatch(/Failed query: |a value is refused/)
})
