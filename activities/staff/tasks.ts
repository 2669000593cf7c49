import { and, eq } from 'drizzle-orm'
import { readCalendar } from '../../db/calendar.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { staffTasks } from '../../db/schema/money.ts'
import { taskWorkingDays, type StaffTaskKind } from '../../domain/staff-tasks.ts'
import { addWorkingDays } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { Context } from '@temporalio/activity'

export interface NewTask {
  kind: StaffTaskKind
  /** Null for what concerns no order. */
  orderId: string | null
  subject: string
  detail?: Record<string, string | number>
  /** The process that goes on when it is done. */
  workflowId?: string
}

/** Leaves work for a person; the same matter makes one task. Gives its id. */
export async function writeTask(tx: Database | Transaction, task: NewTask): Promise<string> {
  const { kind, orderId, subject, detail = {}, workflowId = null } = task
  const at = now()
  const { dueAt } = addWorkingDays(at, taskWorkingDays(kind), await readCalendar(tx, at))
  await tx
    .insert(staffTasks)
    .values({ kind, orderId, subject, detail, workflowId, dueAt })
    .onConflictDoNothing()
  const [row] = await tx
    .select({ id: staffTasks.id })
    .from(staffTasks)
    .where(and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject)))
  await notifyOrderChanged(tx, orderNo(orderId ?? 'tasks'))
  return row!.id
}

export type TaskActivities = ReturnType<typeof taskActivities>

export function taskActivities({ db }: { db: Database }) {
  return {
    /** Leaves work for a person. `waits`: this process is told when it is done. */
    async openTask(task: {
      kind: StaffTaskKind
      orderId: string
      subject?: string
      outTradeNo?: string
      waits?: boolean
    }): Promise<{ taskId: string }> {
      const { kind, orderId, outTradeNo, subject = outTradeNo ?? orderNo(orderId), waits } = task
      const workflowId = waits ? Context.current().info.workflowExecution?.workflowId : undefined
      return { taskId: await writeTask(db, { kind, orderId, subject, ...(workflowId && { workflowId }) }) }
    },

    /** Whether a person has done what a task asks for. */
    async readTask({ taskId }: { taskId: string }): Promise<{ done: boolean }> {
      const [task] = await db
        .select({ doneBy: staffTasks.doneBy })
        .from(staffTasks)
        .where(eq(staffTasks.id, taskId))
      return { done: Boolean(task?.doneBy) }
    },
  }
}
