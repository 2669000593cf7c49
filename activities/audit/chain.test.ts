import { spawnSync } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { asc, eq, gte, sql, type SQL } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { audit, type AuditRow } from '../../db/audit.ts'
import { openDatabase, type Connection, type Transaction } from '../../db/database.ts'
import { auditLog } from '../../db/schema/audit.ts'
import { openHsm, type Hsm } from '../../pki/hsm.ts'
import { timestampAuthority } from '../../pki/timestamp-authority.ts'
import { freshHsm } from '../../tests/fresh-tokens.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { nextLink, verifyAuditLog, verifyWithin, type AuditFault } from './chain.ts'
import { keepHead } from './heads.ts'
import { sealWaiting } from './sealing.ts'
import { stampHeads, unstampedSince } from './stamps.ts'

// Whoever owns the database takes its guards away and does with the log what he likes: the HSM and the heads that have
// left the database tell, and name the row. A run that failed says its seed, and AUDIT_SEED takes the same ways again.

const ROWS = 12
const WAITING = 2

let connection: Awaited<ReturnType<typeof testDatabase>>
let db: Connection['db']
let hsm: Hsm
const folder = mkdtempSync(join(tmpdir(), 'yinxin-heads-'))
const sealer = (on: Connection['db'] | Transaction, heads = folder) => ({ db: on, hsm, folder: heads })

const write = (count: number) =>
  db.transaction(async (tx) => {
    for (let index = 0; index < count; index++)
      await audit(tx, {
        actor: `staff:reviewer${index % 3}`,
        action: 'payment.booked',
        subject: `application/20261129-${String(index).padStart(6, '0')}`,
        detail: { amountFen: 10_000 + index, provider: '支付宝', late: index % 2 === 0 },
      })
  })

beforeAll(async () => {
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin } = freshHsm()
  hsm = openHsm({ module, tokenLabel, pin })
  connection = await testDatabase()
  ;({ db } = connection)
  for (const count of [5, ROWS - 5]) {
    await write(count)
    expect(await sealWaiting(sealer(db))).toBe(count)
    keepHead(hsm, folder, new Date(Date.UTC(2026, 10, 29, count)))
  }
  await write(WAITING)
}, 60_000)

afterAll(async () => {
  hsm?.close()
  await connection?.close()
})

class Undone extends Error {}

/** Lets the owner of the database do something with its guards away, and undoes everything. */
async function asOwner(act: (tx: Transaction) => Promise<void>): Promise<void> {
  const owner = db.transaction(async (tx) => {
    await tx.execute(sql`alter table audit_log disable trigger user`)
    await tx.execute(sql`alter table audit_log
      drop constraint audit_log_pkey, drop constraint audit_log_seq_unique, drop constraint audit_log_sealed_whole`)
    await act(tx)
    throw new Undone()
  })
  await expect(owner).rejects.toBeInstanceOf(Undone)
}

const at = (seq: number) => eq(auditLog.seq, seq)
const rowAt = async (tx: Transaction, seq: number) => (await tx.select().from(auditLog).where(at(seq)))[0]!
const waitingRow = async (tx: Transaction) =>
  (
    await tx
      .select()
      .from(auditLog)
      .where(sql`seq is null`)
      .orderBy(asc(auditLog.at))
      .limit(1)
  )[0]!

/** A row as somebody makes it up. */
const madeUp = (row: Partial<AuditRow> = {}): AuditRow => ({
  id: randomUUID(),
  at: new Date(),
  actor: 'staff:nobody',
  action: 'review.approved',
  subject: 'application/20261129-000001',
  detail: {},
  originMac: 'c'.repeat(64),
  seq: null,
  hash: null,
  seal: null,
  ...row,
})

/** A row at its place as the chain would have it, with a seal by a key of one's own. */
function falselySealed(row: AuditRow, previous: string) {
  const { hash } = nextLink(row, { seq: row.seq! - 1, hash: previous })
  return { hash, seal: createHmac('sha256', 'not the key').update(hash).digest('hex') }
}

type Expected = AuditFault | { seq: number } | null
type Manipulation = (tx: Transaction, place: number, other: number) => Promise<Expected>

const set =
  (values: Record<string, unknown>): Manipulation =>
  async (tx, seq) => {
    const { id } = await rowAt(tx, seq)
    await tx.update(auditLog).set(values).where(at(seq))
    return { fault: 'altered', seq, id: (values.id as string | undefined) ?? id }
  }

const expression =
  (column: SQL, value: SQL): Manipulation =>
  async (tx, seq) => {
    const { id } = await rowAt(tx, seq)
    await tx.execute(sql`update audit_log set ${column} = ${value} where seq = ${seq}`)
    return { fault: 'altered', seq, id }
  }

const cutFrom =
  (where: (seq: number) => SQL, first: (seq: number) => number): Manipulation =>
  async (tx, seq) => {
    await tx.delete(auditLog).where(where(seq))
    return { fault: 'missing', seq: first(seq) }
  }

const forgedWaiting =
  (row: (tx: Transaction, seq: number) => Promise<Partial<AuditRow>>): Manipulation =>
  async (tx, seq) => {
    const forged = madeUp({ at: new Date(0), ...(await row(tx, seq)) })
    await tx.insert(auditLog).values(forged)
    return { fault: 'forged', id: forged.id }
  }

/** Two different places. */
const both = (place: number, other: number): [number, number] =>
  place === other ? [1, ROWS] : place < other ? [place, other] : [other, place]

const manipulations: Record<string, Manipulation> = {
  'actor changed': set({ actor: 'staff:somebody' }),
  'action changed': set({ action: 'payment.refunded' }),
  'subject changed by an invisible character': expression(sql`subject`, sql`subject || U&'\\200b'`),
  'detail changed': expression(sql`detail`, sql`detail || '{"amountFen": 1}'`),
  'detail added to': expression(sql`detail`, sql`detail || '{"note": null}'`),
  'detail of another shape': expression(sql`detail`, sql`'["payment"]'`),
  'detail with a number beyond all numbers': expression(sql`detail`, sql`'{"amountFen": 1e400}'`),
  'time moved by a millisecond': expression(sql`at`, sql`at + interval '1 millisecond'`),
  'time moved by a year': expression(sql`at`, sql`at - interval '1 year'`),
  'time without end': expression(sql`at`, sql`'infinity'`),
  'id changed': set({ id: randomUUID() }),
  'origin changed': set({ originMac: 'a'.repeat(64) }),
  'seal changed': set({ seal: 'b'.repeat(64) }),
  'seal of the row before': expression(
    sql`seal`,
    sql`coalesce((select max(seal) from audit_log b where b.seq = audit_log.seq - 1), '')`,
  ),
  'hash changed': set({ hash: 'b'.repeat(64) }),
  'seal removed': set({ seal: null }),
  'row removed': cutFrom(at, (seq) => seq),
  'tail cut': cutFrom(
    (seq) => gte(auditLog.seq, seq),
    (seq) => seq,
  ),
  'tail cut, with what waits': cutFrom(
    (seq) => sql`seq is null or seq >= ${seq}`,
    (seq) => seq,
  ),
  'head cut': cutFrom(
    (seq) => sql`seq <= ${seq}`,
    () => 1,
  ),
  'row removed and the gap closed': async (tx, seq) => {
    const end = seq === ROWS
    const next = end ? undefined : await rowAt(tx, seq + 1)
    await tx.delete(auditLog).where(at(seq))
    await tx.execute(sql`update audit_log set seq = seq - 1 where seq > ${seq}`)
    return next ? { fault: 'altered', seq, id: next.id } : { fault: 'missing', seq }
  },
  'table emptied': async (tx) => {
    await tx.execute(sql`truncate audit_log`)
    return { fault: 'missing', seq: 1 }
  },
  'chain made anew from a changed row on': async (tx, seq) => {
    const { id } = await rowAt(tx, seq)
    await tx.update(auditLog).set({ actor: 'staff:somebody' }).where(at(seq))
    let previous = seq === 1 ? '' : (await rowAt(tx, seq - 1)).hash!
    const rest = await tx.select().from(auditLog).where(gte(auditLog.seq, seq)).orderBy(asc(auditLog.seq))
    for (const row of rest) {
      const place = falselySealed(row, previous)
      await tx.update(auditLog).set(place).where(at(row.seq!))
      previous = place.hash
    }
    return { fault: 'altered', seq, id }
  },
  'row forged between two': async (tx, seq) => {
    await tx.execute(sql`update audit_log set seq = seq + 1 where seq >= ${seq}`)
    const forged = madeUp({ seq })
    await tx.insert(auditLog).values({ ...forged, ...falselySealed(forged, '') })
    return { fault: 'altered', seq, id: forged.id }
  },
  'row forged at the end': async (tx) => {
    const forged = madeUp({ seq: ROWS + 1 })
    await tx.insert(auditLog).values({ ...forged, ...falselySealed(forged, '') })
    return { fault: 'altered', seq: ROWS + 1, id: forged.id }
  },
  'row forged before the first': async (tx, seq) => {
    const forged = madeUp({ seq: -seq })
    await tx.insert(auditLog).values({ ...forged, ...falselySealed(forged, '') })
    return { fault: 'added', seq: -seq, id: forged.id }
  },
  'row forged at a place that is taken': async (tx, seq) => {
    await tx.insert(auditLog).values(madeUp({ seq, hash: 'd'.repeat(64), seal: 'd'.repeat(64) }))
    return { seq }
  },
  'sealed row put in twice': async (tx, seq) => {
    const { id } = await rowAt(tx, seq)
    await tx.execute(sql`insert into audit_log select * from audit_log where seq = ${seq}`)
    return { fault: 'added', seq, id }
  },
  'row forged without a seal': forgedWaiting(async () => ({})),
  'row forged with the origin of another': forgedWaiting(async (tx, seq) => ({
    originMac: (await rowAt(tx, seq)).originMac,
  })),
  'sealed row copied as one that waits': forgedWaiting(async (tx, seq) => ({
    ...(await rowAt(tx, seq)),
    seq: null,
    hash: null,
    seal: null,
  })),
  'row that waits changed': async (tx) => {
    const { id } = await waitingRow(tx)
    await tx.update(auditLog).set({ action: 'review.approved' }).where(eq(auditLog.id, id))
    return { fault: 'forged', id }
  },
  'seal taken off, to be sealed anew': async (tx, seq) => {
    await tx.update(auditLog).set({ seq: null, hash: null, seal: null }).where(at(seq))
    return { fault: 'missing', seq }
  },
  'row moved to the end': async (tx, seq) => {
    await tx
      .update(auditLog)
      .set({ seq: ROWS + 1 })
      .where(at(seq))
    return { fault: 'missing', seq }
  },
  'two rows swapped': async (tx, place, other) => {
    const [first, second] = both(place, other)
    const { id } = await rowAt(tx, second)
    await tx.execute(
      sql`update audit_log set seq = ${first + second}::bigint - seq where seq in (${first}, ${second})`,
    )
    return { fault: 'altered', seq: first, id }
  },
  'two rows swapped under their seals': async (tx, place, other) => {
    const [first, second] = both(place, other)
    const [one, two] = [await rowAt(tx, first), await rowAt(tx, second)]
    for (const [row, { seq, hash, seal }] of [
      [one, two],
      [two, one],
    ] as const)
      await tx.update(auditLog).set({ seq, hash, seal }).where(eq(auditLog.id, row.id))
    return { fault: 'altered', seq: first, id: two.id }
  },
  // Nothing that anybody could read differs.
  'row taken out and put back': async (tx, seq) => {
    const row = await rowAt(tx, seq)
    await tx.delete(auditLog).where(at(seq))
    await tx.insert(auditLog).values(row)
    return null
  },
  'detail with its names in another order': async (tx, seq) => {
    const { detail } = await rowAt(tx, seq)
    const turned = Object.fromEntries(Object.entries(detail).reverse())
    await tx.update(auditLog).set({ detail: turned }).where(at(seq))
    return null
  },
}

const seed = process.env.AUDIT_SEED

it(
  '1,000 manipulations by the owner of the database: each that changes a meaning is found, the row named',
  {
    timeout: 180_000,
  },
  async () => {
    const place = fc.integer({ min: 1, max: ROWS })
    const taken = new Set<string>()
    await asOwner(async (owner) => {
      const property = fc.asyncProperty(
        fc.constantFrom(...Object.keys(manipulations)),
        place,
        place,
        async (name, one, two) => {
          taken.add(name)
          const savepoint = owner.transaction(async (tx) => {
            const expected = await manipulations[name]!(tx, one, two)
            const found = await verifyWithin(tx, hsm, { folders: [folder] })
            if (expected) expect(found).toMatchObject(expected)
            else expect(found).toMatchObject({ fault: null, sealed: ROWS, unsealed: WAITING })
            throw new Undone()
          })
          await expect(savepoint).rejects.toThrow(Undone)
        },
      )
      await fc.assert(property, { numRuns: 1000, ...(seed && { seed: Number(seed) }) })
    })
    expect([...taken].sort()).toEqual(Object.keys(manipulations).sort())
  },
)

/** A copy of the heads, for a test that changes them. */
function copiedHeads(): string {
  const copy = mkdtempSync(join(tmpdir(), 'yinxin-heads-'))
  cpSync(folder, copy, { recursive: true })
  return copy
}

it('what was cut off is not built upon, and rows that wait go on waiting', async () => {
  await asOwner(async (tx) => {
    await tx.delete(auditLog).where(gte(auditLog.seq, ROWS - 1))
    await expect(sealWaiting(sealer(tx))).rejects.toThrow(`row ${ROWS}`)
    expect(await verifyWithin(tx, hsm, { folders: [folder] })).toEqual({ fault: 'missing', seq: ROWS - 1 })
  })
})

it('a row that no process of ours wrote is never sealed, those beside it are', async () => {
  await asOwner(async (tx) => {
    const forged = madeUp()
    await tx.insert(auditLog).values(forged)
    const heads = copiedHeads()
    expect(await sealWaiting(sealer(tx, heads))).toBe(WAITING)
    expect(await sealWaiting(sealer(tx, heads))).toBe(0)
    expect(await verifyWithin(tx, hsm, { folders: [heads] })).toEqual({ fault: 'forged', id: forged.id })
  })
})

it('a worker that dies before it leaves its head loses nothing; without any head the whole chain is looked at', async () => {
  for (const leave of [copiedHeads, () => mkdtempSync(join(tmpdir(), 'yinxin-heads-'))]) {
    await asOwner(async (tx) => {
      const before = leave()
      await sealWaiting(sealer(tx, copiedHeads()))
      await audit(tx, { actor: 'console', action: 'staff.added', subject: 'staff:late' })
      expect(await sealWaiting(sealer(tx, before))).toBe(1)
      expect(await verifyWithin(tx, hsm, { folders: [before, folder] })).toMatchObject({
        fault: null,
        sealed: ROWS + WAITING + 1,
        unsealed: 0,
      })
    })
  }
})

it('a head in place of another is found: not signed by us, or older than one that somebody else has kept', async () => {
  const foreign = copiedHeads()
  const file = join(foreign, 'latest.jws')
  const head = { seq: ROWS, hash: 'b'.repeat(64), at: new Date().toISOString() }
  writeFileSync(
    file,
    ['{}', JSON.stringify(head), 'signed'].map((part) => Buffer.from(part).toString('base64url')).join('.'),
  )
  expect(await verifyAuditLog(db, hsm, { folders: [foreign] })).toEqual({ fault: 'foreignHead', file })

  const older = mkdtempSync(join(tmpdir(), 'yinxin-heads-'))
  cpSync(join(folder, '20261129T050000Z.jws'), join(older, 'latest.jws'))
  await asOwner(async (tx) => {
    await tx.delete(auditLog).where(gte(auditLog.seq, 6))
    expect(await verifyWithin(tx, hsm, { folders: [older] })).toMatchObject({ fault: null, sealed: 5 })
    expect(await verifyWithin(tx, hsm, { folders: [older, folder] })).toEqual({ fault: 'missing', seq: 6 })
  })
})

it('an auditor verifies a head by openssl alone', () => {
  const place = copiedHeads()
  const [header, payload, signature] = readFileSync(join(place, '20261129T070000Z.jws'), 'utf8').split('.')
  writeFileSync(join(place, 'signature'), Buffer.from(signature!, 'base64url'))
  const check = ['dgst', '-sha256', '-verify', 'audit-head.pem', '-signature', 'signature']
  const said = (input: string) => spawnSync('openssl', check, { cwd: place, input, encoding: 'utf8' }).stdout
  expect(said(`${header}.${payload}`)).toContain('Verified OK')
  expect(said(`${header}.${payload}A`)).toContain('Verification failure')
  expect(JSON.parse(Buffer.from(payload!, 'base64url').toString())).toMatchObject({ seq: ROWS })
})

/** Our timestamp authority at an address of its own, for as long as a test takes. */
async function withTsa(
  work: (tsa: { clock: Date | undefined; away: boolean }) => Promise<void>,
): Promise<void> {
  const state = { clock: new Date() as Date | undefined, away: false }
  const answer = timestampAuthority(
    hsm,
    { policy: '1.3.6.1.4.1.32473.1.3.2', clock: () => state.clock },
    (error) => {
      throw error
    },
  )
  const server = createServer((request, reply) => {
    void buffer(request).then((asked) => reply.writeHead(state.away ? 503 : 200).end(answer(asked)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('TSA_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  try {
    await work(state)
  } finally {
    server.close()
    vi.unstubAllEnvs()
  }
}

it('heads that are kept get a time stamp, which an auditor verifies by openssl alone; a false one is found', async () => {
  await withTsa(async () => {
    const place = copiedHeads()
    await stampHeads(hsm, place)
    const [one, two] = ['20261129T050000Z', '20261129T070000Z']
    const said = (head: string, stamp: string) => {
      const check = ['ts', '-verify', '-data', `${head}.jws`, '-in', `${stamp}.tsr`, '-CAfile', 'root.pem']
      const { stdout, stderr } = spawnSync('openssl', check, { cwd: place, encoding: 'utf8' })
      return `${stdout}${stderr}`
    }
    expect(said(one!, one!)).toContain('Verification: OK')
    expect(said(one!, two!)).toContain('message imprint mismatch')
    const verified = () => verifyAuditLog(db, hsm, { folders: [place] })
    expect(await verified()).toMatchObject({ fault: null, heads: 3, stamped: 2 })
    expect(unstampedSince(hsm, place)).toBeUndefined()
    const file = join(place, `${two}.tsr`)
    const stamp = readFileSync(file)
    for (const at of [20, stamp.length >> 1, stamp.length - 1]) {
      const spoilt = Uint8Array.from(stamp)
      spoilt[at]! ^= 1
      writeFileSync(file, spoilt)
      expect(await verified()).toEqual({ fault: 'falseStamp', file })
    }
    cpSync(join(place, `${one}.tsr`), file)
    expect(await verified()).toEqual({ fault: 'falseStamp', file })
  })
})

it('a timestamp authority that is away or does not know the time holds no head back; it is asked again', async () => {
  await withTsa(async (tsa) => {
    const place = copiedHeads()
    tsa.away = true
    await expect(stampHeads(hsm, place)).rejects.toThrow('answered 503')
    tsa.away = false
    tsa.clock = undefined
    await expect(stampHeads(hsm, place)).rejects.toThrow('the clock is not known to be right')
    expect(await verifyAuditLog(db, hsm, { folders: [place] })).toMatchObject({
      fault: null,
      heads: 3,
      stamped: 0,
    })
    expect(unstampedSince(hsm, place)).toEqual(new Date('2026-11-29T05:00:00.000Z'))
    tsa.clock = new Date()
    await stampHeads(hsm, place)
    expect(await verifyAuditLog(db, hsm, { folders: [place] })).toMatchObject({ fault: null, stamped: 2 })
    // One that says it will be made tomorrow gets none.
    keepHead(hsm, place, new Date(Date.now() + 86_400_000))
    await expect(stampHeads(hsm, place)).rejects.toThrow('says a later time than its time stamp')
  })
})

it('rows of the log wait for no other transaction, and are sealed once, whoever seals', async () => {
  const place = await testDatabase()
  const ca = openDatabase(place.urlOf('ca'))
  const heads = mkdtempSync(join(tmpdir(), 'yinxin-heads-'))
  const seal = () => sealWaiting({ db: ca.db, hsm, folder: heads })
  const by = { action: 'order.read', subject: 'application/20261129-000001' }
  await place.db.transaction(async (slow) => {
    await audit(slow, { actor: 'staff:slow', ...by })
    // Would wait for ever behind a lock of the chain.
    await place.db.transaction((tx) => audit(tx, { actor: 'staff:quick', ...by }))
    expect(await seal()).toBe(1)
  })
  await audit(place.db, { actor: 'staff:last', ...by })
  const counts = await Promise.all([seal(), seal(), seal()])
  expect(counts.reduce((sum, count) => sum + count)).toBe(2)
  const sealed = await place.db.select().from(auditLog).orderBy(asc(auditLog.seq))
  expect(sealed.map(({ actor, seq }) => [actor, seq])).toEqual([
    ['staff:quick', 1],
    ['staff:slow', 2],
    ['staff:last', 3],
  ])
  await ca.close()
  await place.close()
})

it('the guards let nobody change the log, or bring a seal along', async () => {
  const forbidden = [
    sql`update audit_log set actor = 'staff:somebody'`,
    sql`update audit_log set seal = 'b' where seq = 1`,
    sql`update audit_log set seq = null, seal = null where seq = ${ROWS}`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
    sql`insert into audit_log select gen_random_uuid(), at, actor, action, subject, detail, origin_mac, 99, seal
        from audit_log where seq = 1`,
  ]
  for (const statement of forbidden)
    await expect(db.execute(statement)).rejects.toMatchObject({
      cause: { message: 'audit_log is append-only' },
    })
})

it('a process may add rows to the log and read it; the CA worker may seal them besides', async () => {
  const changes = [
    sql`update audit_log set actor = 'staff:somebody'`,
    sql`update audit_log set origin_mac = ''`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
    sql`alter table audit_log disable trigger user`,
  ]
  for (const role of ['api', 'business', 'ca'] as const) {
    const place = openDatabase(connection.urlOf(role))
    expect(await place.db.$count(auditLog)).toBe(ROWS + WAITING)
    for (const change of role === 'ca' ? changes : [...changes, sql`update audit_log set seal = ''`])
      await expect(place.db.execute(change)).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/permission denied|must be owner/) },
      })
    await place.close()
  }
})
