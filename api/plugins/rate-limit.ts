import fastifyRateLimit from '@fastify/rate-limit'
import fastifyPlugin from 'fastify-plugin'
import { Problem } from '../problems.ts'

const MINUTE = 60_000

/** Limits of a route that sends an SMS or compares a secret, per caller; phones have their own limits in Postgres. */
export const limits = {
  code: { rateLimit: { max: 20, timeWindow: MINUTE } },
  guess: { rateLimit: { max: 30, timeWindow: MINUTE } },
  /** A ticket for the key agent guesses nothing, and writing into one key takes several; an office has one address. */
  ticket: { rateLimit: { max: 120, timeWindow: MINUTE } },
  upload: { rateLimit: { max: 30, timeWindow: MINUTE } },
} as const

/** https://github.com/fastify/fastify-rate-limit, per address of the caller. */
export const rateLimit = fastifyPlugin(async (app) => {
  await app.register(fastifyRateLimit, {
    max: 600,
    timeWindow: MINUTE,
    // Pages, health checks and CRLs are cheap and often fetched; an OCSP answer costs a signature.
    // By the route that was found, not by the address as it was spelt.
    allowList: ({ routeOptions: { url = '' } }) => !url.startsWith('/api/') && !url.startsWith('/pki/ocsp'),
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem('tooManyRequests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  })
})
