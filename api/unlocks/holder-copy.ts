import type { Database, Transaction } from '../../db/database.ts'
import { firstTyped } from '../../db/holder-forms.ts'
import type { TypedForm } from '../orders/order-schema.ts'

/** What an earlier order tells of the holder: the first revision, before a way of proofing was chosen. */
export const holderCopy = async (db: Database | Transaction, orderId: string) =>
  (await firstTyped(db, orderId)) as TypedForm | undefined
