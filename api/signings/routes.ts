import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sealOfCertificate } from '../../db/seals.ts'
import {
  addSigningDocument,
  createSigning,
  placeSeals,
  readSigningDocument,
  removeSigningDocument,
  signingDocumentsOf,
} from '../../db/signings.ts'
import { authorisationRules, mostSeals } from '../../domain/authorisation.ts'
import { plainLine } from '../../domain/typed-text.ts'
import { acrossPages, inspectPdf } from '../../signing/pades.ts'
import { pdfLimits, type PdfFault } from '../../signing/pdf-file.ts'
import {
  reopenDocuments,
  requestSignature,
  requestSigningCode,
  sign,
  withdrawSigning,
} from '../../workflows/signing.ts'
import { holderCertificates } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { goOnWith } from '../orders/begin-order.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { orderNumber, orderView, sealPlace } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, mustAllow, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { namedFile, uploads } from '../plugins/uploads.ts'
import { Problem, type ProblemCode } from '../problems.ts'
import { acceptSealed, sealedCode } from './sealed-code.ts'
import { sealSizeInPoints } from './signing-view.ts'

const MOST_NAME = 100
/** Why a document cannot be signed, and what that is called here. */
const refusals = {
  encrypted: 'toSignEncrypted',
  damaged: 'toSignDamaged',
  tooLarge: 'toSignTooLarge',
  certified: 'toSignCertified',
  dynamicForm: 'toSignDynamicForm',
} as const satisfies Record<PdfFault, ProblemCode>
/** Where something of this size begins, whose middle is wanted there, so that all of it is on the sheet. */
const within = (middle: number, size: number, sheet: number) =>
  Math.max(0, Math.min(middle - size / 2, sheet - size))

const orderAndDocument = orderNumber.extend({ id: z.uuid() })

/** A signing request that this browser may open. @throws Problem orderNotFound. */
async function ownSigning(request: FastifyRequest, no: string) {
  const order = await ownOrder(request, no)
  if (order.kind !== 'signing') throw new Problem('orderNotFound')
  return order
}

/** 签署: documents are signed by a hosted certificate, with a code to its signer's phone. */
export const signingRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(uploads)
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Signing'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to sign by a hosted certificate. The holder was proved by /api/holder/codes',
        body: z.object({ certificateId: z.uuid() }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { certificateId } = request.body
      const mine = await holderCertificates(app.db, provenHolder(request), new Date())
      if (!mine.some(({ id, maySign }) => id === certificateId && maySign))
        throw new Problem('certificateUnknown')
      const order = await createSigning(app.db, certificateId, request.language)
      if (!order) throw new Problem('certificateNotInUse')
      return reply.code(201).send(await answerOrder(request, await goOnWith(request, order)))
    },
  )

  app.post(
    '/:no/documents',
    {
      schema: {
        summary: 'Add a PDF (multipart field `file`); one that cannot be signed is refused with the reason',
        params: orderNumber,
        consumes: ['multipart/form-data'],
        response: { 200: orderView },
      },
      config: limits.upload,
    },
    async (request) => {
      const order = await ownSigning(request, request.params.no)
      mustAllow(order, 'documentsReady')
      const upload = await namedFile(request, pdfLimits.bytes)
      if (!upload) throw new Problem('documentsMissing')
      const found = inspectPdf(upload.body)
      if ('fault' in found) throw new Problem(refusals[found.fault])
      const name = plainLine(upload.name).slice(0, MOST_NAME) || 'document.pdf'
      const added = await addSigningDocument(app, order, {
        name,
        body: upload.body,
        pages: found.pages.length,
      })
      if (!added)
        throw new Problem('tooManyDocuments', { values: { most: String(authorisationRules.documents) } })
      return answerOrder(request, order.no)
    },
  )

  app.put(
    '/:no/documents/:id/seals',
    {
      schema: {
        summary: 'Where the seal stands: the middle of each on its page; 骑缝章 across all pages if wished',
        params: orderAndDocument,
        body: z.object({
          at: z.array(sealPlace.pick({ page: true, x: true, y: true })).max(mostSeals),
          across: z.boolean(),
        }),
        response: { 200: orderView },
      },
    },
    async (request) => {
      const order = await ownSigning(request, request.params.no)
      mustAllow(order, 'documentsReady')
      const [document, seal] = await Promise.all([
        readSigningDocument(app, order.id, request.params.id),
        sealOfCertificate(app.db, order.certificateId!),
      ])
      if (!document || !seal) throw new Problem('notFound')
      const inspected = inspectPdf(document.body)
      if ('fault' in inspected) throw new Problem(refusals[inspected.fault])
      const { pages } = inspected
      const size = sealSizeInPoints(seal)
      const { at, across } = request.body
      const places = at.map(({ page, x, y }) => {
        const sheet = pages[page]
        if (!sheet) throw new Problem('notFound')
        return {
          page,
          ...size,
          x: within(x, size.width, sheet.width),
          y: within(y, size.height, sheet.height),
        }
      })
      // One page alone has no edge in common with another.
      const strips = across && pages.length > 1 ? acrossPages(pages, { ...size, middle: 0.5 }) : []
      await placeSeals(app.db, order, request.params.id, [...places, ...strips])
      return answerOrder(request, order.no)
    },
  )

  app.get(
    '/:no/seal.png',
    {
      schema: {
        summary: 'The seal of the certificate',
        params: orderNumber,
        produces: ['image/png'],
        response: { 200: fileAnswer('image/png') },
      },
    },
    async (request, reply) => {
      const order = await ownSigning(request, request.params.no)
      const seal = await sealOfCertificate(app.db, order.certificateId!)
      if (!seal) throw new Problem('notFound')
      return reply.type('image/png').send(Buffer.from(seal.picture))
    },
  )

  app.delete(
    '/:no/documents/:id',
    { schema: { summary: 'Take a document out', params: orderAndDocument, response: { 200: orderView } } },
    async (request) => {
      const order = await ownSigning(request, request.params.no)
      mustAllow(order, 'documentsReady')
      await removeSigningDocument(app, order, request.params.id)
      return answerOrder(request, order.no)
    },
  )

  app.get(
    '/:no/documents/:id',
    {
      schema: {
        summary: 'A document as it is now, signed or not',
        params: orderAndDocument,
        produces: ['application/pdf'],
        response: { 200: fileAnswer('application/pdf') },
      },
    },
    async (request, reply) => {
      const order = await ownSigning(request, request.params.no)
      const document = await readSigningDocument(app, order.id, request.params.id)
      if (!document) throw new Problem('notFound')
      const { name, body } = document
      reply.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
      return reply.type('application/pdf').send(body)
    },
  )

  app.post(
    '/:no/codes',
    {
      schema: {
        summary: '发送验证码: to the signer, for exactly these documents',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const { id, no, state } = await ownSigning(request, request.params.no)
      if ((await signingDocumentsOf(app.db, id)).length === 0) throw new Problem('documentsMissing')
      await tellWorkflow(app.temporal, id, state === 'drafting' ? requestSignature : requestSigningCode)
      return answerOrder(request, no)
    },
  )

  app.delete(
    '/:no/codes',
    {
      schema: {
        summary: 'Back to the documents; the code is void when another is sent',
        params: orderNumber,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const order = await ownSigning(request, request.params.no)
      mustAllow(order, 'documentsReopened')
      await tellWorkflow(app.temporal, order.id, reopenDocuments)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/signature',
    {
      schema: {
        summary: 'Sign by the code: only the worker that holds the keys can read it',
        params: orderNumber,
        body: sealedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownSigning(request, request.params.no)
      mustAllow(order, 'signed')
      await tellWorkflow(app.temporal, order.id, sign, await acceptSealed(app.db, order.id, request.body))
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/withdrawal',
    { schema: { summary: 'Withdraw the request', params: orderNumber, response: { 200: orderView } } },
    async (request) => {
      const order = await ownSigning(request, request.params.no)
      mustAllow(order, 'signingWithdrawn')
      await tellWorkflow(app.temporal, order.id, withdrawSigning)
      return answerOrder(request, order.no)
    },
  )
}
