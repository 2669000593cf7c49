import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import { openReceipt, sealReceipt } from './bank-receipts.ts'
import { openDocumentStore, type DocumentStore } from './document-store.ts'
import { decrypt, encrypt } from './encryption.ts'
import { rotateDataKey } from './rotate-data-key.ts'
import { bankReceipts } from './schema/bank.ts'
import { documents, orderForms, orders } from './schema/orders.ts'
import { openTyped, sealForm } from './sealed-forms.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinxin-documents-'))
const [older, newer] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
let database: Awaited<ReturnType<typeof testDatabase>>
let store: DocumentStore

const orderIds = ['newApplication/20261129-000001', 'newApplication/20261129-000002'] as const
const typedIn = (revision: number) => ({ organisation: { name: `示例科技 ${revision}` } })
const save = (orderId: string, revision: number) =>
  database.db.insert(orderForms).values(
    sealForm({
      ...{ orderId, revision, typed: typedIn(revision) },
      ...{ complete: true, proofedFacts: 'f', digest: 'd' },
    }),
  )

beforeAll(async () => {
  process.env.DATA_KEY = older
  database = await testDatabase()
  store = openDocumentStore(database.db, folder)
  for (const id of orderIds) {
    await database.db.insert(orders).values({
      ...{ id, no: id.slice(-15), kind: 'newApplication', product: 'organisationUkey' },
      ...{ state: 'draft', priceItems: [] },
    })
    await save(id, 1)
  }
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const formsOf = (orderId: string) =>
  database.db.select().from(orderForms).where(eq(orderForms.orderId, orderId)).orderBy(orderForms.revision)

const newFile = (orderId: string, body: string) =>
  store.save({ orderId, kind: 'businessLicence', contentType: 'image/jpeg', body: Buffer.from(body) })

describe('what is sealed opens in its own place alone', () => {
  it('two forms swapped in the database are an error', async () => {
    const [[one], [other]] = [await formsOf(orderIds[0]), await formsOf(orderIds[1])]
    expect(openTyped(one!)).toEqual(typedIn(1))
    await database.sql`
      update order_forms as a set typed = b.typed from order_forms as b
      where a.revision = 1 and b.revision = 1 and a.order_id <> b.order_id`
    for (const id of orderIds) {
      const [swapped] = await formsOf(id)
      expect(() => openTyped(swapped!)).toThrow()
    }
    await database.db.update(orderForms).set({ typed: one!.typed }).where(eq(orderForms.orderId, orderIds[0]))
    await database.db
      .update(orderForms)
      .set({ typed: other!.typed })
      .where(eq(orderForms.orderId, orderIds[1]))
  })

  it('and two columns of a row', async () => {
    const payer = { name: '示例科技', account: '110900000000002', bank: '示例银行' }
    const receipt = {
      bankSerial: 'B1',
      amountFen: 1,
      payer,
      memo: 'memo',
      state: 'new',
      bookedAt: new Date(),
    } as const
    const [row] = await database.db.insert(bankReceipts).values(sealReceipt(receipt)).returning()
    expect(openReceipt(row!)).toMatchObject({ payer, memo: 'memo' })
    await database.sql`update bank_receipts set payer = memo, memo = payer`
    const [swapped] = await database.db.select().from(bankReceipts)
    expect(() => openReceipt(swapped!)).toThrow()
    await database.db.update(bankReceipts).set({ payer: row!.payer, memo: row!.memo })
  })

  it('and a file under the name of another, or moved to another order', async () => {
    const [one, other] = [await newFile(orderIds[0], 'one'), await newFile(orderIds[1], 'other')]
    expect(String(await store.read(one))).toBe('one')
    await expect(store.read({ ...one, orderId: orderIds[1] })).rejects.toThrow()
    const swap = () => {
      renameSync(join(folder, one.id), join(folder, 'x'))
      renameSync(join(folder, other.id), join(folder, one.id))
      renameSync(join(folder, 'x'), join(folder, other.id))
    }
    swap()
    await expect(store.read(one)).rejects.toThrow()
    swap()
  })

  it('and not after a single bit was changed', () => {
    const sealed = encrypt(['a', 'b', 1], Buffer.from('x'))
    for (let byte = 0; byte < sealed.length; byte++) {
      const changed = Buffer.from(sealed)
      changed[byte]! ^= 1
      expect(() => decrypt(['a', 'b', 1], changed)).toThrow()
    }
  })
})

describe('DATA_KEY is changed while the system runs', () => {
  it('without one that cannot be read, before, meanwhile and after', async () => {
    const [orderId] = orderIds
    let revision = 1
    while (revision < 450) await save(orderId, ++revision)
    // All processes know the new key; those that have not started again yet still seal by the old one.
    process.env.DATA_KEY = `${older},${newer}`
    const rotation = spawn(process.execPath, ['db/rotate-data-key.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: database.urlOf('owner'),
        DATA_KEY: `${newer}\n${older}`,
        DOCUMENT_DIR: folder,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(rotation, 'exit')
    while (rotation.exitCode === null) {
      await save(orderId, ++revision)
      const rows = await database.db
        .select()
        .from(orderForms)
        .orderBy(sql`random()`)
        .limit(20)
      for (const row of rows) expect(openTyped(row)).toEqual(typedIn(row.revision))
      for (const file of await database.db.select().from(documents)) await store.read(file)
    }
    expect(await ended).toEqual([0, null])

    // Now each of them seals by the new key: what the old one has sealed meanwhile is found by another run.
    process.env.DATA_KEY = `${newer},${older}`
    await rotateDataKey(database.db, store)
    expect(await rotateDataKey(database.db, store)).toBe(0)
    process.env.DATA_KEY = newer
    const forms = await formsOf(orderId)
    expect(forms.map(openTyped)).toEqual(forms.map((row) => typedIn(row.revision)))
    expect(forms.length).toBe(revision)
    for (const row of await database.db.select().from(bankReceipts))
      expect(openReceipt(row).memo).toBe('memo')
    const files = await database.db.select().from(documents)
    expect((await Promise.all(files.map((file) => store.read(file)))).map(String).sort()).toEqual([
      'one',
      'other',
    ])
    process.env.DATA_KEY = older
    expect(() => openTyped(forms[0]!)).toThrow('sealed by a key that is not in DATA_KEY')
  })
})
