import { eq } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { readRevocation } from '../../db/revocations.ts'
import { certificates, tokens } from '../../db/schema/certificates.ts'
import { lockToken, othersOnKey } from '../../db/tokens.ts'
import { verdictOf } from '../../domain/revocation.ts'
import { mayBecome } from '../../domain/token-states.ts'
import { permanentFailure } from '../idempotency.ts'

export type RevocationOrderActivities = ReturnType<typeof revocationOrderActivities>

export function revocationOrderActivities({ db }: { db: Database }) {
  return {
    /** How a revocation and its certificate stand. Times are epoch ms. */
    async readRevocationStanding({ orderId }: { orderId: string }) {
      const request = await readRevocation(db, orderId)
      const [certificate] = request
        ? await db.select().from(certificates).where(eq(certificates.id, request.certificateId))
        : []
      if (!request || !certificate) throw permanentFailure('NotFound', 'revocation or certificate not found')
      return {
        verdict: verdictOf(request.origin, request),
        state: certificate.state,
        notAfter: certificate.notAfter.getTime(),
      }
    },

    /** Takes the key of a revoked certificate out of use, unless it carries another that works. */
    async endKeyOf({ certificateId, orderId }: { certificateId: string; orderId: string }): Promise<void> {
      await db.transaction(async (tx) => {
        const token = await lockToken(tx, certificateId)
        if (!token || !mayBecome(token.state, 'terminated')) return
        const { serial } = token
        if ((await othersOnKey(tx, serial, certificateId)).length > 0) return
        await tx.update(tokens).set({ state: 'terminated' }).where(eq(tokens.serial, serial))
        await audit(tx, {
          actor: 'worker:business',
          action: 'token.terminated',
          subject: orderId,
          detail: { tokenSerial: serial },
        })
      })
    },
  }
}
