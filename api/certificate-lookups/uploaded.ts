import { X509Certificate } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { uploadedFile } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'

const LARGEST_FILE = 64 * 1024

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
  const content = await uploadedFile(request, LARGEST_FILE)
  if (!content) throw new Problem('notACertificate')
  try {
    return new X509Certificate(content)
  } catch {
    throw new Problem('notACertificate')
  }
}
