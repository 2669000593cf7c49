import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ocspFault } from '../../pki/ocsp.ts'
import { fileAnswer } from '../orders/file-answer.ts'

const ANSWER_MS = 10_000
const LARGEST_REQUEST = 16 * 1024

/**
 * A request out of the path of a GET (RFC 6960, A.1.1), whatever clients and proxies make of it: `+` become a space,
 * percent signs encoded twice, base64url, no padding, another slash before it. DER begins with `M`, never with a slash.
 */
export function requestInPath(path: string): Buffer {
  const text = path
    .replace(/^\/+/, '')
    .replaceAll(' ', '+')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(text, 'base64')
}

/**
 * OCSP over HTTP (RFC 6960, appendix A.1) for the world. The responder sits in the one process that is logged in to the
 * HSM; here its callers are counted, and told to come again when it is away.
 */
export const ocspRoutes: FastifyPluginAsyncZod<{ responderUrl: string }> = async (app, { responderUrl }) => {
  app.addContentTypeParser(
    'application/ocsp-request',
    { parseAs: 'buffer', bodyLimit: LARGEST_REQUEST },
    (_request, body, done) => done(null, body),
  )

  async function answer(reply: FastifyReply, request: Uint8Array): Promise<FastifyReply> {
    const answered = await fetch(responderUrl, {
      method: 'POST',
      body: Uint8Array.from(request),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
      .then(async (response) => (response.ok ? Buffer.from(await response.arrayBuffer()) : undefined))
      .catch((error: unknown) => {
        app.log.warn({ failure: (error as Error).message }, 'the OCSP responder does not answer')
        return undefined
      })
    return (
      reply
        // A revocation counts at once, so nobody in between keeps an answer.
        .header('cache-control', 'no-cache')
        .type('application/ocsp-response')
        .send(answered ?? Buffer.from(ocspFault('tryLater')))
    )
  }

  const response = { 200: fileAnswer('application/ocsp-response') }

  app.post(
    '/ocsp',
    {
      schema: {
        summary: 'OCSP (RFC 6960); the body is an application/ocsp-request',
        tags: ['PKI'],
        consumes: ['application/ocsp-request'],
        response,
      },
    },
    async (request, reply) => answer(reply, request.body instanceof Buffer ? request.body : Buffer.alloc(0)),
  )

  app.get(
    '/ocsp/*',
    {
      schema: {
        summary: 'OCSP (RFC 6960); the path is the request in base64',
        tags: ['PKI'],
        params: z.object({ '*': z.string().max(LARGEST_REQUEST) }),
        response,
      },
    },
    async (request, reply) => answer(reply, requestInPath(request.params['*'])),
  )
}
