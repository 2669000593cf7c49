import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findCertificate } from '../../db/certificates.ts'
import { grantedClients, withdrawGrants } from '../../db/hash-signings.ts'
import { knownPerson } from '../../db/holders.ts'
import { operatorFingerprint } from '../../db/operators.ts'
import { holderNumberIn } from '../../db/queried-orders.ts'
import { usesOf } from '../../db/uses.ts'
import { authorisationPurposes } from '../../domain/authorisation.ts'
import { orderKinds } from '../../domain/kinds/kinds.ts'
import { anotherCode, askForCode, openByCode, question } from '../order-queries/by-code.ts'
import { codeAsked, queryNumber, typedCode } from '../orders/order-schema.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { holderCertificate, holderCertificates } from './certificates.ts'

const SESSION_MINUTES = 15
/** Of a certificate, that are shown together. */
const USES = 50

const use = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    purpose: z.enum(authorisationPurposes),
    phone: z.string().describe('That the code was sent to, masked'),
    address: z.string().nullable().describe('From where the code was typed in'),
    no: z.string(),
    kind: z.enum(orderKinds),
    documents: z.array(z.string()).describe('Names of what was signed'),
    client: z.string().nullable().describe('The other system that had hashes signed'),
    count: z.number().int().describe('How many documents or hashes were signed'),
  })
  .meta({ id: 'CertificateUse' })

const allowedClient = z
  .object({ id: z.uuid(), name: z.string(), since: z.iso.datetime() })
  .meta({ id: 'AllowedClient' })

/** The holder that this browser has proved to be or to act for, if it has and that still holds. */
export function proven({ session }: FastifyRequest): string | undefined {
  const holder = session.get('holder')
  return holder && holder.until >= Date.now() ? holder.holderNumber : undefined
}

/** The same. @throws Problem holderUnknown. */
export function provenHolder(request: FastifyRequest): string {
  const holderNumber = proven(request)
  if (!holderNumber) throw new Problem('holderUnknown')
  return holderNumber
}

/** For some minutes this browser acts for the holder. Gives its number. */
export function proveHolder({ session }: FastifyRequest, holderNumber: string): string {
  session.set('holder', { holderNumber, until: Date.now() + SESSION_MINUTES * 60_000 })
  return holderNumber
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
        body: question,
        response: { 202: codeAsked },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { holder, identifier, to: receiver } = request.body
      // Of whom we know nothing there is nothing to be found, either.
      const by =
        holder === 'person'
          ? { person: (await knownPerson(app.db, identifier)) ?? operatorFingerprint(identifier) }
          : { holderNumber: identifier }
      return reply.code(202).send(await askForCode(request, { purpose: 'holder', by, receiver }))
    },
  )

  await app.register(anotherCode, { prefix: '/codes', purpose: 'holder' })

  app.post(
    '/codes/:id',
    {
      schema: {
        summary: 'Show the holder’s certificates by the code',
        params: queryNumber,
        body: typedCode,
        response: { 200: z.array(holderCertificate) },
      },
      config: limits.guess,
    },
    async (request) => {
      const { by } = await openByCode(request, 'holder', { ...request.params, ...request.body })
      if ('operator' in by) throw new Problem('holderUnknown')
      return holderCertificates(app.db, proveHolder(request, holderNumberIn(by)), new Date())
    },
  )

  app.get(
    '/certificates/:id/uses',
    {
      schema: {
        summary: 'What a hosted certificate was used for, the latest first',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({
          before: z.iso
            .datetime()
            .optional()
            .describe('Only those of before; the `at` of the last one known'),
        }),
        security: [{ applicantCookie: [] }],
        response: { 200: z.object({ uses: z.array(use), more: z.boolean() }) },
      },
    },
    async (request) => {
      const holderNumber = provenHolder(request)
      const certificate = (await findCertificate(app.db, request.params.id))?.certificate
      if (certificate?.holderNumber !== holderNumber) throw new Problem('notFound')
      const { before } = request.query
      const found = await usesOf(app.db, certificate, {
        before: before === undefined ? undefined : new Date(before),
        most: USES + 1,
      })
      const uses = found.slice(0, USES).map((one) => ({ ...one, at: one.at.toISOString() }))
      return { uses, more: found.length > USES }
    },
  )

  app.get(
    '/certificates',
    {
      schema: {
        summary: 'The certificates of the holder that this browser has proved to be or to act for',
        security: [{ applicantCookie: [] }],
        response: { 200: z.array(holderCertificate) },
      },
    },
    async (request) => holderCertificates(app.db, provenHolder(request), new Date()),
  )

  const mineAt = async (request: FastifyRequest) =>
    (await holderCertificates(app.db, provenHolder(request), new Date())).map(({ id }) => id)
  /** One line a client, since when it was let see the first of them. */
  const allowed = async (certificateIds: string[]) => {
    const clients = new Map<string, z.infer<typeof allowedClient>>()
    for (const { id, name, since } of await grantedClients(app.db, certificateIds))
      clients.set(id, { id, name, since: since.toISOString() })
    return [...clients.values()]
  }

  app.get(
    '/api-clients',
    {
      schema: {
        summary: 'The other systems that the holder lets ask for signatures',
        security: [{ applicantCookie: [] }],
        response: { 200: z.array(allowedClient) },
      },
    },
    async (request) => allowed(await mineAt(request)),
  )

  app.delete(
    '/api-clients/:id',
    {
      schema: {
        summary: 'Stop one of them, at once',
        params: z.object({ id: z.uuid() }),
        security: [{ applicantCookie: [] }],
        response: { 200: z.array(allowedClient) },
      },
    },
    async (request) => {
      const mine = await mineAt(request)
      await withdrawGrants(app.db, request.params.id, mine)
      return allowed(mine)
    },
  )
}
