import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keepFilter, removeFilter, savedFiltersOf } from '../../db/saved-filters.ts'
import { Problem } from '../problems.ts'
import { orderFilter } from './order-lists.ts'
import { taskFilter } from './tasks.ts'

/** What the address of each list may say: nothing else is kept. */
const filters = { orders: orderFilter, tasks: taskFilter }
const list = z.enum(['orders', 'tasks'])

const savedFilter = z
  .object({ id: z.uuid(), list, name: z.string(), query: z.record(z.string(), z.string()) })
  .meta({ id: 'SavedFilter' })

/** Filters that a person of staff keeps by a name, for themselves. */
export const savedFilterRoutes: FastifyPluginAsyncZod = async (app) => {
  const config = { may: 'readOrders' } as const

  app.get(
    '/filters',
    {
      config,
      schema: { summary: 'One’s own filters, by name', response: { 200: z.array(savedFilter) } },
    },
    async ({ staff }) => savedFiltersOf(app.db, staff.username),
  )

  app.post(
    '/filters',
    {
      config,
      schema: {
        summary: 'Keep a filter by a name; the same name again takes its place',
        body: z.object({
          list,
          name: z.string().trim().min(1, 'required').max(40, 'tooLong'),
          query: z.record(z.string().max(20), z.string().max(64)),
        }),
        response: { 200: z.array(savedFilter) },
      },
    },
    async ({ staff, body }) => {
      const { list, name, query } = body
      if (!filters[list].strict().safeParse(query).success) throw new Problem('invalidInput')
      await keepFilter(app.db, { username: staff.username, list, name, query })
      return savedFiltersOf(app.db, staff.username)
    },
  )

  app.delete(
    '/filters/:id',
    {
      config,
      schema: {
        summary: 'Keep a filter no longer',
        params: z.object({ id: z.uuid() }),
        response: { 200: z.array(savedFilter) },
      },
    },
    async ({ staff, params }) => {
      await removeFilter(app.db, staff.username, params.id)
      return savedFiltersOf(app.db, staff.username)
    },
  )
}
