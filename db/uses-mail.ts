import { randomUUID } from 'node:crypto'
import { and, asc, eq, gt, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { Language } from '../domain/notices.ts'
import { newSecret } from './api-clients.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { fingerprint } from './encryption.ts'
import { usesMails } from './schema/signing.ts'
import { seal, unseal } from './sealed-columns.ts'

// 使用清单: to which address a holder has the uses of hosted certificates mailed each month.

type Row = typeof usesMails.$inferSelect

/** With the address, and the key in the links that are mailed to it. */
export interface UsesMail extends Omit<Row, 'email' | 'key'> {
  email: string
  key: string
}

const ofHolder = (holderNumber: string) => eq(usesMails.holderNumber, holderNumber)
const byId = (id: string) => eq(usesMails.id, id)
const byKey = (key: string) => eq(usesMails.keyFingerprint, fingerprint('uses-mail', key))

async function find(db: Database, which: SQL): Promise<UsesMail | undefined> {
  const [row] = await db.select().from(usesMails).where(which)
  return (
    row && {
      ...row,
      email: unseal('usesMailAddress', [row.id], row.email),
      key: unseal('usesMailKey', [row.id], row.key),
    }
  )
}

export const usesMailOf = (db: Database, holderNumber: string) => find(db, ofHolder(holderNumber))
export const usesMailById = (db: Database, id: string) => find(db, byId(id))
/** By what stands in a link that was mailed. */
export const usesMailByKey = (db: Database, key: string) => find(db, byKey(key))

/** Asks for the mails, to this address in place of any before. Nothing comes until it is confirmed there. Gives its id. */
export async function askForUsesMail(
  db: Database,
  { holderNumber, language, email }: { holderNumber: string; language: Language; email: string },
): Promise<string> {
  const [id, key] = [randomUUID(), newSecret()]
  await db.transaction(async (tx) => {
    await tx.delete(usesMails).where(ofHolder(holderNumber))
    await tx.insert(usesMails).values({
      ...{ id, holderNumber, language, keyFingerprint: fingerprint('uses-mail', key) },
      email: seal('usesMailAddress', [id], email),
      key: seal('usesMailKey', [id], key),
    })
    await audit(tx, { actor: 'holder', action: 'usesMail.asked', subject: `usesMail/${id}` })
  })
  return id
}

/** Whoever reads this mailbox wants them. */
export async function confirmUsesMail(db: Database, { id }: UsesMail): Promise<void> {
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(usesMails)
      .set({ confirmedAt: new Date() })
      .where(and(byId(id), isNull(usesMails.confirmedAt)))
      .returning({ id: usesMails.id })
    if (changed)
      await audit(tx, { actor: 'recipient', action: 'usesMail.confirmed', subject: `usesMail/${id}` })
  })
}

/** Notes what the mail server said to the first mail. */
export async function noteUsesMail(db: Database, id: string, said: 'sentAt' | 'refusedAt'): Promise<void> {
  await db
    .update(usesMails)
    .set({ [said]: new Date() })
    .where(byId(id))
}

async function stop(db: Database, actor: string, which: SQL): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { id } of await tx.delete(usesMails).where(which).returning({ id: usesMails.id }))
      await audit(tx, { actor, action: 'usesMail.stopped', subject: `usesMail/${id}` })
  })
}

/** Stops the mails and forgets the address, at once. */
export const stopUsesMailOf = (db: Database, holderNumber: string) =>
  stop(db, 'holder', ofHolder(holderNumber))
/** The same by whoever has one of the mails. */
export const stopUsesMailByKey = (db: Database, key: string) => stop(db, 'recipient', byKey(key))
/** The same where nothing is left to be told of. */
export const endUsesMail = (db: Database, id: string) => stop(db, 'worker:business', byId(id))
/** The same where nobody has confirmed the address. */
export const forgetUnconfirmed = (db: Database, id: string) =>
  stop(db, 'worker:business', and(byId(id), isNull(usesMails.confirmedAt))!)

/** Ids of those that are confirmed, a page of them after the one given. */
export async function confirmedUsesMails(
  db: Database,
  after: string | null,
  most: number,
): Promise<string[]> {
  const rows = await db
    .select({ id: usesMails.id })
    .from(usesMails)
    .where(and(isNotNull(usesMails.confirmedAt), after === null ? undefined : gt(usesMails.id, after)))
    .orderBy(asc(usesMails.id))
    .limit(most)
  return rows.map(({ id }) => id)
}
