import OAuth2Server from '@node-oauth/oauth2-server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepAccessToken, liveApiClient, newSecret, type ApiClientRow } from '../../db/api-clients.ts'
import {
  findAuthorizationCode,
  keepAuthorizationCode,
  useAuthorizationCode,
} from '../../db/authorization-requests.ts'
import type { Database } from '../../db/database.ts'
import {
  scopesByItself,
  tokenSeconds,
  type ApiPermission,
  type TokenScope,
} from '../../domain/api-clients.ts'
import { provenClient } from './client.ts'
import { OAuthRefusal } from './refusal.ts'

// OAuth 2.0 by https://node-oauthoauth2-server.readthedocs.io: it knows the protocol, Postgres keeps what it is about.

/** Whom the library calls a user: what a person, or the client itself, lets the client do. */
export interface Granted {
  scope?: TokenScope
  certificateIds?: string[] | null
  orderId?: string | null
}

type Model = OAuth2Server.ClientCredentialsModel & OAuth2Server.AuthorizationCodeModel

const ofLibrary = ({ id, permissions, redirectUris }: ApiClientRow): OAuth2Server.Client => ({
  ...{ id, permissions, redirectUris },
  grants: ['client_credentials', 'authorization_code'],
})

/** What the library asks. `findClient`: the client, proved as this place wants it; `boundTo`: the certificate that did. */
const model = (
  db: Database,
  findClient: (id: string) => Promise<ApiClientRow | undefined>,
  boundTo: string | null = null,
): Model => ({
  async getClient(id) {
    const client = await findClient(id)
    return client && ofLibrary(client)
  },
  getUserFromClient: async () => ({}),
  validateScope: async ({ scope }: Granted, client, asked) =>
    scope ? [scope] : scopesByItself(client.permissions as ApiPermission[], asked),
  generateAccessToken: async () => newSecret(),
  generateAuthorizationCode: async () => newSecret(),
  // Tokens are looked up where they are asked for (require-scope.ts).
  getAccessToken: async () => null,

  async saveAuthorizationCode(code, client, user: Granted) {
    const { certificateIds = null, orderId = null } = user
    await keepAuthorizationCode(db, code.authorizationCode, {
      ...{ clientId: client.id, redirectUri: code.redirectUri, certificateIds, orderId },
      scopes: code.scope as TokenScope[],
      codeChallenge: code.codeChallenge ?? null,
      codeChallengeMethod: code.codeChallengeMethod ?? null,
      expiresAt: code.expiresAt,
    })
    return { ...code, client, user }
  },
  async getAuthorizationCode(authorizationCode) {
    const code = await findAuthorizationCode(db, authorizationCode)
    const client = code && (await liveApiClient(db, code.clientId))
    if (!client) return null
    const { scopes, codeChallenge, codeChallengeMethod, certificateIds, orderId } = code
    return {
      ...{ authorizationCode, expiresAt: code.expiresAt, redirectUri: code.redirectUri, scope: scopes },
      ...(codeChallenge && { codeChallenge }),
      ...(codeChallengeMethod && { codeChallengeMethod }),
      client: ofLibrary(client),
      user: { scope: scopes[0], certificateIds, orderId } satisfies Granted,
    }
  },
  revokeAuthorizationCode: ({ authorizationCode }) => useAuthorizationCode(db, authorizationCode),

  async saveToken(token, client, user: Granted) {
    const { certificateIds = null, orderId = null } = user
    const scopes = token.scope as TokenScope[]
    const seconds = tokenSeconds[scopes.includes('credential') ? 'credential' : 'service']
    const expiresAt = new Date(Date.now() + seconds * 1000)
    const { accessToken } = token
    await keepAccessToken(db, accessToken, {
      clientId: client.id,
      scopes,
      expiresAt,
      certificateIds,
      orderId,
      boundTo,
    })
    // No refresh tokens: a client can ask again at any time.
    return { accessToken, accessTokenExpiresAt: expiresAt, scope: scopes, client, user }
  },
})

// Who has a certificate sends no secret (RFC 8705, 2): the model alone says who has proved to be a client.
const options = {
  requireClientAuthentication: { client_credentials: false, authorization_code: false },
  accessTokenLifetime: tokenSeconds.service,
  authorizationCodeLifetime: 60,
}

function refused(error: unknown, reply?: FastifyReply, answer?: OAuth2Server.Response): unknown {
  if (!(error instanceof OAuth2Server.OAuthError)) return error
  if (error.code >= 500) return (error as { inner?: unknown }).inner ?? error
  const { 'WWW-Authenticate': challenge, 'www-authenticate': other } = answer?.headers ?? {}
  if (challenge ?? other) reply?.header('www-authenticate', challenge ?? other)
  return new OAuthRefusal(error.code, error.name, error.message)
}

/** Has the library answer a request for a token. @throws OAuthRefusal, or what our own database said. */
export async function answerToken(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { method, body } = request
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const asked = new OAuth2Server.Request({ method, headers, query: {}, body: body ?? {} })
  const answer = new OAuth2Server.Response()
  const proven = await provenClient(request)
  const server = new OAuth2Server({
    ...options,
    model: model(request.server.db, async () => proven?.client, proven?.certificateId),
  })
  try {
    await server.token(asked, answer)
  } catch (error) {
    throw refused(error, reply, answer)
  }
  return answer.body
}

/**
 * Gives a client an authorization code for what a person has granted. Gives the address to which that person goes back.
 * @throws OAuthRefusal, or what our own database said.
 */
export async function giveCode(
  { db }: FastifyInstance,
  asked: Record<string, string>,
  granted: Granted & { scope: TokenScope },
): Promise<string> {
  const answer = new OAuth2Server.Response()
  const server = new OAuth2Server({
    ...options,
    model: model(db, (id) => liveApiClient(db, id)),
    authenticateHandler: { handle: () => granted },
    allowEmptyState: true,
  })
  // What else the client said is not the library's.
  const { response_type, client_id, redirect_uri, state, code_challenge, code_challenge_method } = asked
  const query = { response_type, client_id, redirect_uri, state, code_challenge, code_challenge_method }
  const known = Object.entries(query).filter(([, value]) => value !== undefined)
  const request = { method: 'GET', headers: {}, body: {}, query: Object.fromEntries(known) }
  try {
    await server.authorize(
      new OAuth2Server.Request(request as ConstructorParameters<typeof OAuth2Server.Request>[0]),
      answer,
    )
  } catch (error) {
    throw refused(error)
  }
  return String(answer.headers!.location)
}
