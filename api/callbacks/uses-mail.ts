import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { stopUsesMailByKey } from '../../db/uses-mail.ts'
import { limits } from '../plugins/rate-limit.ts'

const url = '/uses-mail'
const querystring = z.object({ key: z.string().max(100).describe('As it stands in the header of the mail') })

/** What mail programs send where their user wants no more lists of uses (RFC 8058). The log has no query. */
export const usesMailCallback: FastifyPluginAsyncZod<{ siteUrl: string }> = async (app, { siteUrl }) => {
  app.post(
    url,
    {
      schema: {
        summary: 'One click in a mail program',
        querystring,
        body: z.object({ 'List-Unsubscribe': z.literal('One-Click') }),
        response: { 200: z.null() },
      },
      config: limits.guess,
    },
    async ({ query: { key } }, reply) => {
      await stopUsesMailByKey(app.db, key)
      return reply.send(null)
    },
  )

  app.get(
    url,
    {
      schema: {
        summary: 'The same by a program that opens the address instead: the page asks',
        querystring,
        response: { 303: z.null() },
      },
    },
    async ({ query: { key } }, reply) =>
      reply.redirect(`${siteUrl}/hosted/mail#${encodeURIComponent(key)}`, 303),
  )
}
