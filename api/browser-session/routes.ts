import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { codeAsked } from '../orders/order-schema.ts'
import { proven } from '../holders/routes.ts'
import { currentLogin } from '../key-sessions/key-login.ts'
import { cookieOrNone } from '../plugins/openapi.ts'
import { leave, mayOpen } from '../plugins/session.ts'

const browserSession = z
  .object({
    open: z.boolean().describe('Anything: an order, a query, a holder or a key that was proved'),
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
    async (request) => {
      const { orderQuery = null, holder = null } = request.session.get('queries') ?? {}
      const open = [
        mayOpen(request).length > 0,
        orderQuery ?? holder,
        proven(request),
        currentLogin(request),
      ].some(Boolean)
      return { open, awaited: { orderQuery, holder } }
    },
  )

  app.delete(
    '',
    { schema: { summary: '退出: close all that stands open in this browser', response: { 204: z.null() } } },
    async (request, reply) => {
      leave(request)
      return reply.code(204).send(null)
    },
  )
}
