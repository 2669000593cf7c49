import { randomBytes } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { certificates, tokens } from '../../db/schema/certificates.ts'
import { staffTasks } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { verificationCodes } from '../../db/schema/proofing.ts'
import { seal } from '../../db/sealed-columns.ts'
import { unlockRequests } from '../../db/schema/unlocks.ts'
import { keyRefusal, soPinChange } from '../../domain/unlock.ts'
import { sealUnlock } from '../../pki/agent-protocol.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { deriveSoPin } from '../../pki/so-pin.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'

/** From the seal to the key: the PIN was typed before, so only machines act in between. */
const ENVELOPE_SECONDS = 60

export interface SealRequest {
  orderId: string
  requestId: string
  /** The code that authorises it. */
  codeId: string
  agentNonce: string
  /** X25519, SPKI in base64. */
  agentPublicKey: string
}

export type CaUnlockActivities = ReturnType<typeof caUnlockActivities>

export function caUnlockActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  /** What the CA looks at itself before an SO PIN leaves the HSM, whatever the process believes. */
  async function mayUnlock(tx: Transaction, { orderId, codeId, agentNonce }: SealRequest) {
    const [row] = await tx
      .select({ token: tokens, certificate: certificates })
      .from(orders)
      .innerJoin(certificates, eq(certificates.id, orders.certificateId))
      .innerJoin(tokens, eq(tokens.serial, orders.tokenSerial))
      .where(and(eq(orders.id, orderId), eq(orders.kind, 'unlock')))
      .for('update', { of: tokens })
    if (!row) throw permanentFailure('NotFound', 'order, certificate or token not found')
    const { token, certificate } = row
    const refused = keyRefusal({ certificate: certificate.state, token: token.state })
    if (refused) throw permanentFailure(`unlock.${refused}`, refused)
    const { serial, soPinGeneration } = token
    if (soPinGeneration === null) throw permanentFailure('unlock.soPinUnknown', 'soPinUnknown')
    const [code] = await tx
      .select()
      .from(verificationCodes)
      .where(and(eq(verificationCodes.id, codeId), eq(verificationCodes.workflowId, orderId)))
    if (!code?.consumedAt || code.voidedAt) throw permanentFailure('NotAuthorised', 'no good code was given')
    const byNonce = and(eq(unlockRequests.tokenSerial, serial), eq(unlockRequests.agentNonce, agentNonce))
    const [used] = await tx.select({ id: unlockRequests.id }).from(unlockRequests).where(byNonce)
    if (used) throw permanentFailure('UnlockReplayed', 'this agent has its envelope already')
    return { serial, soPinGeneration }
  }

  return {
    /**
     * Derives the SO PINs of the key in the HSM, those that domain/unlock.ts names, and leaves them, sealed to one agent,
     * for the page to fetch.
     */
    async sealUnlockRequest(request: SealRequest): Promise<void> {
      const { orderId, requestId, agentNonce, agentPublicKey } = request
      await db.transaction(async (tx) => {
        const byId = eq(unlockRequests.id, requestId)
        const [known] = await tx.select({ id: unlockRequests.id }).from(unlockRequests).where(byId)
        if (known) return
        const { serial: tokenSerial, soPinGeneration } = await mayUnlock(tx, request)
        const given = await tx
          .select({ orderId: unlockRequests.orderId, toGeneration: unlockRequests.toGeneration })
          .from(unlockRequests)
          .where(eq(unlockRequests.tokenSerial, tokenSerial))
        const {
          from: fromGeneration,
          possible,
          to: toGeneration,
        } = soPinChange(soPinGeneration, given, orderId)
        const soPin = (generation: number) => deriveSoPin(hsm, tokenSerial, generation)
        const envelope = sealUnlock(
          {
            requestId,
            tokenSerial,
            agentNonce,
            agentPublicKey,
            fromGeneration,
            toGeneration,
            expiresAt: Math.floor(now().getTime() / 1000) + ENVELOPE_SECONDS,
          },
          {
            current: soPin(fromGeneration),
            possible: possible.map(soPin),
            next: soPin(toGeneration),
          },
          (data) => hsm.signAs('agentAuthority', data),
        )
        await tx.insert(unlockRequests).values({
          id: requestId,
          orderId,
          tokenSerial,
          agentNonce,
          fromGeneration,
          toGeneration,
          nonce: randomBytes(24).toString('base64url'),
          envelope: seal('envelope', [requestId], envelope),
          state: 'issued',
          createdAt: now(),
        })
        await audit(tx, {
          actor: 'worker:ca',
          action: 'unlock.issued',
          subject: orderId,
          detail: { requestId, tokenSerial, toGeneration },
        })
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },

    /** The key has proved its new PIN and SO PIN: from now on the next generation counts. */
    async advanceSoPin({ orderId, requestId }: { orderId: string; requestId: string }): Promise<void> {
      await db.transaction(async (tx) => {
        const [row] = await tx
          .select()
          .from(unlockRequests)
          .where(and(eq(unlockRequests.id, requestId), eq(unlockRequests.orderId, orderId)))
          .for('update')
        if (!row?.signature) throw permanentFailure('NotFound', 'nothing proves this unlock')
        if (row.state === 'confirmed') return
        const { tokenSerial, fromGeneration, toGeneration } = row
        await tx
          .update(tokens)
          .set({ soPinGeneration: toGeneration })
          .where(and(eq(tokens.serial, tokenSerial), eq(tokens.soPinGeneration, fromGeneration)))
        await tx
          .update(unlockRequests)
          .set({ state: 'confirmed', envelope: null, confirmedAt: now() })
          .where(eq(unlockRequests.id, requestId))
        // What was given out before it is dead now.
        await tx
          .update(unlockRequests)
          .set({ state: 'unconfirmed', envelope: null })
          .where(and(eq(unlockRequests.tokenSerial, tokenSerial), ne(unlockRequests.state, 'confirmed')))
        await tx
          .update(staffTasks)
          .set({ doneAt: now(), doneBy: 'system', note: orderNo(orderId) })
          .where(
            and(
              eq(staffTasks.kind, 'unlockUnconfirmed'),
              eq(staffTasks.subject, `${tokenSerial}/${fromGeneration}`),
              isNull(staffTasks.doneAt),
            ),
          )
        await audit(tx, {
          actor: 'worker:ca',
          action: 'unlock.confirmed',
          subject: orderId,
          detail: { requestId, tokenSerial, soPinGeneration: toGeneration },
        })
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },
  }
}
