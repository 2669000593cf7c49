import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { liveApiClient } from '../../db/api-clients.ts'
import { keepAuthorizationRequest } from '../../db/authorization-requests.ts'
import { grantedCredentials } from '../../db/hash-signings.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { limits } from '../plugins/rate-limit.ts'
import { readAuthorization } from './asked-authorization.ts'
import { isClientId } from './client.ts'
import { invalidRequest, OAuthRefusal } from './refusal.ts'

/** As long as a hundred hashes are, and what a client says of them. */
const MOST_TEXT = 14_000

const text = z.string().max(MOST_TEXT).optional()
const parameters = z.object({
  ...{ response_type: text, client_id: text, redirect_uri: text, scope: text, state: text },
  ...{ code_challenge: text, code_challenge_method: text, authorization_details: text },
  ...{ credentialID: text, numSignatures: text, description: text },
  ...{ hashes: text.describe('Apart by commas'), hashAlgorithmOID: text },
  ...{ hash: text.describe('Version 1'), hashAlgo: text.describe('Version 1') },
})

/** The address of a client with an answer to what it sent a person here for (RFC 6749, 4.1.2). */
export function backTo(asked: Record<string, string>, answer: Record<string, string>): string {
  const address = new URL(asked.redirect_uri!)
  for (const [name, value] of Object.entries(answer)) address.searchParams.set(name, value)
  if (asked.state !== undefined) address.searchParams.set('state', asked.state)
  return address.href
}

/**
 * Where clients send people (RFC 6749, 3.1). `pkce`: without it nobody is let in; clients of the CSC API 1.0 know of none,
 * and prove themselves by their secret.
 */
export const authorizeRoute: FastifyPluginAsyncZod<{
  siteUrl: string
  pkce: 'required' | 'optional'
}> = async (app, { siteUrl, pkce }) => {
  app.get(
    '/authorize',
    {
      schema: {
        summary:
          'Send a signer here: to let the client see certificates (service), or sign hashes (credential)',
        security: [],
        querystring: parameters,
        response: {
          303: z.null().describe('To the page on which the signer decides, or back to the client'),
        },
      },
      config: limits.ticket,
    },
    async ({ query }, reply) => {
      const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
      const { client_id: id = '', redirect_uri: redirect = '' } = asked
      const client = isClientId(id) ? await liveApiClient(app.db, id) : undefined
      // Nobody is sent to an address that is not known to be the client's.
      if (!client?.redirectUris.includes(redirect)) return reply.redirect(`${siteUrl}/authorize/unknown`, 303)
      try {
        if (asked.response_type !== 'code')
          throw new OAuthRefusal(400, 'unsupported_response_type', 'Only response_type code is supported')
        if (!client.permissions.includes('csc'))
          throw new OAuthRefusal(400, 'unauthorized_client', 'The client may not use the CSC API')
        if (asked.code_challenge === undefined && pkce === 'required')
          throw invalidRequest('Missing parameter code_challenge')
        if (asked.code_challenge !== undefined && asked.code_challenge_method !== 'S256')
          throw invalidRequest('code_challenge_method has to be S256')
        const wanted = readAuthorization(asked)
        if (wanted.scope === 'credential') {
          const [credential] = await grantedCredentials(app.db, client.id, wanted.credentialId)
          if (!credential) throw invalidRequest('Invalid parameter credentialID')
          if (standingOf(credential.certificate, new Date()) !== 'active')
            throw invalidRequest('The credential identified by credentialID is disabled')
        }
        const request = await keepAuthorizationRequest(app.db, client.id, asked)
        return await reply.redirect(`${siteUrl}/authorize/${request}`, 303)
      } catch (error) {
        if (!(error instanceof OAuthRefusal)) throw error
        const { code, message } = error
        return reply.redirect(backTo(asked, { error: code, error_description: message }), 303)
      }
    },
  )
}
