import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { typedUscc } from '../../domain/application-form.ts'
import { codeReceivers } from '../../domain/verification-codes.ts'
import { anotherCode, askForCode, openByCode } from '../order-queries/by-code.ts'
import { codeAsked, queryNumber, typedCode } from '../orders/order-schema.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { holderCertificate, holderCertificates } from './certificates.ts'

const SESSION_MINUTES = 15

/** The organisation that this browser has proved to act for, if it has and that still holds. */
export function proven({ session }: FastifyRequest): string | undefined {
  const holder = session.get('holder')
  return holder && holder.until >= Date.now() ? holder.uscc : undefined
}

/** The same. @throws Problem holderUnknown. */
export function provenHolder(request: FastifyRequest): string {
  const uscc = proven(request)
  if (!uscc) throw new Problem('holderUnknown')
  return uscc
}

/** For some minutes this browser acts for the organisation. Gives its identifier. */
export function proveHolder({ session }: FastifyRequest, uscc: string): string {
  session.set('holder', { uscc, until: Date.now() + SESSION_MINUTES * 60_000 })
  return uscc
}

/**
 * 挂失, 补办, 吊销: at any hour, by identifier and a code to the operator of the latest order, to its legal representative
 * or to its account; a key in hand does as well (api/key-sessions). Nobody learns here whether an organisation is known.
 */
export const holderRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Loss and replacement'] }
  })

  app.post(
    '/codes',
    {
      schema: {
        summary:
          'Send a code to the operator of the latest order, its legal representative or its proved account',
        body: z.object({
          identifier: typedUscc.describe('统一社会信用代码'),
          to: z.enum(codeReceivers).default('operator').describe('Who gets the code'),
        }),
        response: { 202: codeAsked },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { identifier: uscc, to } = request.body
      return reply
        .code(202)
        .send(await askForCode(request, { purpose: 'holder', by: { uscc }, receiver: to }))
    },
  )

  await app.register(anotherCode, { prefix: '/codes', purpose: 'holder' })

  app.post(
    '/codes/:id',
    {
      schema: {
        summary: 'Show the organisation’s certificates by the code',
        params: queryNumber,
        body: typedCode,
        response: { 200: z.array(holderCertificate) },
      },
      config: limits.guess,
    },
    async (request) => {
      const { by } = await openByCode(request, 'holder', { ...request.params, ...request.body })
      if (!('uscc' in by)) throw new Problem('holderUnknown')
      return holderCertificates(app.db, proveHolder(request, by.uscc), new Date())
    },
  )

  app.get(
    '/certificates',
    {
      schema: {
        summary: 'The certificates of the organisation that this browser has proved to act for',
        security: [{ applicantCookie: [] }],
        response: { 200: z.array(holderCertificate) },
      },
    },
    async (request) => holderCertificates(app.db, provenHolder(request), new Date()),
  )
}
