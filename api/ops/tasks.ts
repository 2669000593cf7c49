import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refundByHand } from '../../db/payments.ts'
import { answerTask, closeTask, findTask, type TaskRow } from '../../db/staff-tasks.ts'
import { staffTaskKinds, type StaffTaskRole } from '../../domain/staff-tasks.ts'
import { taskQueues } from '../../temporal.config.ts'
import { moneyReturn } from '../../workflows/money-return.ts'
import { taskDone } from '../../workflows/new-application.ts'
import { lookAfter } from '../orders/stray-run.ts'
import { signalIfOpen } from '../plugins/temporal.ts'
import { Problem } from '../problems.ts'
import { moneyBefore } from './money-before.ts'
import type { Permission } from './permissions.ts'
import { resumeRun } from './resume-run.ts'
import { staffTask, viewTasks } from './task-view.ts'

const permissionOf = {
  finance: 'handleMoney',
  support: 'handleParcels',
  seniorReviewer: 'clearRisks',
  administrator: 'setRules',
} as const satisfies Record<StaffTaskRole, Permission>

/** Begins what a finished task asks for, or tells the process that waits for it. Twice does no harm. */
async function goOn({ temporal }: FastifyInstance, task: TaskRow): Promise<void> {
  const { workflow } = temporal
  const { id, kind, orderId, subject, workflowId } = task
  if (kind === 'wrongAmount' && orderId) {
    await workflow.start(moneyReturn, {
      workflowId: `moneyReturn/${subject}`,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ orderId, outTradeNo: subject }],
    })
  } else if (kind === 'runEnded' && workflowId) {
    await resumeRun(temporal, workflowId)
    await lookAfter(temporal, workflowId)
  } else if (workflowId) {
    await signalIfOpen(workflow.getHandle(workflowId).signal(taskDone, { taskId: id }))
  }
}

/** Work that a process left for a person. */
export const taskRoutes: FastifyPluginAsyncZod = async (app) => {
  const ownTasks = async ({ staff }: FastifyRequest) =>
    (await viewTasks(app.db)).filter(({ role }) => staff.may.includes(permissionOf[role]))

  app.get(
    '/tasks',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Open work that processes left for people, the oldest first',
        response: { 200: z.array(staffTask) },
      },
    },
    async (request) => ownTasks(request),
  )

  app.post(
    '/tasks/:id/done',
    {
      config: { may: 'readOrders' },
      schema: {
        summary:
          'It is done, in these words; money of a wrong amount is given back by this. A refund by hand is refused where the provider has made it',
        params: z.object({ id: z.uuid() }),
        body: z.object({ note: z.string().trim().min(2, 'required').max(300, 'tooLong') }),
        response: { 200: z.array(staffTask) },
      },
    },
    async (request) => {
      const { staff, body, params } = request
      const task = await findTask(app.db, params.id)
      if (!task) throw new Problem('notFound')
      if (!staff.may.includes(permissionOf[staffTaskKinds[task.kind]])) throw new Problem('notAllowed')
      const { kind, orderId, subject: outTradeNo } = task
      const byHand = kind === 'refundFailed' && orderId ? { orderId, outTradeNo } : undefined
      const refusal = byHand && (await moneyBefore(app.temporal, byHand))
      if (!refusal) await answerTask(app.db, task, staff.username, body.note)
      if (!refusal && byHand) await refundByHand(app.db, byHand, staff.username)
      await goOn(app, task)
      if (refusal) throw new Problem(refusal)
      await closeTask(app.db, task)
      return ownTasks(request)
    },
  )
}
