import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { operatorFingerprint } from '../../db/operators.ts'
import { openedOrders, querySubject } from '../../db/queried-orders.ts'
import { typedResidentId, typedUscc } from '../../domain/application-form.ts'
import { codeReceivers, codeRules } from '../../domain/verification-codes.ts'
import { taskQueues } from '../../temporal.config.ts'
import { orderQuery } from '../../workflows/order-query.ts'
import { orderSummary, typedCode } from '../orders/order-schema.ts'
import { viewSummary } from '../orders/order-view.ts'
import { acceptCode, refusalInTime } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { openQueried } from '../plugins/session.ts'
import { Problem } from '../problems.ts'

const question = z.discriminatedUnion('holder', [
  z.object({
    holder: z.literal('organisation'),
    identifier: typedUscc.describe('统一社会信用代码'),
    to: z
      .enum(codeReceivers)
      .describe('Who gets the code: an operator opens the orders of this phone, the others all'),
  }),
  z.object({
    holder: z.literal('person'),
    identifier: typedResidentId.describe('居民身份证号码 of the operator'),
    to: z.literal('operator'),
  }),
])

/** Procedure 8, 订单查询. Nobody learns here whether an organisation or a person is known. */
export const orderQueryRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Order query'] }
  })

  app.post(
    '',
    {
      schema: {
        summary:
          'Send a code to the operator of the latest order, its legal representative or its proved account',
        body: question,
        response: { 202: z.object({ queryId: z.uuid(), resendAt: z.iso.datetime() }) },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const queryId = randomUUID()
      const { holder, identifier: typed, to } = request.body
      const by = holder === 'organisation' ? { uscc: typed } : { operator: operatorFingerprint(typed) }
      await app.temporal.workflow.start(orderQuery, {
        workflowId: `orderQuery/${queryId}`,
        taskQueue: taskQueues.business,
        args: [{ queryId, by, to }],
      })
      request.session.set('query', { id: queryId, by, to })
      const resendAt = new Date(Date.now() + codeRules.resendAfterSeconds * 1000).toISOString()
      return reply.code(202).send({ queryId, resendAt })
    },
  )

  app.post(
    '/:id',
    {
      schema: {
        summary: 'Open the orders by the code, for 15 minutes after the last act on one of them',
        params: z.object({ id: z.uuid() }),
        body: typedCode,
        response: { 200: z.array(orderSummary) },
      },
      config: limits.guess,
    },
    async (request) => {
      const refusal = refusalInTime()
      const query = request.session.get('query')
      if (query?.id !== request.params.id) throw await refusal
      const codeId = await acceptCode(app.db, {
        workflowId: `orderQuery/${query.id}`,
        purpose: 'orderQuery',
        subject: querySubject('orderQuery', query.by),
        typed: request.body.code,
        now: new Date(),
      }).catch(async (error: unknown) => {
        // One answer for every reason: who is unknown has no code, and must not show it.
        throw error instanceof Problem ? await refusal : error
      })
      const rows = await openedOrders(app.db, query.by, query.to, codeId)
      request.session.set('query', undefined)
      openQueried(
        request,
        rows.map((row) => row.no),
      )
      return rows.map(viewSummary)
    },
  )
}
