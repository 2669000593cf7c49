import { createServer, type IncomingMessage } from 'node:http'
import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { revocationReasons, type CertificateState } from '../../domain/certificate-states.ts'
import { ocspFault, type CertificateStatus } from '../../pki/ocsp.ts'
import { ocspResponder, type StatusLookup } from '../../pki/ocsp-responder.ts'
import type { Hsm } from '../../pki/hsm.ts'

const LARGEST_REQUEST = 16 * 1024
/** The HSM signs one answer after the other: whoever comes when so many wait is told to come again. */
const MOST_WAITING = 64

type Standing = Pick<typeof certificates.$inferSelect, 'state' | 'revokedAt' | 'revocationReason'>

const revoked = ({ revokedAt, revocationReason }: Standing): CertificateStatus => ({
  is: 'revoked',
  at: revokedAt!,
  reason: revocationReason ?? revocationReasons.unspecified,
})
const good = (): CertificateStatus => ({ is: 'good' })

/** What each state means to the world; one that is not signed yet is not known. */
const statusOf: Record<CertificateState, (row: Standing) => CertificateStatus> = {
  prepared: () => ({ is: 'unknown' }),
  issued: good,
  active: good,
  held: revoked,
  revoked,
}

function statusLookup(db: Database): StatusLookup {
  return async (serials) => {
    const rows = await db
      .select({
        serial: certificates.serial,
        state: certificates.state,
        revokedAt: certificates.revokedAt,
        revocationReason: certificates.revocationReason,
      })
      .from(certificates)
      .where(and(eq(certificates.issuer, 'issuing'), inArray(certificates.serial, serials)))
    return serials.map((serial) => {
      const row = rows.find((candidate) => candidate.serial === serial)
      return row ? statusOf[row.state](row) : { is: 'unknown' }
    })
  }
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
 * Answers OCSP requests over HTTP (RFC 6960, A.1) inside the one process that is logged in to the HSM. For the API
 * alone, which takes the world's requests and keeps their number down. Gives how to stop it.
 */
export async function startOcspServer(parts: {
  db: Database
  hsm: Hsm
  address: { host: string; port: number }
  onError: (error: unknown) => void
}): Promise<() => Promise<void>> {
  const answer = ocspResponder(parts.hsm, statusLookup(parts.db), parts.onError)
  let waiting = 0

  const server = createServer((request, reply) => {
    const send = (status: number, body?: Uint8Array) =>
      reply.writeHead(status, { 'content-type': 'application/ocsp-response' }).end(body)
    if (request.method !== 'POST') return void send(405)
    if (waiting >= MOST_WAITING) return void send(200, ocspFault('tryLater'))
    waiting++
    bodyOf(request)
      .then(async (body) => send(200, body ? await answer(body, new Date()) : ocspFault('malformedRequest')))
      .catch(parts.onError)
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
