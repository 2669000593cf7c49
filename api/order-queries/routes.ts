import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fingerprint } from '../../db/encryption.ts'
import { orders } from '../../db/schema/orders.ts'
import { checkUscc } from '../../domain/identifiers.ts'
import { codeRules } from '../../domain/verification-codes.ts'
import { taskQueues } from '../../temporal.config.ts'
import { orderQuery } from '../../workflows/order-query.ts'
import { orderSummary, typedCode } from '../orders/order-schema.ts'
import { viewSummary } from '../orders/order-view.ts'
import { acceptCode } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { openOrders } from '../plugins/session.ts'
import { Problem } from '../problems.ts'

const MOST_ANSWERS = 20

const identifier = z
  .string()
  .trim()
  .toUpperCase()
  .refine((value) => checkUscc(value) !== 'malformed', 'uscc')

/** Procedure 8, 订单查询. Nobody learns here whether an organisation is known. */
export const orderQueryRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Order query'] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Send a code to the operator of the organisation’s latest order',
        body: z.object({ identifier: identifier.describe('统一社会信用代码') }),
        response: { 202: z.object({ queryId: z.uuid(), resendAt: z.iso.datetime() }) },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const queryId = randomUUID()
      const uscc = request.body.identifier
      await app.temporal.workflow.start(orderQuery, {
        workflowId: `orderQuery/${queryId}`,
        taskQueue: taskQueues.business,
        args: [{ queryId, uscc }],
      })
      request.session.set('query', { id: queryId, uscc })
      const resendAt = new Date(Date.now() + codeRules.resendAfterSeconds * 1000).toISOString()
      return reply.code(202).send({ queryId, resendAt })
    },
  )

  app.post(
    '/:id',
    {
      schema: {
        summary: 'Open the organisation’s orders by the code',
        params: z.object({ id: z.uuid() }),
        body: typedCode,
        response: { 200: z.array(orderSummary) },
      },
      config: limits.guess,
    },
    async (request) => {
      const query = request.session.get('query')
      if (query?.id !== request.params.id) throw new Problem('queryCodeWrong')
      await acceptCode(app.db, {
        workflowId: `orderQuery/${query.id}`,
        purpose: 'orderQuery',
        subject: fingerprint('orderQuery', query.uscc),
        typed: request.body.code,
        now: new Date(),
      }).catch((error: unknown) => {
        // One answer for every reason: an unknown organisation has no code, and must not show it.
        throw error instanceof Problem ? new Problem('queryCodeWrong') : error
      })
      const rows = await app.db
        .select()
        .from(orders)
        .where(eq(orders.uscc, query.uscc))
        .orderBy(desc(orders.createdAt))
        .limit(MOST_ANSWERS)
      request.session.set('query', undefined)
      openOrders(request.session, rows.map((row) => row.no).reverse())
      return rows.map(viewSummary)
    },
  )
}
