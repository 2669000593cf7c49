import helmet from '@fastify/helmet'
import fastifyPlugin from 'fastify-plugin'
import { Problem } from '../problems.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Providers sign what they send; an OCSP request and a query for a time stamp change nothing. */
const openPaths = ['/api/callbacks/', '/pki/ocsp', '/pki/tsa']

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
    if (request.routeOptions.url?.startsWith('/api/')) reply.header('cache-control', 'no-store')
    if (safeMethods.has(request.method) || openPaths.some((path) => request.url.startsWith(path))) return
    if (request.headers.origin !== origin) throw new Problem('foreignOrigin')
  })
})
