import type { FastifyRequest } from 'fastify'
import { hasSecret, liveApiClient, type ApiClientRow } from '../../db/api-clients.ts'
import { goodClientCertificate, type ClientCertificateRow } from '../../db/client-certificates.ts'

/** Whether a text can be the id of a client at all. */
export const isClientId = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** A part of HTTP Basic as clients of OAuth send it (RFC 6749, 2.3.1). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** What a client says of itself: HTTP Basic, or its id and secret in the body (RFC 6749, 2.3.1). */
function credentialsOf({ headers, body }: FastifyRequest): { id: string; secret: string } {
  const [, basic] = /^Basic ([\w+/=-]+)$/i.exec(headers.authorization ?? '') ?? []
  if (basic) {
    const [id = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':')
    return { id: decoded(id), secret: decoded(secret.join(':')) }
  }
  const { client_id: id, client_secret: secret } = (body ?? {}) as Record<string, unknown>
  return { id: typeof id === 'string' ? id : '', secret: typeof secret === 'string' ? secret : '' }
}

/** The certificate of a client by which a request's connection was made, if it is good now. */
export async function shownCertificate({
  server,
  tlsCertificate,
}: FastifyRequest): Promise<ClientCertificateRow | undefined> {
  return tlsCertificate && goodClientCertificate(server.db, tlsCertificate)
}

/** A client, and the certificate that proved it; null where a secret did. */
export interface ProvenClient {
  client: ApiClientRow
  certificateId: string | null
}

/** The client in use that a request comes from; undefined where it proves to be none. */
export async function provenClient(request: FastifyRequest): Promise<ProvenClient | undefined> {
  const { id, secret } = credentialsOf(request)
  const client = isClientId(id) ? await liveApiClient(request.server.db, id) : undefined
  if (!client) return undefined
  if (client.secretHash) return hasSecret(client, secret) ? { client, certificateId: null } : undefined
  const certificate = await shownCertificate(request)
  return certificate?.clientId === client.id ? { client, certificateId: certificate.id } : undefined
}
