import type { FastifyRequest } from 'fastify'
import { clientBySecret, type ApiClientRow } from '../../db/api-clients.ts'

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

/** What a client names and proves itself by: HTTP Basic, or its id and secret in the body (RFC 6749, 2.3.1). */
export function credentialsOf({ headers, body }: FastifyRequest): { id: string; secret: string } {
  const [, basic] = /^Basic ([\w+/=-]+)$/i.exec(headers.authorization ?? '') ?? []
  if (basic) {
    const [id = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':')
    return { id: decoded(id), secret: decoded(secret.join(':')) }
  }
  const { client_id: id, client_secret: secret } = (body ?? {}) as Record<string, unknown>
  return { id: typeof id === 'string' ? id : '', secret: typeof secret === 'string' ? secret : '' }
}

/** The client in use that a request comes from; undefined where it proves to be none. */
export async function provenClient(request: FastifyRequest): Promise<ApiClientRow | undefined> {
  const { id, secret } = credentialsOf(request)
  return isClientId(id) ? clientBySecret(request.server.db, id, secret) : undefined
}
