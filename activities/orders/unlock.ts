import { and, eq } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { holderForms, type HolderForm } from '../../db/holder-forms.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { operatorOf } from '../../db/operators.ts'
import { certificates, tokens } from '../../db/schema/certificates.ts'
import { sealForm } from '../../db/sealed-forms.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { unlockRequests, unlocks } from '../../db/schema/unlocks.ts'
import { earlierUnlocks } from '../../db/unlocks.ts'
import { judgeUnlock, type UnlockVerdict } from '../../domain/unlock.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { writeTask } from '../staff/tasks.ts'

export type UnlockActivities = ReturnType<typeof unlockActivities>

/** When the reserved phone took another's place, by the holder's forms, the newest first. */
function newPhoneSince([latest, ...older]: HolderForm[]): Date | null {
  const firstOther = older.findIndex(({ form }) => form.operator.phone !== latest?.form.operator.phone)
  return firstOther < 0 ? null : ([latest, ...older][firstOther]?.at ?? null)
}

export function unlockActivities({ db }: { db: Database }) {
  async function readUnlock(orderId: string) {
    const [row] = await db
      .select({ order: orders, certificate: certificates, token: tokens })
      .from(orders)
      .innerJoin(certificates, eq(certificates.id, orders.certificateId))
      .innerJoin(tokens, eq(tokens.serial, orders.tokenSerial))
      .where(eq(orders.id, orderId))
    if (!row) throw permanentFailure('NotFound', 'order, certificate or token not found')
    return row
  }

  /** The holder's data as the unlock goes by: a copy, wiped when the order ends. */
  async function copyForm(tx: Transaction, orderId: string, { stored, form }: HolderForm) {
    const { typed, proofedFacts, digest } = stored
    await tx
      .insert(orderForms)
      .values(sealForm({ orderId, revision: 1, typed, complete: true, proofedFacts, digest }))
      .onConflictDoNothing()
    await tx
      .update(orders)
      .set({ revision: 1, ...operatorOf(form.operator) })
      .where(and(eq(orders.id, orderId), eq(orders.revision, 0)))
  }

  return {
    /** Judges an unlock by the rules of domain/unlock.ts, once, and takes over what is known of the holder. */
    async assessUnlock({ orderId }: { orderId: string }): Promise<UnlockVerdict> {
      const { order, certificate, token } = await readUnlock(orderId)
      const forms = await holderForms(db, token.serial, certificate.holderNumber)
      const [latest] = forms
      const verdict = judgeUnlock(
        {
          certificate: certificate.state,
          token: token.state,
          soPinKnown: token.soPinGeneration !== null,
          ...(await earlierUnlocks(db, token.serial, certificate.holderNumber)),
          newPhoneSince: newPhoneSince(forms),
        },
        now(),
      )
      // A key in the parcel has no done order yet, and is refused. Else a person has to look; until then it is retried.
      if (!latest && verdict.refused === undefined) throw new Error('no complete form of the holder')
      await db.transaction(async (tx) => {
        const judged =
          verdict.refused === undefined
            ? { refused: null, ways: verdict.ways, review: verdict.review }
            : { refused: verdict.refused, ways: [], review: false }
        await tx
          .insert(unlocks)
          .values({ orderId, ...judged, assessedAt: now() })
          .onConflictDoNothing()
        if (latest) await copyForm(tx, orderId, latest)
        await notifyOrderChanged(tx, order.no)
      })
      const [kept] = await db.select().from(unlocks).where(eq(unlocks.orderId, orderId))
      return kept!.refused ? { refused: kept!.refused } : { ways: kept!.ways, review: kept!.review }
    },

    /** Nobody said how an instruction ended: support is told, and the key has to be unlocked anew. */
    async noteUnconfirmed({ orderId }: { orderId: string }): Promise<void> {
      await db.transaction(async (tx) => {
        const open = await tx
          .update(unlockRequests)
          .set({ state: 'unconfirmed', envelope: null })
          .where(and(eq(unlockRequests.orderId, orderId), eq(unlockRequests.state, 'issued')))
          .returning()
        for (const { id, tokenSerial, fromGeneration } of open) {
          await writeTask(tx, {
            kind: 'unlockUnconfirmed',
            orderId,
            subject: `${tokenSerial}/${fromGeneration}`,
            detail: { tokenSerial },
          })
          await audit(tx, {
            actor: 'worker:business',
            action: 'unlock.unconfirmed',
            subject: orderId,
            detail: { requestId: id, tokenSerial },
          })
        }
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },
  }
}
