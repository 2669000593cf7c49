import { and, eq, isNull } from 'drizzle-orm'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audit } from '../../db/audit.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { staffTasks } from '../../db/schema/money.ts'
import { staffTaskKinds, type StaffTaskRole } from '../../domain/staff-tasks.ts'
import { taskQueues } from '../../temporal.config.ts'
import { moneyReturn } from '../../workflows/money-return.ts'
import { taskDone } from '../../workflows/new-application.ts'
import { Problem } from '../problems.ts'
import type { Permission } from './permissions.ts'
import { openTasks, staffTask } from './task-view.ts'

const permissionOf = {
  finance: 'handleMoney',
  support: 'handleParcels',
  seniorReviewer: 'clearRisks',
  administrator: 'setRules',
} as const satisfies Record<StaffTaskRole, Permission>

/** Work that a process left for a person. */
export const taskRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/tasks',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Open work that processes left for people, the oldest first',
        response: { 200: z.array(staffTask) },
      },
    },
    async ({ staff }) =>
      (await openTasks(app.db)).filter(({ role }) => staff.may.includes(permissionOf[role])),
  )

  app.post(
    '/tasks/:id/done',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'It is done, in these words; money of a wrong amount is given back by this',
        params: z.object({ id: z.uuid() }),
        body: z.object({ note: z.string().trim().min(2, 'required').max(300, 'tooLong') }),
        response: { 200: z.array(staffTask) },
      },
    },
    async (request) => {
      const { staff, body, params } = request
      const task = await app.db.transaction(async (tx) => {
        const [row] = await tx.select().from(staffTasks).where(eq(staffTasks.id, params.id))
        if (!row) throw new Problem('notFound')
        if (!staff.may.includes(permissionOf[staffTaskKinds[row.kind]])) throw new Problem('notAllowed')
        await tx
          .update(staffTasks)
          .set({ doneAt: new Date(), doneBy: staff.username, note: body.note })
          .where(and(eq(staffTasks.id, row.id), isNull(staffTasks.doneAt)))
        await audit(tx, {
          actor: `staff:${staff.username}`,
          action: `task.${row.kind}.done`,
          subject: row.orderId ?? row.subject,
          detail: { subject: row.subject },
        })
        await notifyOrderChanged(tx, orderNo(row.orderId ?? 'tasks'))
        return row
      })
      const { workflow } = app.temporal
      if (task.kind === 'wrongAmount' && task.orderId) {
        const { orderId, subject: outTradeNo } = task
        await workflow.start(moneyReturn, {
          workflowId: `moneyReturn/${outTradeNo}`,
          taskQueue: taskQueues.business,
          workflowIdConflictPolicy: 'USE_EXISTING',
          args: [{ orderId, outTradeNo }],
        })
      } else if (task.workflowId) {
        // A process that has ended meanwhile needs to know nothing.
        await workflow
          .getHandle(task.workflowId)
          .signal(taskDone, { taskId: task.id })
          .catch((error: unknown) => {
            if (!(error instanceof WorkflowNotFoundError)) throw error
          })
      }
      return (await openTasks(app.db)).filter(({ role }) => staff.may.includes(permissionOf[role]))
    },
  )
}
