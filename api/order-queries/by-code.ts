import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  addCodeQuery,
  querySubject,
  readCodeQuery,
  type CodeQuery,
  type NewCodeQuery,
} from '../../db/queried-orders.ts'
import { typedResidentId, typedUscc } from '../../domain/application-form.ts'
import { codeReceivers, codeRules, type QueryPurpose } from '../../domain/verification-codes.ts'
import { taskQueues } from '../../temporal.config.ts'
import { orderQuery } from '../../workflows/order-query.ts'
import { acceptCode, refusalInTime } from '../orders/typed-code.ts'
import { codeAsked, queryNumber } from '../orders/order-schema.ts'
import { callerOf, limits } from '../plugins/rate-limit.ts'
import type { AwaitedCode } from '../plugins/session.ts'
import { Problem } from '../problems.ts'

const DAY_SECONDS = 86_400

/** An identifier that anybody may know, and who of those behind it is to get the code. */
export const question = z.discriminatedUnion('holder', [
  z.object({
    holder: z.literal('organisation').optional(),
    identifier: typedUscc.describe('统一社会信用代码'),
    to: z.enum(codeReceivers).default('operator').describe('Who gets the code'),
  }),
  z.object({
    holder: z.literal('person'),
    identifier: typedResidentId.describe('居民身份证号码 of a person'),
    to: z.literal('operator').default('operator').describe('A person acts for itself'),
  }),
])

/**
 * Whoever asks by the same identifier again and again uses up what is their own, known or not, and never the holder's.
 * @throws Problem tooSoon or queryLimit.
 */
async function countAsking(request: FastifyRequest, query: NewCodeQuery): Promise<void> {
  const { counter } = request.server
  const asking = `${callerOf(request)} ${querySubject(query)} ${query.receiver}`
  const minute = await counter.count(`minute ${asking}`, codeRules.resendAfterSeconds)
  if (minute.times > 1) throw new Problem('tooSoon', { retryAfterSeconds: minute.secondsLeft })
  const day = await counter.count(`day ${asking}`, DAY_SECONDS)
  if (day.times > codeRules.perAskerPerDay)
    throw new Problem('queryLimit', { retryAfterSeconds: day.secondsLeft })
}

/**
 * Has a code sent to whoever may open what is asked for, if there is anybody; nobody learns here whether there is. Who
 * asks for the same again goes on with the same query, so that a code that is still on its way counts.
 */
export async function askForCode(request: FastifyRequest, query: NewCodeQuery): Promise<AwaitedCode> {
  const { db, temporal } = request.server
  await countAsking(request, query)
  const queries = request.session.get('queries')
  const last = queries?.[query.purpose]
  const known = last && (await readCodeQuery(db, last.queryId))
  const same = known && known.receiver === query.receiver && isDeepStrictEqual(known.by, query.by)
  const queryId = same ? known.id : await addCodeQuery(db, query)
  await temporal.workflow.start(orderQuery, {
    workflowId: `orderQuery/${queryId}`,
    taskQueue: taskQueues.business,
    args: [{ queryId, receiver: query.receiver }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  })
  const asked = {
    queryId,
    holder: 'holderNumber' in query.by ? ('organisation' as const) : ('person' as const),
    receiver: query.receiver,
    resendAt: new Date(Date.now() + codeRules.resendAfterSeconds * 1000).toISOString(),
  }
  request.session.set('queries', { ...queries, [query.purpose]: asked })
  return asked
}

/** What this browser asked for by this number, and has not opened. */
async function awaitedQuery({ server, session }: FastifyRequest, purpose: QueryPurpose, id: string) {
  const awaited = session.get('queries')?.[purpose]
  return awaited?.queryId === id ? readCodeQuery(server.db, id) : undefined
}

/** The route of another code for what this browser asked for. Answers codeNotSent when it did not. */
export const anotherCode: FastifyPluginAsyncZod<{ purpose: QueryPurpose }> = async (app, { purpose }) => {
  app.post(
    '/:id/code',
    {
      schema: {
        summary: 'Send another code for what this browser asked for',
        params: queryNumber,
        response: { 202: codeAsked },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const query = await awaitedQuery(request, purpose, request.params.id)
      if (!query) throw new Problem('codeNotSent')
      return reply.code(202).send(await askForCode(request, query))
    },
  )
}

/**
 * What this browser asked for, once the code is right. @throws Problem codeTriesOut, or one that is the same for every
 * other reason: who is unknown has no code, and must not show it.
 */
export async function openByCode(
  request: FastifyRequest,
  purpose: QueryPurpose,
  { id, code }: { id: string; code: string },
): Promise<CodeQuery & { codeId: string }> {
  const { db, counter } = request.server
  const refusal = refusalInTime()
  const query = await awaitedQuery(request, purpose, id)
  if (!query) throw await refusal
  const { times } = await counter.count(`guess ${id}`, codeRules.lifeSeconds)
  if (times > codeRules.tries) throw new Problem('codeTriesOut')
  const codeId = await acceptCode(db, {
    workflowId: `orderQuery/${id}`,
    purpose,
    subject: querySubject(query),
    typed: code,
    now: new Date(),
  }).catch(async (error: unknown) => {
    throw error instanceof Problem ? await refusal : error
  })
  request.session.set('queries', { ...request.session.get('queries'), [purpose]: undefined })
  return { ...query, codeId }
}
