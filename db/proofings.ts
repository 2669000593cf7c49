import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { proofings } from './schema/proofing.ts'

/** Whether an identity check of the order still stands: a bank may have sent its transfer back. */
export async function isProofed(db: Database | Transaction, orderId: string): Promise<boolean> {
  const passed = await db
    .select({ id: proofings.id })
    .from(proofings)
    .where(and(eq(proofings.orderId, orderId), isNotNull(proofings.passedAt), isNull(proofings.voidedAt)))
    .limit(1)
  return passed.length > 0
}
