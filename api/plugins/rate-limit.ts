import fastifyRateLimit, { normalizeIP, type FastifyRateLimitStore } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
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
  /** Looking into a large document takes seconds of a processor. */
  verification: { rateLimit: { max: 12, timeWindow: MINUTE } },
} as const

/** Who asks, as limits see it: an address, of IPv6 the /64 that one household or office has. */
export const callerOf = ({ ip }: FastifyRequest): string => normalizeIP(ip)

/** What a caller's requests are counted by: a route that has a limit of its own by itself, all others together. */
function bucketOf(request: FastifyRequest): string {
  const { url, config } = request.routeOptions
  return `${config.rateLimit ? `${request.method} ${url}` : 'any'} ${callerOf(request)}`
}

/** https://github.com/fastify/fastify-rate-limit, per address of the caller, whichever process is asked. */
export const rateLimit = fastifyPlugin(async (app) => {
  class Store implements FastifyRateLimitStore {
    incr(bucket: string, callback: Parameters<FastifyRateLimitStore['incr']>[1], windowMs: number) {
      app.counter
        .count(bucket, windowMs / 1000)
        .then(
          ({ times, secondsLeft }) => callback(null, { current: times, ttl: secondsLeft * 1000 }),
          callback,
        )
    }
    child() {
      return this
    }
  }
  await app.register(fastifyRateLimit, {
    max: 600,
    timeWindow: MINUTE,
    store: Store,
    keyGenerator: bucketOf,
    // Pages, health checks and CRLs are cheap and often fetched; an OCSP answer and a time stamp cost a signature.
    // By the route that was found, not by the address as it was spelt.
    allowList: ({ routeOptions: { url = '' } }) =>
      !['/api/', '/csc/', '/oauth2/', '/pki/ocsp', '/pki/tsa'].some((path) => url.startsWith(path)),
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem('tooManyRequests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  })
})
