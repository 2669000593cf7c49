import { and, asc, eq, isNull } from 'drizzle-orm'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { notifyOrderChanged, orderNo } from './order-changed.ts'
import { staffTasks } from './schema/money.ts'
import { orders } from './schema/orders.ts'

export type TaskRow = typeof staffTasks.$inferSelect

/** Open work of people, the oldest first, each with its order's number and organisation. */
export async function openTasks(db: Database) {
  return db
    .select({ task: staffTasks, no: orders.no, holderName: orders.holderName })
    .from(staffTasks)
    .leftJoin(orders, eq(orders.id, staffTasks.orderId))
    .where(isNull(staffTasks.doneAt))
    .orderBy(asc(staffTasks.createdAt))
}

export async function findTask(db: Database, id: string): Promise<TaskRow | undefined> {
  const [task] = await db.select().from(staffTasks).where(eq(staffTasks.id, id))
  return task
}

/**
 * Keeps who did what a task asked for, and their words: the first one counts. The task stays on the list until
 * `closeTask` says that whoever waits for it knows.
 */
export async function answerTask(db: Database, task: TaskRow, by: string, note: string): Promise<void> {
  await db.transaction(async (tx) => {
    const answered = await tx
      .update(staffTasks)
      .set({ doneBy: by, note })
      .where(and(eq(staffTasks.id, task.id), isNull(staffTasks.doneBy)))
      .returning({ id: staffTasks.id })
    if (answered.length === 0) return
    await audit(tx, {
      actor: `staff:${by}`,
      action: `task.${task.kind}.done`,
      subject: task.orderId ?? task.subject,
      detail: { subject: task.subject },
    })
  })
}

/** Takes an answered task off the list. */
export async function closeTask(db: Database, { id, orderId }: TaskRow): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(staffTasks)
      .set({ doneAt: new Date() })
      .where(and(eq(staffTasks.id, id), isNull(staffTasks.doneAt)))
    await notifyOrderChanged(tx, orderNo(orderId ?? 'tasks'))
  })
}
