import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ocspFault } from '../../pki/ocsp.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { askCa } from './ask-ca.ts'

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
 * OCSP over HTTP (RFC 6960, appendix A.1) for the world. Whoever asks while the responder is away is told to come again.
 */
export const ocspRoutes: FastifyPluginAsyncZod<{ caAnswerUrl: string }> = async (app, { caAnswerUrl }) => {
  const ask = askCa(app, { type: 'application/ocsp-request', url: new URL('ocsp', caAnswerUrl) })

  const answer = async (reply: FastifyReply, request: unknown): Promise<FastifyReply> =>
    reply
      // A revocation counts at once, so nobody in between keeps an answer.
      .header('cache-control', 'no-cache')
      .type('application/ocsp-response')
      .send((await ask(request)) ?? Buffer.from(ocspFault('tryLater')))

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
    async (request, reply) => answer(reply, request.body),
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
