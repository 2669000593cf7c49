import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OrderRow } from '../../db/orders.ts'
import { addSigningDocument, type readSigningDocument } from '../../db/signings.ts'
import { authorisationRules } from '../../domain/authorisation.ts'
import { plainLine } from '../../domain/typed-text.ts'
import { inspectPdf } from '../../signing/pades.ts'
import { pdfLimits } from '../../signing/pdf-file.ts'
import { holderCertificates } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { namedFile } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'
import { refusalOf } from './refusals.ts'

const MOST_NAME = 100

/** This browser has proved to act for the holder of a certificate that signs. @throws Problem certificateUnknown. */
export async function mustHold(request: FastifyRequest, certificateId: string): Promise<void> {
  const mine = await holderCertificates(request.server.db, provenHolder(request), new Date())
  if (!mine.some(({ id, maySign }) => id === certificateId && maySign))
    throw new Problem('certificateUnknown')
}

/** Adds the PDF that was uploaded to a request. @throws Problem with the reason why it cannot be signed. */
export async function addUploaded(request: FastifyRequest, order: OrderRow): Promise<void> {
  const upload = await namedFile(request, pdfLimits.bytes)
  if (!upload) throw new Problem('documentsMissing')
  const found = inspectPdf(upload.body)
  if ('fault' in found) throw refusalOf(found.fault)
  const name = plainLine(upload.name).slice(0, MOST_NAME) || 'document.pdf'
  const { body } = upload
  const added = await addSigningDocument(request.server, order, { name, body, pages: found.pages.length })
  if (!added)
    throw new Problem('tooManyDocuments', { values: { most: String(authorisationRules.documents) } })
}

/** Answers a document by its name. @throws Problem notFound. */
export function sendPdf(
  reply: FastifyReply,
  document: Awaited<ReturnType<typeof readSigningDocument>>,
): FastifyReply {
  if (!document) throw new Problem('notFound')
  const { name, body } = document
  reply.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
  return reply.type('application/pdf').send(body)
}
