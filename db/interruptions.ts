import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { isFinal, type OrderStanding } from '../domain/order-states.ts'
import { audit } from './audit.ts'
import type { Database, Transaction } from './database.ts'
import { notifyOrderChanged, orderNo } from './order-changed.ts'
import { lockOrder } from './orders.ts'
import { staffTasks } from './schema/money.ts'
import { orderEvents, orders } from './schema/orders.ts'

// An order whose process was ended from outside: cancelled, terminated or reset by somebody at Temporal.

/** Of these runs of orders those that are not the one which the order was moved by last. */
export async function strangeRuns(
  db: Database,
  runs: { workflowId: string; runId: string }[],
): Promise<string[]> {
  if (runs.length === 0) return []
  const known = await db
    .select({ id: orders.id, runId: orders.runId })
    .from(orders)
    .where(
      inArray(
        orders.id,
        runs.map(({ workflowId }) => workflowId),
      ),
    )
  const runOf = new Map(known.map(({ id, runId }) => [id, runId]))
  // None is known for a moment after the start.
  return runs
    .filter(({ workflowId, runId }) => (runOf.get(workflowId) ?? runId) !== runId)
    .map(({ workflowId }) => workflowId)
}

/** Notes that the process of an open order has ended without it. Gives whether that is so, noted now or before. */
export async function interrupt(tx: Transaction, orderId: string, at: Date): Promise<boolean> {
  const order = await lockOrder(tx, orderId)
  if (!order?.startedAt || order.endedAt) return false
  if (order.interruptedAt) return true
  await tx.update(orders).set({ interruptedAt: at }).where(eq(orders.id, orderId))
  await audit(tx, { actor: 'worker:business', action: 'order.interrupted', subject: orderId })
  await notifyOrderChanged(tx, order.no)
  return true
}

/** The process of an order goes on in another run, maybe from an earlier point: the order is as that one knows it. */
export async function followRun(
  db: Database,
  orderId: string,
  runId: string,
  { state, seq, waitsUntil }: OrderStanding,
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const followed = await tx
      .update(orders)
      .set({
        runId,
        interruptedAt: null,
        state,
        waitsUntil: waitsUntil === null ? null : new Date(waitsUntil),
        endedAt: isFinal(state) ? at : null,
        updatedAt: new Date(),
      })
      // It may have moved meanwhile, and then stands right.
      .where(and(eq(orders.id, orderId), or(isNull(orders.runId), sql`${orders.runId} <> ${runId}`)))
      .returning({ id: orders.id })
    if (followed.length === 0) return
    await tx
      .delete(orderEvents)
      .where(and(eq(orderEvents.orderId, orderId), sql`${orderEvents.seq} > ${seq}`))
    await audit(tx, { actor: 'worker:business', action: 'order.goesOn', subject: orderId, detail: { state } })
    await notifyOrderChanged(tx, orderNo(orderId))
  })
}

/** Nobody has to look after a process any more that runs again. */
export async function closeRunTasks(db: Database, workflowId: string, at: Date): Promise<void> {
  await db
    .update(staffTasks)
    .set({ doneAt: at, doneBy: sql`coalesce(${staffTasks.doneBy}, 'worker:business')` })
    .where(
      and(eq(staffTasks.kind, 'runEnded'), eq(staffTasks.workflowId, workflowId), isNull(staffTasks.doneAt)),
    )
}
