import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificates, tokenKeys, tokens } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { isOutOfUse, mayBecome, type TokenState } from '../../domain/token-states.ts'
import { permanentFailure } from '../idempotency.ts'

export type LostKeyActivities = ReturnType<typeof lostKeyActivities>

/** What becomes of a key that was reported lost, and of its certificate. */
export function lostKeyActivities({ db }: { db: Database }) {
  /** The open order of this kind for a certificate, if there is one. */
  async function openOrderOf(certificateId: string, kind: 'lossReport' | 'replacement') {
    const [order] = await db
      .select()
      .from(orders)
      .where(and(eq(orders.certificateId, certificateId), eq(orders.kind, kind), isNull(orders.endedAt)))
    return order
  }

  /** Ids of the other certificates in use on the same key: a renewal leaves the old one beside the new one. */
  async function othersOnKey({ id, keyId }: typeof certificates.$inferSelect): Promise<string[]> {
    const carrier = db
      .select({ serial: tokenKeys.tokenSerial })
      .from(tokenKeys)
      .where(eq(tokenKeys.id, keyId))
    const others = await db
      .select({ id: certificates.id })
      .from(certificates)
      .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
      .where(
        and(
          inArray(tokenKeys.tokenSerial, carrier),
          ne(certificates.id, id),
          inArray(certificates.state, ['issued', 'active', 'held']),
        ),
      )
      .orderBy(asc(certificates.notBefore))
    return others.map((other) => other.id)
  }

  return {
    /** Moves the key that carries a certificate by the table of its states; one that is there, or out of use, stays. */
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
        const [key] = await tx
          .select({ token: tokens })
          .from(certificates)
          .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
          .innerJoin(tokens, eq(tokens.serial, tokenKeys.tokenSerial))
          .where(eq(certificates.id, certificateId))
          .for('update', { of: tokens })
        if (!key) throw permanentFailure('NotFound', 'token not found')
        const { serial, state } = key.token
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
      const [certificate] = await db.select().from(certificates).where(eq(certificates.id, certificateId))
      if (!certificate) throw permanentFailure('NotFound', 'certificate not found')
      const replacement = await openOrderOf(certificateId, 'replacement')
      return {
        state: certificate.state,
        notAfter: certificate.notAfter.getTime(),
        alsoOnKey: await othersOnKey(certificate),
        // One that is only giving its money back makes no key any more.
        replacing: replacement !== undefined && replacement.state !== 'refunding',
      }
    },

    /** The open report of loss of a certificate, and since when its key may have been in other hands (epoch ms). */
    async findLossReport({ certificateId }: { certificateId: string }) {
      const report = await openOrderOf(certificateId, 'lossReport')
      return report ? { orderId: report.id, reportedAt: report.createdAt.getTime() } : null
    },
  }
}
