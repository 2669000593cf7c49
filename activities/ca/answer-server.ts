import { createServer, type IncomingMessage } from 'node:http'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { currentCps } from '../../domain/cps.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { ocspFault } from '../../pki/ocsp.ts'
import { ocspResponder } from '../../pki/ocsp-responder.ts'
import { policyOid } from '../../pki/profiles.ts'
import { timestampRejection } from '../../pki/timestamp.ts'
import { timestampAuthority, type KnownClock } from '../../pki/timestamp-authority.ts'
import { statusLookup } from './certificate-status.ts'

const LARGEST_REQUEST = 16 * 1024
/** The HSM signs one answer after the other: whoever comes when so many wait is told to come again. */
const MOST_WAITING = 64

interface Service {
  type: string
  answer: (request: Uint8Array) => Uint8Array | Promise<Uint8Array>
  tooLarge: Uint8Array
  tooMany: Uint8Array
}

/** The body of a request, or undefined when it is larger than any honest one. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_REQUEST) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Answers OCSP requests (RFC 6960, A.1) at /ocsp and queries for time stamps (RFC 3161, 3.4) at /tsa, inside the one
 * process that is logged in to the HSM. For the API alone, which takes the world's requests and keeps their number down.
 * Gives how to stop it.
 */
export async function startAnswerServer(parts: {
  db: Database
  hsm: Hsm
  clock: KnownClock
  address: { host: string; port: number }
  onError: (error: unknown) => void
}): Promise<() => Promise<void>> {
  const { db, hsm, clock, onError } = parts
  const status = ocspResponder(hsm, statusLookup(db), onError)
  const policy = policyOid(config('authority').POLICY_ARC, 'timestamp', currentCps.version)
  const services: Record<string, Service> = {
    '/ocsp': {
      type: 'application/ocsp-response',
      answer: (request) => status(request, new Date()),
      tooLarge: ocspFault('malformedRequest'),
      tooMany: ocspFault('tryLater'),
    },
    '/tsa': {
      type: 'application/timestamp-reply',
      answer: timestampAuthority(hsm, { policy, clock }, onError),
      tooLarge: timestampRejection('badDataFormat'),
      tooMany: timestampRejection('systemFailure'),
    },
  }
  let waiting = 0

  const server = createServer((request, reply) => {
    const service = services[request.url ?? '']
    if (!service) return void reply.writeHead(404).end()
    if (request.method !== 'POST') return void reply.writeHead(405).end()
    const send = (body: Uint8Array) => reply.writeHead(200, { 'content-type': service.type }).end(body)
    if (waiting >= MOST_WAITING) return void send(service.tooMany)
    waiting++
    bodyOf(request)
      .then(async (body) => send(body ? await service.answer(body) : service.tooLarge))
      .catch(onError)
      .finally(() => waiting--)
  })
  server.requestTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.address, resolve)
  })
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}
