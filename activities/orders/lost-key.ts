import { eq } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { openOrderOf } from '../../db/orders.ts'
import { certificates, subjectKeys, tokens } from '../../db/schema/certificates.ts'
import { lockToken, othersOnKey } from '../../db/tokens.ts'
import { replacementKinds } from '../../domain/replacement.ts'
import { isOutOfUse, mayBecome, type TokenState } from '../../domain/token-states.ts'
import { permanentFailure } from '../idempotency.ts'

export type LostKeyActivities = ReturnType<typeof lostKeyActivities>

/** What becomes of a key that was reported lost, and of its certificate. */
export function lostKeyActivities({ db }: { db: Database }) {
  return {
    /**
     * Moves the token that carries a certificate, if one does, by the table of its states; one that is there, or out of
     * use, stays.
     */
    async moveToken({
      certificateId,
      orderId,
      to,
    }: {
      certificateId: string
      orderId: string
      to: TokenState
    }): Promise<void> {
      await db.transaction(async (tx) => {
        const token = await lockToken(tx, certificateId)
        if (!token) return
        const { serial, state } = token
        // What becomes of the other certificates on a key that is out of use moves it no more.
        if (state === to || (isOutOfUse(state) && to !== 'active')) return
        if (!mayBecome(state, to)) throw permanentFailure('WrongState', `token: ${state} cannot become ${to}`)
        await tx.update(tokens).set({ state: to }).where(eq(tokens.serial, serial))
        await audit(tx, {
          actor: 'worker:business',
          action: `token.${to}`,
          subject: orderId,
          detail: { tokenSerial: serial },
        })
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },

    /** How a certificate on hold stands, and whether a new key is being asked for. */
    async readHeldCertificate({ certificateId }: { certificateId: string }) {
      const [held] = await db
        .select({ certificate: certificates, tokenSerial: subjectKeys.tokenSerial })
        .from(certificates)
        .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
        .where(eq(certificates.id, certificateId))
      if (!held) throw permanentFailure('NotFound', 'certificate not found')
      const replacement = await openOrderOf(db, certificateId, ...replacementKinds)
      return {
        state: held.certificate.state,
        notAfter: held.certificate.notAfter.getTime(),
        alsoOnKey: held.tokenSerial ? await othersOnKey(db, held.tokenSerial, certificateId) : [],
        // One that is only giving its money back makes no key any more.
        replacing: replacement !== undefined && replacement.state !== 'refunding',
      }
    },

    /** The open report of loss of a certificate, and since when its key may have been in other hands (epoch ms). */
    async findLossReport({ certificateId }: { certificateId: string }) {
      const report = await openOrderOf(db, certificateId, 'lossReport')
      return report ? { orderId: report.id, reportedAt: report.createdAt.getTime() } : null
    },
  }
}
