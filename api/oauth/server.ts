import OAuth2Server from '@node-oauth/oauth2-server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepAccessToken, newSecret } from '../../db/api-clients.ts'
import {
  scopesByItself,
  tokenSeconds,
  type ApiPermission,
  type TokenScope,
} from '../../domain/api-clients.ts'
import { provenClient } from './client.ts'

// OAuth 2.0 by https://node-oauthoauth2-server.readthedocs.io: it knows the protocol, Postgres keeps what it is about.

/** A refusal as RFC 6749, 5.2 has it. */
export class OAuthRefusal extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, code: string, description: string) {
    super(description)
    this.code = code
    this.status = status
  }
}

const GRANTS = ['client_credentials']

/** What the library asks about this request. */
function modelFor(request: FastifyRequest): OAuth2Server.ClientCredentialsModel {
  const { db } = request.server
  return {
    async getClient() {
      const client = await provenClient(request)
      if (!client) return null
      const { id, permissions, redirectUris } = client
      return { id, permissions, redirectUris, grants: GRANTS }
    },
    getUserFromClient: async (client) => client,
    validateScope: async (_user, client, asked) =>
      scopesByItself(client.permissions as ApiPermission[], asked),
    generateAccessToken: async () => newSecret(),
    getAccessToken: async () => null,
    async saveToken(token, client, user) {
      await keepAccessToken(db, token.accessToken, {
        clientId: client.id,
        scopes: token.scope as TokenScope[],
        expiresAt: token.accessTokenExpiresAt!,
      })
      return { ...token, client, user }
    },
  }
}

/** Has the library answer a request for a token. @throws OAuthRefusal, or what our own database said. */
export async function answerToken(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { method, query, body } = request
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const asked = new OAuth2Server.Request({
    ...{ method, headers, body: body ?? {} },
    query: query as Record<string, string>,
  })
  const answer = new OAuth2Server.Response()
  const server = new OAuth2Server({
    model: modelFor(request),
    accessTokenLifetime: tokenSeconds.service,
  })
  try {
    await server.token(asked, answer)
  } catch (error) {
    if (!(error instanceof OAuth2Server.OAuthError)) throw error
    if (error.code >= 500) throw (error as { inner?: unknown }).inner ?? error
    const { 'WWW-Authenticate': challenge, 'www-authenticate': other } = answer.headers ?? {}
    if (challenge ?? other) reply.header('www-authenticate', challenge ?? other)
    throw new OAuthRefusal(error.code, error.name, error.message)
  }
  return answer.body
}
