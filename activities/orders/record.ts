import { createHash } from 'node:crypto'
import { and, eq, gt, inArray, isNull, max, notInArray, sql } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { notifyOrderChanged } from '../../db/order-changed.ts'
import { lockOrder } from '../../db/orders.ts'
import { accountingPapers, ordersToForget } from '../../db/retention.ts'
import { confirmations, documents, orderEvents, orderForms, orders } from '../../db/schema/orders.ts'
import { secretsInTransit, verificationCodes } from '../../db/schema/proofing.ts'
import {
  authorisations,
  hashSignings,
  signerNamings,
  signers,
  signingDocuments,
  signingParts,
  typedCodes,
} from '../../db/schema/signing.ts'
import { seal } from '../../db/sealed-columns.ts'
import { neededMaterials } from '../../domain/products.ts'
import type { MaterialKind } from '../../domain/materials.ts'
import type { Role } from '../../domain/kinds/description.ts'
import type { OrderEvent, OrderState } from '../../domain/kinds/kinds.ts'
import { isFinal } from '../../domain/order-states.ts'
import { neededFor } from '../../domain/staff.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'

/** Orders that are wiped together. */
const AT_ONCE = 100

export interface RecordedMove {
  orderId: string
  no: string
  /** The run that makes it. */
  runId: string
  seq: number
  event: OrderEvent
  state: OrderState
  by: Role
  /** Epoch ms. */
  at: number
  waitsUntil: number | null
  /** Of the form that the move is about. */
  revision?: number
  /** User name of the member of staff whose act it is: written into the audit log with it. */
  staff?: string
}

/** An order that has ended keeps no password and no code that could still be used. */
async function forgetSecrets(tx: Transaction, orderId: string, at: Date): Promise<void> {
  await tx
    .update(secretsInTransit)
    .set({ certificatePassword: null, toStation: null, destroyedAt: at })
    .where(and(eq(secretsInTransit.orderId, orderId), isNull(secretsInTransit.destroyedAt)))
  await tx
    .update(verificationCodes)
    .set({ voidedAt: at })
    .where(
      and(
        eq(verificationCodes.workflowId, orderId),
        isNull(verificationCodes.consumedAt),
        isNull(verificationCodes.voidedAt),
      ),
    )
}

const hashesOf = (rows: { hash: string }[]) => rows.map(({ hash }) => hash)

export type RecordActivities = ReturnType<typeof recordActivities>

export function recordActivities({ db, documentStore }: { db: Database; documentStore: DocumentStore }) {
  /** Removes forms, confirmations and files of an order, but for what accounting keeps. Gives their hashes. */
  async function wipe(tx: Transaction, orderId: string): Promise<string[]> {
    const papers = and(eq(documents.orderId, orderId), notInArray(documents.kind, accountingPapers))
    // Locked: a file that is sealed anew at this moment must not come back.
    const files = await tx
      .select({ id: documents.id, hash: documents.sha256 })
      .from(documents)
      .where(papers)
      .for('update')
    for (const { id } of files) await documentStore.remove(id)
    await tx.delete(confirmations).where(eq(confirmations.orderId, orderId))
    await tx.delete(signerNamings).where(eq(signerNamings.orderId, orderId))
    await tx.delete(signingDocuments).where(eq(signingDocuments.orderId, orderId))
    await tx
      .update(signingParts)
      .set({ link: null, linkFingerprint: null })
      .where(eq(signingParts.orderId, orderId))
    await tx.update(hashSignings).set({ words: null }).where(eq(hashSignings.orderId, orderId))
    await tx.delete(documents).where(papers)
    const forms = await tx
      .update(orderForms)
      .set({ typed: null, complete: false })
      .where(eq(orderForms.orderId, orderId))
      .returning({ hash: orderForms.digest })
    await tx.update(orders).set({ fingerprints: [] }).where(eq(orders.id, orderId))
    return [...hashesOf(files), ...hashesOf(forms)]
  }

  /** Removes who was to sign in an order, by which phones and from where; and whom it has made signers: they sign no more. */
  async function forgetSigners(tx: Transaction, orderId: string): Promise<void> {
    await tx.delete(signingParts).where(eq(signingParts.orderId, orderId))
    const codes = await tx
      .update(authorisations)
      .set({ phoneFingerprint: '', phoneMasked: '' })
      .where(eq(authorisations.orderId, orderId))
      .returning({ id: authorisations.id })
    await tx.delete(typedCodes).where(
      inArray(
        typedCodes.authorisationId,
        codes.map(({ id }) => id),
      ),
    )
    const made = await tx
      .select({ id: signers.id, takenBackAt: signers.takenBackAt })
      .from(signers)
      .where(eq(signers.orderId, orderId))
    for (const { id, takenBackAt } of made)
      await tx
        .update(signers)
        .set({
          ...{ name: seal('signerName', [id], ''), phone: seal('signerPhone', [id], '') },
          ...{ phoneFingerprint: '', phoneMasked: '', mac: null, takenBackAt: takenBackAt ?? now() },
        })
        .where(eq(signers.id, id))
  }

  return {
    /**
     * Writes one move of an order to its timeline and the read model. It may come again after the worker has died, and
     * its process may then have gone another way: the way that was taken last is the truth.
     * @throws FormChanged when the form is not the one that the move is about.
     */
    async recordMove(move: RecordedMove): Promise<void> {
      const { orderId, no, runId, seq, event, state, by, staff } = move
      await db.transaction(async (tx) => {
        const at = new Date(move.at)
        if (move.revision !== undefined) {
          const order = await lockOrder(tx, orderId)
          if (order?.revision !== move.revision)
            throw permanentFailure('FormChanged', 'the form was saved since')
        }
        const ofOrder = eq(orderEvents.orderId, orderId)
        const [known] = await tx
          .select({
            latest: max(orderEvents.at),
            written: sql<OrderEvent | null>`max(${orderEvents.event}) filter (where ${orderEvents.seq} = ${seq})`,
          })
          .from(orderEvents)
          .where(ofOrder)
        if (known?.latest && known.latest > at) return
        if (staff && known?.written !== event)
          await audit(tx, { actor: `staff:${staff}`, action: `order.${event}`, subject: orderId })
        const otherWay = tx.$with('other_way').as(
          tx
            .delete(orderEvents)
            .where(and(ofOrder, gt(orderEvents.seq, seq)))
            .returning({ seq: orderEvents.seq }),
        )
        await tx
          .with(otherWay)
          .insert(orderEvents)
          .values({ orderId, seq, event, state, by, at })
          .onConflictDoUpdate({
            target: [orderEvents.orderId, orderEvents.seq],
            set: { event, state, by, at },
          })
        const waitsUntil = move.waitsUntil === null ? null : new Date(move.waitsUntil)
        await tx
          .update(orders)
          .set({
            state,
            // Another run than before: it goes on.
            interruptedAt: sql`case when ${orders.runId} = ${runId} then ${orders.interruptedAt} end`,
            runId,
            waitsUntil,
            updatedAt: new Date(),
            endedAt: isFinal(state) ? at : null,
            // Whoever had it in another state is done with it.
            ...(neededFor(state) && {
              assignee: sql`case when ${orders.assignedFor} = ${state} then ${orders.assignee} end`,
            }),
          })
          .where(eq(orders.id, orderId))
        if (isFinal(state)) await forgetSecrets(tx, orderId, at)
        await notifyOrderChanged(tx, no)
      })
    },

    /** When (epoch ms) somebody last changed the form of an order; 0 before the first time. */
    async formTouched({ orderId }: { orderId: string }): Promise<{ at: number }> {
      const [last] = await db
        .select({ at: max(orderForms.createdAt) })
        .from(orderForms)
        .where(eq(orderForms.orderId, orderId))
      return { at: last?.at?.getTime() ?? 0 }
    },

    /** Kinds of material that are required and not uploaded yet. */
    async missingMaterials({ orderId }: { orderId: string }): Promise<MaterialKind[]> {
      const [order] = await db.select().from(orders).where(eq(orders.id, orderId))
      const uploaded = await db
        .select({ kind: documents.kind })
        .from(documents)
        .where(and(eq(documents.orderId, orderId), isNull(documents.replacedAt)))
      const kinds = new Set<string>(uploaded.map((row) => row.kind))
      return neededMaterials(order!).filter((kind) => !kinds.has(kind))
    },

    /** Some of the orders whose personal data are kept no longer. */
    async findOverdueRecords(): Promise<{ orderIds: string[]; more: boolean }> {
      const orderIds = await ordersToForget(db, now(), AT_ONCE)
      return { orderIds, more: orderIds.length === AT_ONCE }
    },

    /** Removes what a person typed and uploaded for an order that came to nothing (PIPL art. 19). */
    async wipePersonalData({ orderId }: { orderId: string }): Promise<void> {
      await db.transaction((tx) => wipe(tx, orderId))
    },

    /** The same where the time is over that records are kept; what was destroyed is told in the audit log, by its hash. */
    async purgeRecord({ orderId }: { orderId: string }): Promise<void> {
      await db.transaction(async (tx) => {
        const destroyed = await wipe(tx, orderId)
        await forgetSigners(tx, orderId)
        const digest = createHash('sha256').update(destroyed.toSorted().join('\n')).digest('hex')
        await audit(tx, {
          actor: 'worker:business',
          action: 'record.purged',
          subject: orderId,
          detail: { count: destroyed.length, digest },
        })
      })
    },
  }
}
