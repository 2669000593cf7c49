import { and, eq, isNull, ne } from 'drizzle-orm'
import { priorityRank, type Assignment, type Priority } from '../domain/assignment.ts'
import { released } from '../domain/review-decision.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { notifyOrderChanged, orderNo } from './order-changed.ts'
import type { OrderRow } from './orders.ts'
import { staffTasks } from './schema/money.ts'
import { orders } from './schema/orders.ts'
import { reviews } from './schema/review.ts'
import type { TaskRow } from './staff-tasks.ts'

interface Receiver {
  id: string
  username: string
}

/** How an assignment stands in the audit log. */
const record = (by: string, name: Assignment, subject: string, to: Receiver | null) => ({
  actor: `staff:${by}`,
  action: `work.${name}`,
  subject,
  ...(to && { detail: { to: to.username } }),
})

/**
 * Gives the step that an order waits for to somebody, its row locked; `called` names it or refuses by throwing, undefined
 * changes nothing. A reviewer who has it in hands loses it to another. Gives whether there is such an order.
 */
export async function assignOrder(
  db: Database,
  no: string,
  by: string,
  to: Receiver | null,
  called: (order: OrderRow) => Assignment | undefined,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.no, no)).for('update')
    if (!order) return false
    const name = called(order)
    if (!name) return true
    await tx
      .update(orders)
      .set({ assignee: to?.username ?? null, assignedFor: to && order.state })
      .where(eq(orders.id, order.id))
    const ofOrder = and(eq(reviews.orderId, order.id), isNull(reviews.decision))
    if (to)
      await tx
        .update(reviews)
        .set(released)
        .where(and(ofOrder, ne(reviews.claimedBy, to.id)))
    await audit(tx, record(by, name, order.id, to))
    await notifyOrderChanged(tx, no)
    return true
  })
}

/** The same of a task. */
export async function assignTask(
  db: Database,
  id: string,
  by: string,
  to: Receiver | null,
  called: (task: TaskRow) => Assignment | undefined,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [task] = await tx.select().from(staffTasks).where(eq(staffTasks.id, id)).for('update')
    if (!task) return false
    const name = called(task)
    if (!name) return true
    await tx
      .update(staffTasks)
      .set({ assignee: to?.username ?? null })
      .where(eq(staffTasks.id, id))
    await audit(tx, record(by, name, task.orderId ?? task.subject, to))
    await notifyOrderChanged(tx, orderNo(task.orderId ?? 'tasks'))
    return true
  })
}

/** Gives whether there is such an order. */
export async function setOrderPriority(
  db: Database,
  no: string,
  by: string,
  priority: Priority,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [order] = await tx
      .update(orders)
      .set({ priority: priorityRank(priority) })
      .where(eq(orders.no, no))
      .returning({ id: orders.id })
    if (!order) return false
    await audit(tx, { actor: `staff:${by}`, action: `work.${priority}`, subject: order.id })
    await notifyOrderChanged(tx, no)
    return true
  })
}

/** Gives whether there is such a task. */
export async function setTaskPriority(
  db: Database,
  id: string,
  by: string,
  priority: Priority,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [task] = await tx
      .update(staffTasks)
      .set({ priority: priorityRank(priority) })
      .where(eq(staffTasks.id, id))
      .returning({ orderId: staffTasks.orderId, subject: staffTasks.subject })
    if (!task) return false
    await audit(tx, {
      actor: `staff:${by}`,
      action: `work.${priority}`,
      subject: task.orderId ?? task.subject,
    })
    await notifyOrderChanged(tx, orderNo(task.orderId ?? 'tasks'))
    return true
  })
}
