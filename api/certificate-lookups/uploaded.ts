import { X509Certificate } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'

export const LARGEST_FILE = 64 * 1024

/** The serial number as our tables have it: lower-case hex without leading zeros, spaces and colons. */
export function plainSerial(typed: string): string {
  return typed
    .replace(/^0x/i, '')
    .replace(/[\s:]/g, '')
    .toLowerCase()
    .replace(/^0+(?=.)/, '')
}

/** The certificate in an uploaded file, DER or PEM. @throws Problem notACertificate. */
export async function uploadedCertificate(request: FastifyRequest): Promise<X509Certificate> {
  const file = await request.file()
  if (!file) throw new Problem('notACertificate')
  const content = await file.toBuffer().catch(() => {
    throw new Problem('notACertificate')
  })
  try {
    return new X509Certificate(content)
  } catch {
    throw new Problem('notACertificate')
  }
}
