import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { OrderRow } from '../../db/orders.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import {
  createSigning,
  placeSeals,
  readSigningDocument,
  removeSigningDocument,
  signingDocumentsOf,
} from '../../db/signings.ts'
import {
  reopenDocuments,
  requestSignature,
  requestSigningCode,
  sign,
  withdrawSigning,
} from '../../workflows/signing.ts'
import { goOnWith } from '../orders/begin-order.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, mustAllow, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { uploads } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'
import { addUploaded, mustHold, sendPdf } from './documents.ts'
import { placesOn, wantedSeals } from './seal-places.ts'
import { acceptSealed, sealedCode } from './sealed-code.ts'
import { sendTrail } from './trail.ts'

const orderAndDocument = orderNumber.extend({ id: z.uuid() })

/** What a browser may open that is signed: by its holder, or by the signers whom that names. @throws Problem orderNotFound. */
async function ownSigning(request: FastifyRequest, no: string, ...kinds: OrderRow['kind'][]) {
  const order = await ownOrder(request, no)
  if (!kinds.includes(order.kind)) throw new Problem('orderNotFound')
  return order
}

const either = ['signing', 'signingRequest'] as const

/** The same, while its documents are still being put together. */
async function composing(request: FastifyRequest, no: string) {
  const order = await ownSigning(request, no, ...either)
  mustAllow(order, order.kind === 'signing' ? 'documentsReady' : 'requestSent')
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
      await mustHold(request, certificateId)
      const order = await createSigning(app.db, 'signing', certificateId, request.language)
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
      const order = await composing(request, request.params.no)
      await addUploaded(request, order)
      return answerOrder(request, order.no)
    },
  )

  app.put(
    '/:no/documents/:id/seals',
    {
      schema: {
        summary: 'Where the seal stands: the middle of each on its page; 骑缝章 across all pages if wished',
        params: orderAndDocument,
        body: wantedSeals,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const order = await ownSigning(request, request.params.no, 'signing')
      mustAllow(order, 'documentsReady')
      const { id } = request.params
      const [document, seal] = await Promise.all([
        readSigningDocument(app, order.id, id),
        sealOfCertificate(app.db, order.certificateId!),
      ])
      await placeSeals(app.db, order, id, placesOn(document, seal, request.body))
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
      const order = await ownSigning(request, request.params.no, 'signing')
      const seal = await sealOfCertificate(app.db, order.certificateId!)
      if (!seal) throw new Problem('notFound')
      return reply.type('image/png').send(Buffer.from(seal.picture))
    },
  )

  app.delete(
    '/:no/documents/:id',
    { schema: { summary: 'Take a document out', params: orderAndDocument, response: { 200: orderView } } },
    async (request) => {
      const order = await composing(request, request.params.no)
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
      const order = await ownSigning(request, request.params.no, ...either)
      return sendPdf(reply, await readSigningDocument(app, order.id, request.params.id))
    },
  )

  app.get(
    '/:no/trail',
    {
      schema: {
        summary:
          '签署记录 as a PDF, signed by the authority: hashes, signers, codes, and all that happened until now',
        params: orderNumber,
        produces: ['application/pdf'],
        response: { 200: fileAnswer('application/pdf') },
      },
      config: limits.code,
    },
    async (request, reply) =>
      sendTrail(request, reply, await ownSigning(request, request.params.no, ...either)),
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
      const { id, no, state } = await ownSigning(request, request.params.no, 'signing')
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
      const order = await ownSigning(request, request.params.no, 'signing')
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
      const order = await ownSigning(request, request.params.no, 'signing')
      mustAllow(order, 'signed')
      await tellWorkflow(app.temporal, order.id, sign, await acceptSealed(app.db, order.id, request))
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/withdrawal',
    { schema: { summary: 'Withdraw the request', params: orderNumber, response: { 200: orderView } } },
    async (request) => {
      const order = await ownSigning(request, request.params.no, 'signing')
      mustAllow(order, 'signingWithdrawn')
      await tellWorkflow(app.temporal, order.id, withdrawSigning)
      return answerOrder(request, order.no)
    },
  )
}
