import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { allApiClients, createApiClient, revokeApiClient, type ApiClientRow } from '../../db/api-clients.ts'
import { apiPermissions, clientLimits, clientProofs, isRedirectUri } from '../../domain/api-clients.ts'
import { plainLine } from '../../domain/typed-text.ts'
import { Problem } from '../problems.ts'
import { revokeGivenUp } from './client-certificates.ts'

const MOST_NAME = 60
const MOST_ADDRESS = 500

const upTo = (most: number) => z.number().int().min(1).max(most)
const given = z.object({
  name: z.string().overwrite(plainLine).min(1, 'required').max(MOST_NAME, 'tooLong'),
  permissions: z.array(z.enum(apiPermissions)).min(1, 'required').max(apiPermissions.length),
  redirectUris: z
    .array(z.string().trim().max(MOST_ADDRESS, 'tooLong').refine(isRedirectUri, 'redirectUri'))
    .max(clientLimits.redirectUris)
    .describe('Where its users may be sent back to, exactly'),
  requestsPerMinute: upTo(clientLimits.requestsPerMinute.most),
  documentsPerDay: upTo(clientLimits.documentsPerDay.most),
  provesBy: z.enum(clientProofs),
})

const apiClient = given
  .extend({
    id: z.uuid().describe('client_id'),
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    revoked: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'ApiClient' })

function viewApiClient(row: ApiClientRow): z.infer<typeof apiClient> {
  const { id, name, permissions, redirectUris, requestsPerMinute, documentsPerDay } = row
  const { madeBy, createdAt, lastUsedAt, revokedAt, revokedBy } = row
  return {
    ...{ id, name, permissions, redirectUris, requestsPerMinute, documentsPerDay, madeBy },
    madeAt: createdAt.toISOString(),
    provesBy: row.secretHash ? 'secret' : 'certificate',
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revoked: revokedAt && { by: revokedBy!, at: revokedAt.toISOString() },
  }
}

/** Other systems that may use the API: an administrator makes and revokes them. */
export const apiClientRoutes: FastifyPluginAsyncZod = async (app) => {
  const all = async () => (await allApiClients(app.db)).map(viewApiClient)

  app.get(
    '/api-clients',
    {
      config: { may: 'setApiClients' },
      schema: { summary: 'API clients, those in use first', response: { 200: z.array(apiClient) } },
    },
    all,
  )

  app.post(
    '/api-clients',
    {
      config: { may: 'setApiClients' },
      schema: {
        summary: 'Make an API client; its secret, if it proves itself by one, is told here and never again',
        body: given,
        response: { 201: z.object({ client: apiClient, secret: z.string().nullable() }) },
      },
    },
    async ({ body, staff }, reply) => {
      const { client, secret } = await createApiClient(app.db, body, staff.username)
      return reply.code(201).send({ client: viewApiClient(client), secret })
    },
  )

  app.delete(
    '/api-clients/:id',
    {
      config: { may: 'setApiClients' },
      schema: {
        summary:
          'Revoke an API client: from now on neither its secret, its certificates nor its tokens are taken',
        params: z.object({ id: z.uuid() }),
        response: { 200: z.array(apiClient) },
      },
    },
    async ({ params, staff }) => {
      if (!(await revokeApiClient(app.db, params.id, staff.username))) throw new Problem('notFound')
      await revokeGivenUp(app.temporal, params.id)
      return all()
    },
  )
}
