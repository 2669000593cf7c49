import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audit } from '../../db/audit.ts'
import { searchOrders } from '../../db/order-search.ts'
import {
  countOrders,
  keyOf,
  orderCounts,
  orderPage,
  withReviews,
  type OrderFilter,
} from '../../db/work-list.ts'
import { taskCounts } from '../../db/staff-tasks.ts'
import { roles } from '../../domain/kinds/description.ts'
import { staffTaskRoles } from '../../domain/staff-tasks.ts'
import { statesOf, taskRolesOf } from '../../domain/staff.ts'
import { orderKind, orderNumber, orderState, product } from '../orders/order-schema.ts'
import { orderLine, priority, viewLine } from './order-line.ts'
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

/** What of orders is listed: this is the address of a list, and what is kept by a name. */
export const orderFilter = z.object({
  standing: z.enum(['open', 'ended']).default('open'),
  kind: orderKind.optional(),
  product: product.optional(),
  state: orderState.optional(),
  who: z.enum(roles).optional().describe('Whose move they wait for'),
  priority: priority.optional(),
  assignee: assigneeFilter,
  due: dueFilter,
})

const only = z
  .string()
  .overwrite((text) => text.trim())
  .transform((text) => text.split(','))
  .pipe(z.array(orderNumber.shape.no).max(MOST_CHANGED))
  .optional()
  .describe('Numbers apart by commas: of the list these alone, as far as they are in it')

/** Lists of orders, the search for one, and what there is to do today. */
export const orderListRoutes: FastifyPluginAsyncZod = async (app) => {
  const config = { may: 'readOrders' } as const

  app.get(
    '/orders',
    {
      config,
      schema: {
        summary:
          'Open orders, the urgent first, then the soonest due; or those that have ended, the latest first',
        querystring: orderFilter.extend({ after: afterRow, only }),
        response: {
          200: z.object({
            rows: z.array(orderLine),
            next: nextPage,
            counts: counts.nullable().describe('Of open orders, whenever they are due'),
          }),
        },
      },
    },
    async ({ query: { after, assignee, ...asked }, staff }) => {
      const clock = clockOf(new Date())
      const wanted: OrderFilter = { ...asked, assignee: assigneeOf(assignee, staff.username) }
      const from = after ? readKey(after) : undefined
      const [found, counted] = await Promise.all([
        orderPage(app.db, wanted, clock, {
          size: PAGE_SIZE + 1,
          from: from && { priority: from[0], at: from[1] ? new Date(from[1]) : null, no: from[2] },
        }),
        asked.standing === 'open' ? countOrders(app.db, wanted, clock) : null,
      ])
      const rows = found.slice(0, PAGE_SIZE)
      const last = found.length > PAGE_SIZE && rows.at(-1)
      const key = last && keyOf(last.order)
      return {
        rows: rows.map((row) => viewLine(row, staff, clock.now)),
        next: key ? writeKey([key.priority, key.at?.toISOString() ?? null, key.no]) : null,
        counts: counted,
      }
    },
  )

  app.post(
    '/orders/search',
    {
      config,
      schema: {
        summary:
          'Orders, open or not, by anything that identifies them: a number of order, key, certificate, waybill, trade, invoice or receipt, a USCC, a name, a phone, an identity number',
        body: z.object({ text: z.string().trim().min(2, 'required').max(64, 'tooLong') }),
        response: { 200: z.object({ rows: z.array(orderLine) }) },
      },
    },
    async ({ body, staff }) => {
      const { rows, byPerson } = await searchOrders(app.db, body.text, PAGE_SIZE)
      // To find a person is an act that is written down; whom is not.
      if (byPerson) {
        await audit(app.db, {
          actor: `staff:${staff.username}`,
          action: 'order.foundByPerson',
          subject: 'orders',
          detail: { found: rows.length },
        })
      }
      const now = new Date()
      return { rows: (await withReviews(app.db, rows)).map((row) => viewLine(row, staff, now)) }
    },
  )

  const work = counts.extend({ mine: z.number().int(), free: z.number().int().describe('Nobody’s') })

  app.get(
    '/overview',
    {
      config,
      schema: {
        summary: 'What there is to do: how much, how much of it today, how much is late',
        response: {
          200: z
            .object({
              steps: z.array(
                work.extend({
                  kind: orderKind,
                  state: orderState,
                  own: z.boolean().describe('It is the work of whoever asks'),
                }),
              ),
              tasks: z.array(work.extend({ role: z.enum(staffTaskRoles) })),
            })
            .meta({ id: 'Overview' }),
        },
      },
    },
    async ({ staff }) => {
      const clock = clockOf(new Date())
      const [steps, tasks] = await Promise.all([
        orderCounts(app.db, staff.username, clock),
        taskCounts(app.db, taskRolesOf(staff.may), staff.username, clock),
      ])
      const own: readonly string[] = statesOf(staff.may)
      return { steps: steps.map((step) => ({ ...step, own: own.includes(step.state) })), tasks }
    },
  )
}
