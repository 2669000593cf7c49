import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findAccessToken, type AccessToken, type ApiClientRow } from '../../db/api-clients.ts'
import type { TokenScope } from '../../domain/api-clients.ts'
import { Problem } from '../problems.ts'
import { shownCertificate } from './client.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose access token came with the request; set on every route behind requireScope. */
    apiClient: ApiClientRow
    /** What that token is for. */
    accessToken: AccessToken
  }
}

const MINUTE = 60
const DAY = 86_400
const BEARER = /^Bearer ([\w.~+/-]+=*)$/i

/** The access token in the header (RFC 6750, 2.1); nowhere else is one looked for. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  BEARER.exec(headers.authorization ?? '')?.[1]

/** Whether a token comes from whom it was given to: one that is bound, with its certificate (RFC 8705, 3). */
const isBearers = async (request: FastifyRequest, { boundTo }: AccessToken): Promise<boolean> =>
  boundTo === null || (await shownCertificate(request))?.id === boundTo

/** Who asks by which token. @throws Problem tokenInvalid, scopeMissing, tooManyRequests. */
async function admit(request: FastifyRequest, reply: FastifyReply, scopes: readonly TokenScope[]) {
  const { db, counter } = request.server
  const token = bearerOf(request)
  const found = token && (await findAccessToken(db, token))
  if (!found || !(await isBearers(request, found))) {
    reply.header('www-authenticate', token ? 'Bearer error="invalid_token"' : 'Bearer')
    throw new Problem('tokenInvalid')
  }
  const { client } = found
  if (!scopes.some((scope) => found.scopes.includes(scope))) {
    const scope = scopes.join(' ')
    reply.header('www-authenticate', `Bearer error="insufficient_scope", scope="${scope}"`)
    throw new Problem('scopeMissing', { values: { scope } })
  }
  const { times, secondsLeft } = await counter.count(`client ${client.id}`, MINUTE)
  if (times > client.requestsPerMinute)
    throw new Problem('tooManyRequests', { retryAfterSeconds: secondsLeft })
  request.apiClient = client
  request.accessToken = found
}

/** Guards all routes of a plugin: they are reached only by an access token that has one of these scopes. */
export function requireScope(app: FastifyInstance, ...scopes: TokenScope[]): void {
  app.decorateRequest('apiClient')
  app.decorateRequest('accessToken')
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, security: scopes.map((scope) => ({ apiClient: [scope] })) }
  })
  app.addHook('onRequest', async (request, reply) => admit(request, reply, scopes))
}

/** Counts documents that a client brings. @throws Problem clientDocumentsUsedUp when it has had its day's worth. */
export async function countDocumentsOf(
  { counter }: Pick<FastifyInstance, 'counter'>,
  { id, documentsPerDay }: ApiClientRow,
  documents: number,
): Promise<void> {
  const counted = await counter.count(`documents ${id}`, DAY, documents)
  if (counted.times > documentsPerDay)
    throw new Problem('clientDocumentsUsedUp', {
      retryAfterSeconds: counted.secondsLeft,
      values: { most: String(documentsPerDay) },
    })
}

/** The same for whoever asks by an access token. */
export const countDocuments = ({ server, apiClient }: FastifyRequest, documents: number): Promise<void> =>
  countDocumentsOf(server, apiClient, documents)
