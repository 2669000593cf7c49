import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { querySubject } from '../../db/queried-orders.ts'
import { typedUscc } from '../../domain/application-form.ts'
import { codeRules } from '../../domain/verification-codes.ts'
import { taskQueues } from '../../temporal.config.ts'
import { orderQuery } from '../../workflows/order-query.ts'
import { typedCode } from '../orders/order-schema.ts'
import { acceptCode, refusalInTime } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { holderCertificate, holderCertificates } from './certificates.ts'

const SESSION_MINUTES = 15

/** The organisation whose operator has typed the code in this browser. @throws Problem holderUnknown. */
export function provenHolder({ session }: FastifyRequest): string {
  const holder = session.get('holder')
  if (!holder || holder.until < Date.now()) throw new Problem('holderUnknown')
  return holder.uscc
}

/**
 * 挂失, 补办: at any hour, by identifier and a code to the operator of the latest order. Nobody learns here whether an
 * organisation is known.
 */
export const holderRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Loss and replacement'] }
  })

  app.post(
    '/codes',
    {
      schema: {
        summary: 'Send a code to the operator of the organisation’s latest order',
        body: z.object({ identifier: typedUscc.describe('统一社会信用代码') }),
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
        args: [{ queryId, by: { uscc }, purpose: 'holder' }],
      })
      request.session.set('holderQuery', { id: queryId, uscc })
      const resendAt = new Date(Date.now() + codeRules.resendAfterSeconds * 1000).toISOString()
      return reply.code(202).send({ queryId, resendAt })
    },
  )

  app.post(
    '/codes/:id',
    {
      schema: {
        summary: 'Show the organisation’s certificates by the code',
        params: z.object({ id: z.uuid() }),
        body: typedCode,
        response: { 200: z.array(holderCertificate) },
      },
      config: limits.guess,
    },
    async (request) => {
      const refusal = refusalInTime()
      const query = request.session.get('holderQuery')
      if (query?.id !== request.params.id) throw await refusal
      await acceptCode(app.db, {
        workflowId: `orderQuery/${query.id}`,
        purpose: 'holder',
        subject: querySubject('holder', query),
        typed: request.body.code,
        now: new Date(),
      }).catch(async (error: unknown) => {
        // One answer for every reason: an unknown organisation has no code, and must not show it.
        throw error instanceof Problem ? await refusal : error
      })
      request.session.set('holderQuery', undefined)
      request.session.set('holder', { uscc: query.uscc, until: Date.now() + SESSION_MINUTES * 60_000 })
      return holderCertificates(app.db, query.uscc, new Date())
    },
  )

  app.get(
    '/certificates',
    {
      schema: {
        summary: 'The certificates of the organisation whose code was typed here',
        response: { 200: z.array(holderCertificate) },
      },
    },
    async (request) => holderCertificates(app.db, provenHolder(request), new Date()),
  )
}
