import { createHash, randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { config } from '../config.ts'
import { materialKinds } from '../domain/materials.ts'
import type { Database, Transaction } from './database.ts'
import { decrypt, encrypt } from './encryption.ts'
import { documents } from './schema/orders.ts'

export type DocumentRow = typeof documents.$inferSelect

export interface NewDocument extends Pick<DocumentRow, 'orderId' | 'kind' | 'contentType'> {
  body: Uint8Array
}

export type DocumentStore = ReturnType<typeof openDocumentStore>

/** The files that belong to orders: a row in Postgres, the bytes encrypted in a folder (or bucket, by flydrive). */
export function openDocumentStore(db: Database, folder = config('documents').DOCUMENT_DIR) {
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))

  return {
    /** Keeps a file. A new upload takes the place of the former one of its kind; issued papers stand side by side. */
    async save({ orderId, kind, contentType, body }: NewDocument): Promise<DocumentRow> {
      const storageKey = randomUUID()
      await disk.put(storageKey, encrypt(body))
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
        const row = { orderId, kind, contentType, size: body.length, sha256, storageKey }
        const [saved] = await tx.insert(documents).values(row).returning()
        return saved!
      }
      try {
        return await db.transaction(insert)
      } catch (error) {
        await disk.delete(storageKey)
        throw error
      }
    },

    /** The bytes of a kept file. @throws Error when it is missing, was changed, or belongs to another DATA_KEY. */
    async read(storageKey: string): Promise<Buffer> {
      return decrypt(await disk.getBytes(storageKey))
    },

    /** Deletes the bytes for good; a file that is gone already is no error. */
    async remove(storageKey: string): Promise<void> {
      await disk.delete(storageKey)
    },
  }
}
