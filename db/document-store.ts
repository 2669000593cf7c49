import { createHash, randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, isNull } from 'drizzle-orm'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { config } from '../config.ts'
import { materialKinds } from '../domain/materials.ts'
import type { Database, Transaction } from './database.ts'
import { decrypt, encrypt, isCurrent, type Place } from './encryption.ts'
import { documents } from './schema/orders.ts'

export type DocumentRow = typeof documents.$inferSelect

/** What a file is sealed for. */
type Named = Pick<DocumentRow, 'id' | 'orderId' | 'kind'>
const placeOf = ({ id, orderId, kind }: Named): Place => ['documents', 'file', id, orderId, kind]

export interface NewDocument extends Pick<DocumentRow, 'orderId' | 'kind' | 'contentType'> {
  body: Uint8Array
}

export type DocumentStore = ReturnType<typeof openDocumentStore>

/** The files that belong to orders: a row in Postgres, the bytes encrypted in a folder (or bucket, by flydrive). */
export function openDocumentStore(db: Database, folder = config('documents').DOCUMENT_DIR) {
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))

  return {
    /** Keeps a file. A new upload takes the place of the former one of its kind; issued papers stand side by side. */
    async save(
      { orderId, kind, contentType, body }: NewDocument,
      within: Database | Transaction = db,
    ): Promise<DocumentRow> {
      const id = randomUUID()
      await disk.put(id, encrypt(placeOf({ id, orderId, kind }), body))
      const insert = async (tx: Transaction) => {
        if (materialKinds.some((material) => material === kind)) {
          await tx
            .update(documents)
            .set({ replacedAt: new Date() })
            .where(
              and(eq(documents.orderId, orderId), eq(documents.kind, kind), isNull(documents.replacedAt)),
            )
        }
        const sha256 = createHash('sha256').update(body).digest('hex')
        const row = { id, orderId, kind, contentType, size: body.length, sha256 }
        const [saved] = await tx.insert(documents).values(row).returning()
        return saved!
      }
      try {
        return await within.transaction(insert)
      } catch (error) {
        await disk.delete(id)
        throw error
      }
    },

    /** The bytes of a kept file. @throws Error when it is missing, was changed, or belongs to another row or key. */
    async read(row: Named): Promise<Buffer> {
      return decrypt(placeOf(row), await disk.getBytes(row.id))
    },

    /** Seals a file anew by the first key of DATA_KEY, where another has sealed it. Gives whether it did. */
    async reseal(row: Named): Promise<boolean> {
      const sealed = await disk.getBytes(row.id)
      if (isCurrent(sealed)) return false
      // In one step: it is read at any moment.
      const draft = join(folder, `${row.id}.new`)
      await writeFile(draft, encrypt(placeOf(row), decrypt(placeOf(row), sealed)))
      await rename(draft, join(folder, row.id))
      return true
    },

    /** Deletes the bytes for good; a file that is gone already is no error. */
    async remove(id: string): Promise<void> {
      await disk.delete(id)
    },
  }
}
