import helmet from '@fastify/helmet'
import fastifyPlugin from 'fastify-plugin'
import { Problem } from '../problems.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
/**
 * Providers sign what they send, other systems prove themselves and have no cookies; an OCSP request and a query for a time
 * stamp change nothing.
 */
const openPaths = ['/api/callbacks/', '/csc/', '/oauth2/', '/pki/ocsp', '/pki/tsa']
/** Answers that are for whoever asked. */
const ownPaths = ['/api/', '/csc/', '/oauth2/']

/**
 * Headers by helmet (https://helmetjs.github.io). Changes are taken only from our own pages (Origin). Answers
 * about orders are kept in no cache.
 */
export const security = fastifyPlugin<{ siteUrl: string }>(async (app, { siteUrl }) => {
  const { origin, protocol } = new URL(siteUrl)
  const secure = protocol === 'https:'
  await app.register(helmet, {
    strictTransportSecurity: secure && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    const { url = '' } = request.routeOptions
    if (ownPaths.some((path) => url.startsWith(path))) reply.header('cache-control', 'no-store')
    if (safeMethods.has(request.method) || openPaths.some((path) => request.url.startsWith(path))) return
    // No page of another site can send an access token, and a browser adds none by itself.
    if (/^Bearer /i.test(request.headers.authorization ?? '')) return
    if (request.headers.origin !== origin) throw new Problem('foreignOrigin')
  })
})
