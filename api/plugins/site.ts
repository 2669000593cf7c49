import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, HTTPMethods } from 'fastify'

export type SiteHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST']
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Everything that is not the API is the site: SvelteKit's handler (adapter-node) answers on the raw request. The
 * content security policy of a page is SvelteKit's own, because it knows the page's scripts. Cookies and Origin belong to
 * one name: who opens the site of this machine by another of its names is led to its address.
 */
export async function site(
  app: FastifyInstance,
  { handler, siteUrl }: { handler: SiteHandler; siteUrl: string },
) {
  const { hostname, origin } = new URL(siteUrl)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.route({
    method: methods,
    url: '/*',
    schema: { hide: true },
    helmet: { contentSecurityPolicy: false },
    handler: (request, reply) => {
      const asked = new URL(`${request.protocol}://${request.host}`).hostname
      if (loopback.has(hostname) && loopback.has(asked) && asked !== hostname) {
        return reply.redirect(`${origin}${request.url}`, 307)
      }
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value)
      }
      reply.hijack()
      handler(request.raw, reply.raw, () => reply.raw.writeHead(404).end())
    },
  })
}
