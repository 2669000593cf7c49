import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { calendarOfYear, setCalendarDay, unsetCalendarDay } from '../../db/calendar.ts'
import { readReviewRules, setReviewRule } from '../../db/review-rules.ts'
import { fourEyesRuleIds } from '../../domain/review.ts'
import { taskQueues } from '../../temporal.config.ts'
import { calendarEdited } from '../../workflows/calendar-edited.ts'

const calendarDay = z
  .object({ day: z.iso.date(), working: z.boolean(), name: z.string() })
  .meta({ id: 'CalendarDay' })
const year = z.coerce.number().int().min(2000).max(2100)
const day = z.iso.date().refine((date) => year.safeParse(date.slice(0, 4)).success, 'invalid')
const reviewRule = z.object({ rule: z.enum(fourEyesRuleIds), active: z.boolean() }).meta({ id: 'ReviewRule' })

/** What an administrator sets: the working-day calendar, and where two people have to approve. */
export const ruleRoutes: FastifyPluginAsyncZod = async (app) => {
  async function yearOf(wanted: number) {
    const days = await calendarOfYear(app.db, wanted)
    return { year: wanted, announced: days.length > 0, days }
  }
  const calendar = z.object({ year: z.number().int(), announced: z.boolean(), days: z.array(calendarDay) })

  /**
   * Every order in review computes its due date again, by a process of its own. Where that cannot be begun now, the
   * same edit once more begins it.
   */
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
      await setCalendarDay(app.db, params.day, body, staff.username)
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
      await unsetCalendarDay(app.db, params.day, staff.username)
      await recompute()
      return yearOf(Number(params.day.slice(0, 4)))
    },
  )

  app.get(
    '/review-rules',
    {
      config: { may: 'readOrders' },
      schema: { summary: 'Where two people have to approve', response: { 200: z.array(reviewRule) } },
    },
    async () => readReviewRules(app.db),
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
      await setReviewRule(app.db, params.rule, body.active, staff.username)
      return readReviewRules(app.db)
    },
  )
}
