import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import {
  certificatesInHands,
  findCertificate,
  searchCertificates,
  signingCertificateOf,
} from './certificates.ts'
import type { Connection } from './database.ts'
import { certificates, subjectKeys, tokens } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { lockToken } from './tokens.ts'

const orderId = 'newApplication/20261124-000001'
const USCC = '91350100M000100Y43'

let connection: Connection
beforeAll(async () => {
  connection = await testDatabase()
  await connection.db.insert(orders).values({
    id: orderId,
    no: '20261124-000001',
    kind: 'newApplication',
    product: 'organisationUkey',
    state: 'completed',
    revision: 1,
    holderNumber: USCC,
    holderName: '示例科技（北京）有限公司',
    priceItems: [],
  })
  await connection.db
    .insert(tokens)
    .values({ serial: 'T1', model: 'm', state: 'active', soPinGeneration: 1, orderId })
})
afterAll(() => connection.close())

type NewKey = typeof subjectKeys.$inferInsert
const key = (more: Pick<NewKey, 'carrier' | 'tokenSerial'>): NewKey => ({
  orderId,
  label: randomUUID(),
  origin: 'token',
  evidence: {},
  spki: Buffer.from(randomUUID()),
  ...more,
})
const insert = (row: NewKey) => connection.db.insert(subjectKeys).values(row).returning()

describe('a key of a subscriber', () => {
  it('names its token exactly where a token carries it', async () => {
    await expect(insert(key({ carrier: 'token' }))).rejects.toThrow()
    await expect(insert(key({ carrier: 'hsm', tokenSerial: 'T1' }))).rejects.toThrow()
    await insert(key({ carrier: 'token', tokenSerial: 'T1' }))
    await insert(key({ carrier: 'hsm' }))
  })

  it('is one for its label, with a token or without', async () => {
    for (const carried of [
      key({ carrier: 'token', tokenSerial: 'T1' }),
      key({ carrier: 'hsm', tokenSerial: null }),
    ]) {
      await insert(carried)
      await expect(insert({ ...carried, spki: Buffer.from('another') })).rejects.toThrow()
    }
  })

  it('without a token carries a certificate that is found like any other', async () => {
    const { db } = connection
    const [carried] = await insert(key({ carrier: 'hsm' }))
    const [made] = await db
      .insert(certificates)
      .values({
        orderId,
        keyId: carried!.id,
        issuer: 'issuing',
        profile: 'organisationUkey',
        purpose: 'signing',
        algorithm: 'rsaSha256',
        serial: 'ab12',
        holderNumber: USCC,
        subject: 'CN=示例',
        tbs: Buffer.from('tbs'),
        der: Buffer.from('der'),
        state: 'active',
        notBefore: new Date(),
        notAfter: new Date(Date.now() + 86_400_000),
      })
      .returning()
    const { id } = made!
    expect(await findCertificate(db, id)).toMatchObject({ certificate: { id }, tokenSerial: null })
    expect((await signingCertificateOf(db, orderId))?.certificate.id).toBe(id)
    expect((await certificatesInHands(db, USCC)).map(({ certificate }) => certificate.id)).toEqual([id])
    const page = { search: USCC, serial: '', state: 'all', page: 1, size: 10 } as const
    expect(await searchCertificates(db, page)).toMatchObject({ total: 1, rows: [{ certificate: { id } }] })
    expect(await db.transaction((tx) => lockToken(tx, id))).toBeUndefined()
  })
})
