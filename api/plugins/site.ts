import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, HTTPMethods } from 'fastify'

export type SiteHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST']

/**
 * Everything that is not the API is the site: SvelteKit's handler (adapter-node) answers on the raw request. The
 * content security policy of a page is SvelteKit's own, because it knows the page's scripts.
 */
export async function site(app: FastifyInstance, { handler }: { handler: SiteHandler }) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.route({
    method: methods,
    url: '/*',
    schema: { hide: true },
    helmet: { contentSecurityPolicy: false },
    handler: (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value)
      }
      reply.hijack()
      handler(request.raw, reply.raw, () => reply.raw.writeHead(404).end())
    },
  })
}
