import formBody from '@fastify/formbody'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { endAccessToken } from '../../db/api-clients.ts'
import { tokenScopeNames } from '../../domain/api-clients.ts'
import { limits } from '../plugins/rate-limit.ts'
import { provenClient } from './client.ts'
import { authorizeRoute } from './authorize.ts'
import { OAuthRefusal, refuseAsOAuth } from './refusal.ts'
import { answerToken } from './server.ts'

const MOST_TEXT = 8192
const text = z.string().max(MOST_TEXT)

/** How a client proves itself; both may come by HTTP Basic instead. Who has a certificate sends its id alone. */
const client = { client_id: text.optional(), client_secret: text.optional() }

const token = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int().describe('Seconds'),
    scope: z.string(),
  })
  .meta({ id: 'AccessToken' })

const FORM = 'application/x-www-form-urlencoded'

/** OAuth 2.0 for API clients: people who let them in, tokens (RFC 6749) and their revocation (RFC 7009). */
export const oauthRoutes: FastifyPluginAsyncZod<{
  siteUrl: string
  /** What clients of this address know of PKCE. */
  pkce: 'required' | 'optional'
}> = async (app, { siteUrl, pkce }) => {
  await app.register(formBody)
  app.addHook('onRoute', (route) => {
    route.schema = { security: [{ clientSecret: [] }], ...route.schema, tags: ['OAuth 2.0'] }
  })
  app.setErrorHandler(refuseAsOAuth())
  await app.register(authorizeRoute, { siteUrl, pkce })

  app.post(
    '/token',
    {
      schema: {
        summary:
          'A token for the client itself (client credentials), or for what a person has granted (authorization code)',
        consumes: [FORM],
        body: z.object({
          ...client,
          grant_type: text,
          scope: text.optional(),
          code: text.optional(),
          redirect_uri: text.optional(),
          code_verifier: text.optional(),
        }),
        response: { 200: token },
      },
      config: limits.ticket,
    },
    async (request, reply) => (await answerToken(request, reply)) as z.infer<typeof token>,
  )

  app.post(
    '/revoke',
    {
      schema: {
        summary: 'End a token; one that there is not is ended as well',
        consumes: [FORM],
        body: z.object({ ...client, token: text, token_type_hint: text.optional() }),
        response: { 200: z.object({}) },
      },
      config: limits.ticket,
    },
    async (request) => {
      const mine = await provenClient(request)
      if (!mine) throw new OAuthRefusal(401, 'invalid_client', 'Invalid client: client is invalid')
      await endAccessToken(app.db, mine.client.id, request.body.token)
      return {}
    },
  )
}

/** Where the endpoints are and what they know (RFC 8414); where clients with certificates find them (RFC 8705, 5). */
export const oauthMetadata: FastifyPluginAsyncZod<{
  siteUrl: string
  mutualTlsUrl: string | undefined
}> = async (app, { siteUrl, mutualTlsUrl }) => {
  const methods = ['client_secret_basic', 'client_secret_post', ...(mutualTlsUrl ? ['tls_client_auth'] : [])]
  const endpoints = (at: string) => ({
    token_endpoint: `${at}/oauth2/token`,
    revocation_endpoint: `${at}/oauth2/revoke`,
  })
  app.get(
    '/.well-known/oauth-authorization-server',
    { schema: { hide: true }, config: { rateLimit: false } },
    async () => ({
      issuer: siteUrl,
      authorization_endpoint: `${siteUrl}/oauth2/authorize`,
      ...endpoints(siteUrl),
      scopes_supported: tokenScopeNames,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: ['client_credentials', 'authorization_code'],
      token_endpoint_auth_methods_supported: methods,
      revocation_endpoint_auth_methods_supported: methods,
      ...(mutualTlsUrl && {
        tls_client_certificate_bound_access_tokens: true,
        mtls_endpoint_aliases: endpoints(mutualTlsUrl),
      }),
      service_documentation: `${siteUrl}/api/docs`,
    }),
  )
}
