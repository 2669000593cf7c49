import { and, asc, eq, gte, lt } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { audit } from '../../db/audit.ts'
import { calendarDays, reviewRules } from '../../db/schema/review.ts'
import { fourEyesRuleIds } from '../../domain/review.ts'
import { taskQueues } from '../../temporal.config.ts'
import { calendarEdited } from '../../workflows/calendar-edited.ts'

const day = z.iso.date()
const calendarDay = z.object({ day, working: z.boolean(), name: z.string() }).meta({ id: 'CalendarDay' })
const year = z.coerce.number().int().min(2000).max(2100)
const reviewRule = z.object({ rule: z.enum(fourEyesRuleIds), active: z.boolean() }).meta({ id: 'ReviewRule' })

/** What an administrator sets: the working-day calendar, and where two people have to approve. */
export const ruleRoutes: FastifyPluginAsyncZod = async (app) => {
  async function yearOf(wanted: number) {
    const rows = await app.db
      .select()
      .from(calendarDays)
      .where(and(gte(calendarDays.day, `${wanted}-01-01`), lt(calendarDays.day, `${wanted + 1}-01-01`)))
      .orderBy(asc(calendarDays.day))
    return { year: wanted, announced: rows.length > 0, days: rows }
  }
  const calendar = z.object({ year: z.number().int(), announced: z.boolean(), days: z.array(calendarDay) })

  /** Every order in review computes its due date again, by a process of its own. */
  const recompute = () =>
    app.temporal.workflow.start(calendarEdited, {
      workflowId: `calendarEdited/${randomUUID()}`,
      taskQueue: taskQueues.business,
    })

  app.get(
    '/calendar/:year',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Days on which people work or rest against the plain week',
        params: z.object({ year }),
        response: { 200: calendar },
      },
    },
    async (request) => yearOf(request.params.year),
  )

  app.put(
    '/calendar/days/:day',
    {
      config: { may: 'setRules' },
      schema: {
        summary: 'A holiday or a make-up working day; reviews under way are computed again',
        params: z.object({ day }),
        body: z.object({
          working: z.boolean(),
          name: z.string().trim().min(1, 'required').max(30, 'tooLong'),
        }),
        response: { 200: calendar },
      },
    },
    async ({ staff, params, body }) => {
      await app.db.transaction(async (tx) => {
        await tx
          .insert(calendarDays)
          .values({ ...params, ...body })
          .onConflictDoUpdate({ target: calendarDays.day, set: body })
        await audit(tx, {
          actor: `staff:${staff.username}`,
          action: 'calendar.set',
          subject: params.day,
          detail: body,
        })
      })
      await recompute()
      return yearOf(Number(params.day.slice(0, 4)))
    },
  )

  app.delete(
    '/calendar/days/:day',
    {
      config: { may: 'setRules' },
      schema: { summary: 'Back to the plain week', params: z.object({ day }), response: { 200: calendar } },
    },
    async ({ staff, params }) => {
      await app.db.transaction(async (tx) => {
        await tx.delete(calendarDays).where(eq(calendarDays.day, params.day))
        await audit(tx, {
          actor: `staff:${staff.username}`,
          action: 'calendar.unset',
          subject: params.day,
          detail: {},
        })
      })
      await recompute()
      return yearOf(Number(params.day.slice(0, 4)))
    },
  )

  const readRules = async () => {
    const rows = await app.db.select().from(reviewRules)
    return fourEyesRuleIds.map((rule) => ({
      rule,
      active: rows.find((row) => row.rule === rule)?.active ?? true,
    }))
  }

  app.get(
    '/review-rules',
    {
      config: { may: 'readOrders' },
      schema: { summary: 'Where two people have to approve', response: { 200: z.array(reviewRule) } },
    },
    readRules,
  )

  app.put(
    '/review-rules/:rule',
    {
      config: { may: 'setRules' },
      schema: {
        summary: 'Switch a rule on or off, for orders that come to review from now on',
        params: reviewRule.pick({ rule: true }),
        body: reviewRule.pick({ active: true }),
        response: { 200: z.array(reviewRule) },
      },
    },
    async ({ staff, params, body }) => {
      await app.db.transaction(async (tx) => {
        await tx
          .insert(reviewRules)
          .values({ ...params, ...body })
          .onConflictDoUpdate({ target: reviewRules.rule, set: body })
        await audit(tx, {
          actor: `staff:${staff.username}`,
          action: 'reviewRule.set',
          subject: params.rule,
          detail: body,
        })
      })
      return readRules()
    },
  )
}
