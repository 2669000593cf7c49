import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refundByHand } from '../../db/payments.ts'
import {
  answerTask,
  closeTask,
  countTasks,
  findTask,
  taskPage,
  type TaskFilter,
  type TaskRow,
} from '../../db/staff-tasks.ts'
import { taskNeeds, taskRolesOf } from '../../domain/staff.ts'
import { staffTaskKinds } from '../../domain/staff-tasks.ts'
import { taskQueues } from '../../temporal.config.ts'
import { moneyReturn } from '../../workflows/money-return.ts'
import { taskDone } from '../../workflows/new-application.ts'
import { orderNumber } from '../orders/order-schema.ts'
import { lookAfter } from '../orders/stray-run.ts'
import { signalIfOpen } from '../plugins/temporal.ts'
import { Problem } from '../problems.ts'
import { moneyBefore } from './money-before.ts'
import { priority } from './order-line.ts'
import {
  afterRow,
  assigneeFilter,
  assigneeOf,
  clockOf,
  counts,
  dueFilter,
  MOST_CHANGED,
  nextPage,
  PAGE_SIZE,
  readKey,
  writeKey,
} from './paging.ts'
import { resumeRun } from './resume-run.ts'
import { staffTask, taskKind, viewTask } from './task-view.ts'

/** What of tasks is listed: this is the address of the list, and what is kept by a name. */
export const taskFilter = z.object({
  kind: taskKind.optional(),
  priority: priority.optional(),
  assignee: assigneeFilter,
  due: dueFilter,
})

const only = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(orderNumber.shape.no.or(z.literal('tasks'))).max(MOST_CHANGED))
  .optional()
  .describe('Numbers of orders apart by commas, or `tasks`: of the list the tasks of these alone')

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
  app.get(
    '/tasks',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Open work that processes left for people, the urgent first, then the soonest due',
        querystring: taskFilter.extend({ after: afterRow, only }),
        response: { 200: z.object({ rows: z.array(staffTask), next: nextPage, counts }) },
      },
    },
    async ({ query: { after, assignee, ...asked }, staff }) => {
      const clock = clockOf(new Date())
      const wanted: TaskFilter = {
        ...asked,
        roles: taskRolesOf(staff.may),
        assignee: assigneeOf(assignee, staff.username),
      }
      const from = after ? readKey(after) : undefined
      const [found, counted] = await Promise.all([
        taskPage(app.db, wanted, clock, {
          size: PAGE_SIZE + 1,
          from: from?.[1] ? { priority: from[0], at: new Date(from[1]), id: from[2] } : undefined,
        }),
        countTasks(app.db, wanted, clock),
      ])
      const rows = found.slice(0, PAGE_SIZE).map(({ task, ...order }) => viewTask(task, order))
      const last = found.length > PAGE_SIZE && rows.at(-1)
      return { rows, next: last ? writeKey([last.priority, last.dueAt, last.id]) : null, counts: counted }
    },
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
        response: { 200: z.object({}) },
      },
    },
    async ({ staff, body, params }) => {
      const task = await findTask(app.db, params.id)
      if (!task) throw new Problem('notFound')
      if (!staff.may.includes(taskNeeds[staffTaskKinds[task.kind]])) throw new Problem('notAllowed')
      const { kind, orderId, subject: outTradeNo } = task
      const byHand = kind === 'refundFailed' && orderId ? { orderId, outTradeNo } : undefined
      const refusal = byHand && (await moneyBefore(app.temporal, byHand))
      if (!refusal) await answerTask(app.db, task, staff.username, body.note)
      if (!refusal && byHand) await refundByHand(app.db, byHand, staff.username)
      await goOn(app, task)
      if (refusal) throw new Problem(refusal)
      await closeTask(app.db, task)
      return {}
    },
  )
}
