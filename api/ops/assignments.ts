import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { assignOrder, assignTask, setOrderPriority, setTaskPriority } from '../../db/assignments.ts'
import { staffMembers } from '../../db/staff.ts'
import { assignmentName, assignmentRefusal, type WorkStand } from '../../domain/assignment.ts'
import { neededFor, rolePermissions, taskNeeds } from '../../domain/staff.ts'
import { staffTaskKinds } from '../../domain/staff-tasks.ts'
import { orderNumber, staffRole } from '../orders/order-schema.ts'
import { Problem } from '../problems.ts'
import { priority } from './order-line.ts'
import type { StaffMember } from './signed-in.ts'

const given = z.object({ assignee: z.string().max(64).nullable().describe('User name; null gives it back') })
const done = z.object({})

/** Whose a piece of work is, and how urgent: taken, given back, given to somebody, taken over. */
export const assignmentRoutes: FastifyPluginAsyncZod = async (app) => {
  async function receiver(username: string | null) {
    if (username === null) return null
    const member = (await staffMembers(app.db)).find((each) => each.username === username)
    if (!member) throw new Problem('assigneeCannot')
    return { ...member, may: rolePermissions[member.role] }
  }

  /** What it is called that `staff` gives this work to `to`; undefined when it is so already. @throws Problem otherwise. */
  function called(stand: WorkStand, staff: StaffMember, to: Awaited<ReturnType<typeof receiver>>) {
    const refusal = assignmentRefusal(stand, staff, to)
    if (refusal) throw new Problem(refusal)
    return assignmentName(stand.assignee, staff.username, to?.username ?? null)
  }

  app.get(
    '/staff',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Who works here',
        response: {
          200: z.array(z.object({ username: z.string(), name: z.string(), role: staffRole })),
        },
      },
    },
    async () => (await staffMembers(app.db)).map(({ username, name, role }) => ({ username, name, role })),
  )

  app.put(
    '/orders/:no/assignee',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Take the step that an order waits for, give it to somebody, or give it back',
        params: orderNumber,
        body: given,
        response: { 200: done },
      },
    },
    async ({ staff, params, body }) => {
      const to = await receiver(body.assignee)
      const found = await assignOrder(app.db, params.no, staff.username, to, ({ state, assignee, endedAt }) =>
        called({ needs: endedAt ? undefined : neededFor(state), assignee }, staff, to),
      )
      if (!found) throw new Problem('orderNotFound')
      return {}
    },
  )

  app.put(
    '/orders/:no/priority',
    {
      config: { may: 'assignWork' },
      schema: {
        summary: 'Urgent orders come first in every list',
        params: orderNumber,
        body: z.object({ priority }),
        response: { 200: done },
      },
    },
    async ({ staff, params, body }) => {
      const found = await setOrderPriority(app.db, params.no, staff.username, body.priority)
      if (!found) throw new Problem('orderNotFound')
      return {}
    },
  )

  const task = z.object({ id: z.uuid() })

  app.put(
    '/tasks/:id/assignee',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Take a task, give it to somebody, or give it back',
        params: task,
        body: given,
        response: { 200: done },
      },
    },
    async ({ staff, params, body }) => {
      const to = await receiver(body.assignee)
      const found = await assignTask(app.db, params.id, staff.username, to, ({ kind, assignee, doneAt }) =>
        called({ needs: doneAt ? undefined : taskNeeds[staffTaskKinds[kind]], assignee }, staff, to),
      )
      if (!found) throw new Problem('notFound')
      return {}
    },
  )

  app.put(
    '/tasks/:id/priority',
    {
      config: { may: 'assignWork' },
      schema: {
        summary: 'Urgent tasks come first',
        params: task,
        body: z.object({ priority }),
        response: { 200: done },
      },
    },
    async ({ staff, params, body }) => {
      const found = await setTaskPriority(app.db, params.id, staff.username, body.priority)
      if (!found) throw new Problem('notFound')
      return {}
    },
  )
}
