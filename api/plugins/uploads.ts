import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { Problem } from '../problems.ts'

/** https://github.com/fastify/fastify-multipart, for routes that take one file. */
export const uploads = fastifyPlugin(async (app) => {
  await app.register(multipart, { limits: { files: 1, fields: 0, parts: 1 } })
})

/**
 * The file that was uploaded, of `most` bytes at most; undefined where the form has none. @throws Problem invalidInput
 * where the body is no form: its parser has no status of its own for that.
 */
export async function uploadedFile(request: FastifyRequest, most: number): Promise<Buffer | undefined> {
  return (await namedFile(request, most))?.body
}

/** The same, with the name that it has on the applicant's disk. */
export async function namedFile(
  request: FastifyRequest,
  most: number,
): Promise<{ name: string; body: Buffer } | undefined> {
  try {
    const file = await request.file({ limits: { fileSize: most } })
    return file && { name: file.filename, body: await file.toBuffer() }
  } catch (error) {
    throw error instanceof Error && 'statusCode' in error ? error : new Problem('invalidInput')
  }
}
