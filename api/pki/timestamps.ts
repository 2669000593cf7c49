import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { timestampRejection } from '../../pki/timestamp.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { askCa } from './ask-ca.ts'

/** Time stamps over HTTP (RFC 3161, 3.4) for the world. */
export const timestampRoutes: FastifyPluginAsyncZod<{ caAnswerUrl: string }> = async (
  app,
  { caAnswerUrl },
) => {
  const ask = askCa(app, { type: 'application/timestamp-query', url: new URL('tsa', caAnswerUrl) })
  app.post(
    '/tsa',
    {
      schema: {
        summary: 'Time stamps (RFC 3161); the body is an application/timestamp-query',
        tags: ['PKI'],
        consumes: ['application/timestamp-query'],
        response: { 200: fileAnswer('application/timestamp-reply') },
      },
    },
    async (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .type('application/timestamp-reply')
        .send((await ask(request.body)) ?? Buffer.from(timestampRejection('systemFailure'))),
  )
}
