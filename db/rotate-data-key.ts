import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { openDatabase, type Database } from './database.ts'
import { openDocumentStore, type DocumentStore } from './document-store.ts'
import { currentHeader, decrypt, encrypt, HEADER_BYTES } from './encryption.ts'
import { documents } from './schema/orders.ts'
import { placeOf, sealedColumns, type SealedColumn } from './sealed-columns.ts'

// npm run data-key:rotate — seals anew, by the first key of DATA_KEY, what any other key of it has sealed. While all
// runs: a value that changes meanwhile is left as it is, and found again by the next pass.

const BATCH = 200

/** One pass over a column. Gives how many values were sealed anew. */
async function resealColumn(db: Database, sealed: SealedColumn): Promise<number> {
  const { column, row } = sealed
  const old = sql`substring(${column} from 1 for ${HEADER_BYTES}) <> ${currentHeader()}`
  const named = sql.join([...row], sql`, `)
  let count = 0
  let after = sql`true`
  for (;;) {
    const found = await db.execute<Record<string, string | number> & { value: Buffer }>(sql`
      select ${named}, ${column} as value from ${column.table}
      where ${old} and ${after} order by ${named} limit ${BATCH}`)
    for (const one of found) {
      const place = row.map(({ name }) => one[name]!)
      const value = encrypt(placeOf(sealed, place), decrypt(placeOf(sealed, place), one.value))
      const same = and(...row.map((name, index) => eq(name, place[index])), eq(column, one.value))
      const changed = await db.execute(sql`
        update ${column.table} set ${sql.identifier(column.name)} = ${value} where ${same} returning 1`)
      count += changed.length
    }
    const last = found.at(-1)
    if (!last) return count
    const values = row.map((name) => sql`${sql.param(last[name.name]!, name)}`)
    after = sql`(${named}) > (${sql.join(values, sql`, `)})`
  }
}

/** One pass over the files. Each with its row locked, so that none comes back that is wiped at the same moment. */
async function resealDocuments(db: Database, store: DocumentStore): Promise<number> {
  let count = 0
  let after: string | undefined
  for (;;) {
    const found = await db
      .select({ id: documents.id })
      .from(documents)
      .where(after === undefined ? undefined : gt(documents.id, after))
      .orderBy(asc(documents.id))
      .limit(BATCH)
    for (const { id } of found) {
      await db.transaction(async (tx) => {
        const [row] = await tx.select().from(documents).where(eq(documents.id, id)).for('update')
        if (row && (await store.reseal(row))) count++
      })
    }
    after = found.at(-1)?.id
    if (after === undefined) return count
  }
}

/** Passes over everything until one finds nothing left. Gives how many values and files were sealed anew. */
export async function rotateDataKey(db: Database, store: DocumentStore): Promise<number> {
  let total = 0
  for (;;) {
    let count = await resealDocuments(db, store)
    for (const column of Object.values(sealedColumns)) count += await resealColumn(db, column)
    if (count === 0) return total
    total += count
  }
}

if (import.meta.main) {
  const { db, close } = openDatabase()
  const count = await rotateDataKey(db, openDocumentStore(db))
  await close()
  console.log(
    `${count} values and files sealed anew. No other key of DATA_KEY than the first is needed any more.`,
  )
}
