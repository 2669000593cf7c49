import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { notifyOrderChanged } from '../../db/order-changed.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { liveUpdates } from './live-updates.ts'

let connection: Awaited<ReturnType<typeof testDatabase>>
let app: FastifyInstance
let address: string

beforeAll(async () => {
  connection = await testDatabase()
  app = Fastify()
  await app.register(liveUpdates, { connection })
  app.get('/all', { sse: 'only' }, async (_, reply) => app.streamChanges(reply))
  app.get('/one', { sse: 'only' }, async (_, reply) => app.streamChanges(reply, '20261129-000001'))
  address = await app.listen()
})
afterAll(async () => {
  await app.close()
  await connection.close()
})

/** The first `count` messages of a stream; the orders change once it is there. */
async function heard(path: string, count: number) {
  const leaving = new AbortController()
  const answer = await fetch(`${address}${path}`, { signal: leaving.signal })
  for (const no of ['20261129-000002', '20261129-000001']) await notifyOrderChanged(connection.db, no)
  let text = ''
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (text.split('data: ').length > count) break
  }
  leaving.abort()
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => data)
}

it('a stream gives the number of each order that changed as it stands', async () => {
  expect(await heard('/all', 3)).toEqual(['', '20261129-000002', '20261129-000001'])
})

it('the stream of an order is silent about others', async () => {
  expect(await heard('/one', 2)).toEqual(['20261129-000001', '20261129-000001'])
})

it('a reader that leaves while its stream begins ends nothing', async () => {
  for (let times = 0; times < 20; times++) {
    const leaving = new AbortController()
    const asked = fetch(`${address}/all`, { signal: leaving.signal })
    setTimeout(() => leaving.abort(), times / 4)
    await Promise.allSettled([asked])
  }
  expect(await heard('/all', 1)).toContain('')
})
