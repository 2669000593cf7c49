// The lists of staff over many orders: how long an answer takes, at the API and with everything that the answer rests on.
import type { Sql } from 'postgres'
import type { Call } from '../tests/actors.ts'
import { median } from './measures.ts'

/** Requests of each list; one is under way at a time, as one person waits for one. */
const TIMES = 60
/** Not measured: what Postgres reads from disk the first time. */
const WARM = 5
const PERCENTILE = 0.95
/** Orders that are written by one statement. */
const BATCH = 50_000

/**
 * Orders as years of business leave them: many ended, some open in every step, their organisations, people, keys,
 * certificates, parcels and money. Written by SQL: no process runs for them.
 */
async function seed(sql: Sql, { open, ended }: { open: number; ended: number }): Promise<void> {
  for (let from = 1; from <= open + ended; from += BATCH) {
    const to = Math.min(from + BATCH - 1, open + ended)
    await sql`
      insert into orders (id, no, kind, product, state, revision, holder_name, holder_number, fingerprints, price_items,
                          token_serial, waits_until, ended_at, created_at, updated_at, started_at, priority, assignee)
      select kind || '/' || no, no, kind, product, state, 1, name, uscc,
             array[md5('p' || i), md5('i' || i), md5('n' || i % 5000)], '[]',
             'BENCH' || lpad(i::text, 12, '0'),
             case when is_open then date_trunc('milliseconds', now()) + (i % 240 - 24) * interval '1 hour' end,
             case when not is_open then date_trunc('milliseconds', now()) - i * interval '37 seconds' end,
             now() - i * interval '40 seconds', now(), now(),
             case when i % 200 = 0 then 0 else 1 end,
             case when is_open and i % 7 = 0 then 'reviewer' end
      from (
        select i, i <= ${open}::int as is_open, '20200101-' || lpad(i::text, 7, '0') as no,
               case when i <= ${open}::int
                 then (array['newApplication', 'newApplication', 'renewal', 'informationChange', 'replacement'])[i % 5 + 1]
                 else (array['newApplication', 'renewal', 'unlock', 'informationChange', 'revocation'])[i % 5 + 1]
               end as kind,
               case when i % 9 = 0 then 'organisationHostedBidding' else 'organisationUkey' end as product,
               case when i <= ${open}::int
                 then (array['inReview', 'making', 'awaitingPayment', 'draft', 'materialsWanted', 'shipping'])[i % 6 + 1]
                 else case when i % 1000 = 0 then 'undelivered' when i % 11 = 0 then 'expired' else 'completed' end
               end as state,
               (array['北京', '上海', '杭州', '成都', '西安', '广州'])[i % 6 + 1] ||
                 substr('云杉远山青禾明川安和嘉宁福海恩泽辰光朗星铭信', i % 20 + 1, 2) || i || '科技有限公司' as name,
               '91' || lpad(i::text, 16, '0') as uscc
        from generate_series(${from}::int, ${to}::int) as i
      ) as made`
    await sql`
      insert into reviews (order_id, due_at, provisional)
      select id, waits_until, false from orders
      where state = 'inReview' and ended_at is null and no >= ${number(from)} and no <= ${number(to)}`
    await sql`
      insert into shipments (order_id, provider_order_id, waybill_no, token_serial, state)
      select id, 'bench' || no, 'SFB' || replace(no, '-', ''), token_serial, 'delivered' from orders
      where kind = 'newApplication' and no >= ${number(from)} and no <= ${number(to)}`
    await sql`
      insert into payments (order_id, provider, out_trade_no, amount_fen, state, qr_expires_at)
      select id, 'alipay', 'B' || replace(no, '-', ''), 30000, 'closed', now() from orders
      where no >= ${number(from)} and no <= ${number(to)}`
  }
  for (const table of ['orders', 'reviews', 'shipments', 'payments'])
    await sql.unsafe(`vacuum analyze ${table}`)
}

const number = (index: number) => `20200101-${String(index).padStart(7, '0')}`

function percentile(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.ceil(times.length * PERCENTILE) - 1]!
}

/** Seeds the orders and prints what each list costs. Gives the slowest of the 95th percentiles, in ms. */
export async function timeLists({
  sql,
  reviewer,
  support,
  open,
  ended,
}: {
  sql: Sql
  reviewer: Call
  support: Call
  open: number
  ended: number
}): Promise<number> {
  const begun = performance.now()
  await seed(sql, { open, ended })
  console.log(
    `${open} open and ${ended} ended orders written in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  )
  const list = (call: Call, query: string) => () =>
    call<{ next: string | null }>('GET', `/api/ops/orders?${query}`)
  const search = (text: string) => () => support('POST', '/api/ops/orders/search', { text })
  const middle = open + Math.floor(ended / 2)
  /** As if nobody had asked for anything lately: one person never asks so often. */
  const callersRest = () => sql`delete from rate_limits`
  const deep = async (query: string, pages: number) => {
    await callersRest()
    let after = ''
    for (let page = 0; page < pages; page++) {
      const { next } = await list(support, `${query}${after}`)()
      if (!next) break
      after = `&after=${next}`
    }
    return list(support, `${query}${after}`)
  }
  const questions: [string, () => Promise<unknown>][] = [
    ['overview of a reviewer', () => reviewer('GET', '/api/ops/overview')],
    ['open orders', list(support, 'standing=open')],
    ['open orders, page 200', await deep('standing=open', 200)],
    ['reviews', list(reviewer, 'state=inReview')],
    ['reviews, my own', list(reviewer, 'state=inReview&assignee=me')],
    ['reviews, nobody’s', list(reviewer, 'state=inReview&assignee=nobody')],
    ['reviews, overdue', list(reviewer, 'state=inReview&due=overdue')],
    ['the next review', () => reviewer('GET', '/api/ops/reviews/next')],
    ['renewals that wait for their applicant', list(support, 'kind=renewal&who=applicant')],
    [
      'of open orders ten that changed',
      list(support, `only=${Array.from({ length: 10 }, (_, at) => number(at + 1)).join(',')}`),
    ],
    ['ended orders', list(support, 'standing=ended')],
    ['ended orders, page 200', await deep('standing=ended', 200)],
    ['ended orders in a rare state', list(support, 'standing=ended&state=undelivered')],
    [
      'ended orders of kind, product and state',
      list(support, 'standing=ended&kind=unlock&product=organisationHostedBidding&state=expired'),
    ],
    ['ended orders such as there are none', list(support, 'standing=ended&kind=renewal&state=refused')],
    ['search: order number', search(number(middle))],
    ['search: USCC', search(`91${String(middle).padStart(16, '0')}`)],
    ['search: part of a name', search(`${middle}科技`)],
    ['search: what every name has', search('科技有限公司')],
    ['search: two letters', search('杭州')],
    ['search: phone of nobody', search('13800138000')],
    ['search: serial of a key', search(`BENCH${String(middle).padStart(12, '0')}`)],
    ['search: waybill', search(`SFB20200101${String(middle - (middle % 5)).padStart(7, '0')}`)],
    ['search: trade', search(`B20200101${String(middle).padStart(7, '0')}`)],
  ]
  const table: Record<string, Record<string, string>> = {}
  let slowest = 0
  for (const [name, ask] of questions) {
    const times: number[] = []
    await callersRest()
    for (let index = 0; index < WARM + TIMES; index++) {
      const from = performance.now()
      await ask()
      if (index >= WARM) times.push(performance.now() - from)
    }
    const p95 = percentile(times)
    slowest = Math.max(slowest, p95)
    table[name] = { 'median ms': median(times).toFixed(1), 'p95 ms': p95.toFixed(1) }
  }
  console.table(table)
  console.log(`the slowest p95: ${slowest.toFixed(0)} ms`)
  return slowest
}
