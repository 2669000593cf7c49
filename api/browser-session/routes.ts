import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { codeAsked } from '../orders/order-schema.ts'
import { cookieOrNone } from '../plugins/openapi.ts'

const browserSession = z
  .object({
    awaited: z
      .object({ orderQuery: codeAsked.nullable(), holder: codeAsked.nullable() })
      .describe('Queries whose code is awaited'),
  })
  .meta({ id: 'BrowserSession' })

/** What stands open in this browser: its pages go on there after a reload. */
export const browserSessionRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Order query'], security: cookieOrNone }
  })

  app.get(
    '',
    { schema: { summary: 'What stands open in this browser', response: { 200: browserSession } } },
    async ({ session }) => {
      const { orderQuery = null, holder = null } = session.get('queries') ?? {}
      return { awaited: { orderQuery, holder } }
    },
  )
}
