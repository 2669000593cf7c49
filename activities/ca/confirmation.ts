import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { confirmations, documents } from '../../db/schema/orders.ts'
import { verificationCodes } from '../../db/schema/proofing.ts'
import { codeStatement } from '../../domain/confirmation.ts'
import { algorithmOfKey } from '../../pki/algorithms.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { serviceKeys } from '../../pki/issuers.ts'
import { orderNo } from '../../db/order-changed.ts'
import { permanentFailure } from '../idempotency.ts'

export type SigningActivities = ReturnType<typeof signingActivities>

export function signingActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /**
     * 签名验证 for an operator without a key: the HSM signs that this code confirmed this document. The code's row and
     * the signature are the evidence.
     */
    async signConfirmation({ orderId, documentId }: { orderId: string; documentId: string }): Promise<void> {
      const [document] = await db.select().from(documents).where(eq(documents.id, documentId))
      const [code] = await db
        .select()
        .from(verificationCodes)
        .where(
          and(
            eq(verificationCodes.workflowId, orderId),
            eq(verificationCodes.purpose, 'confirmOrder'),
            isNotNull(verificationCodes.consumedAt),
          ),
        )
        .orderBy(desc(verificationCodes.consumedAt))
        .limit(1)
      if (!document || !code) throw permanentFailure('NotFound', 'document or code not found')
      const { sha256: digest } = document
      const no = orderNo(orderId)
      const statement = codeStatement({ no, digest, codeId: code.id, at: code.consumedAt! })
      const spki = hsm.publicKey(serviceKeys.confirmation.label)
      const signature = Buffer.from(hsm.signAs('confirmation', Buffer.from(statement)))
      await db.transaction(async (tx) => {
        const written = await tx
          .insert(confirmations)
          .values({
            orderId,
            documentId,
            digest,
            way: 'sms',
            codeId: code.id,
            statement: Buffer.from(statement).toString('base64'),
            publicKey: Buffer.from(spki).toString('base64'),
            algorithm: algorithmOfKey(spki).id,
            signature: signature.toString('base64'),
          })
          .onConflictDoNothing()
          .returning({ id: confirmations.id })
        if (written.length === 0) return
        await audit(tx, {
          actor: 'worker:ca',
          action: 'confirmation.signed',
          subject: orderId,
          detail: { digest, way: 'sms' },
        })
      })
    },
  }
}
