import type { FastifyInstance } from 'fastify'

const ANSWER_MS = 10_000
const LARGEST_REQUEST = 16 * 1024

/**
 * Passes requests of one type on to the CA worker, the one process that is logged in to the HSM; here the callers are
 * counted. Gives how to ask: undefined when it does not answer.
 */
export function askCa(app: FastifyInstance, { type, url }: { type: string; url: URL }) {
  app.addContentTypeParser(
    type,
    { parseAs: 'buffer', bodyLimit: LARGEST_REQUEST },
    (_request: unknown, body: Buffer, done: (error: null, body: Buffer) => void) => done(null, body),
  )
  /** `body`: of a request; one of another type asks nothing. */
  return async (body: unknown): Promise<Buffer | undefined> =>
    fetch(url, {
      method: 'POST',
      body: Uint8Array.from(Buffer.isBuffer(body) ? body : []),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
      .then(async (response) => (response.ok ? Buffer.from(await response.arrayBuffer()) : undefined))
      .catch((error: unknown) => {
        app.log.warn(
          { failure: (error as Error).message },
          `the CA worker does not answer at ${url.pathname}`,
        )
        return undefined
      })
}
