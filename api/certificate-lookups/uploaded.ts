import { X509Certificate } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { uploadedFile } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'

const LARGEST_FILE = 64 * 1024

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
