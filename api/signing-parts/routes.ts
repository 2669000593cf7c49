import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { orderById, type OrderRow } from '../../db/orders.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import {
  keepReason,
  partById,
  partByLink,
  placePartSeals,
  type RequestPart,
} from '../../db/signing-requests.ts'
import { readSigningDocument } from '../../db/signings.ts'
import { requestRules } from '../../domain/signing-request.ts'
import { plainLine } from '../../domain/typed-text.ts'
import { declinePart, delegatePart, requestPartCode, signPart } from '../../workflows/signing-request.ts'
import { eventStream, fileAnswer } from '../orders/file-answer.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { mustAllow } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { sendSignedSeal } from '../signing-requests/signed-seal.ts'
import { sendPdf } from '../signings/documents.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'
import { placesOn, wantedSeals } from '../signings/seal-places.ts'
import { sendTrail } from '../signings/trail.ts'
import { partView, viewPart } from './part-view.ts'

const DAY = 86_400_000
/** Parts that one browser has open. */
const MOST_OPENED = 20

const partId = z.object({ id: z.uuid() })
const partAndDocument = partId.extend({ document: z.uuid() })

/** What a browser has opened: the part as long as it is this signer's. */
const opening = ({ part }: RequestPart) => `${part.id}/${part.signerId}`

interface Opened {
  order: OrderRow
  found: RequestPart
}

/** The request of a part. @throws Problem linkUnknown, once it has ended long ago. */
async function requestOf({ server }: FastifyRequest, found: RequestPart): Promise<OrderRow> {
  const order = (await orderById(server.db, found.part.orderId))!
  if (order.endedAt && order.endedAt.getTime() + requestRules.linkDays * DAY < Date.now())
    throw new Problem('linkUnknown')
  return order
}

/** A part that this browser has opened by its link. @throws Problem linkUnknown; interrupted. */
async function openedPart(request: FastifyRequest, id: string): Promise<Opened> {
  const { opened = [], until = 0 } = request.session.get('parts') ?? {}
  const found = await partById(request.server.db, id)
  if (!found || until < Date.now() || !opened.includes(opening(found))) throw new Problem('linkUnknown')
  const order = await requestOf(request, found)
  if (request.method !== 'GET' && order.interruptedAt) throw new Problem('interrupted')
  return { order, found }
}

/** 签署人: one signer's side of a request, opened by the link that came to the signer's phone. */
export const signingPartRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { tags: ['Signing'], security: [{ applicantCookie: [] }], ...route.schema }
  })

  const answer = async (request: FastifyRequest, id: string) => {
    const { order, found } = await openedPart(request, id)
    return viewPart(app.db, order, found)
  }

  app.post(
    '/openings',
    {
      schema: {
        summary: 'Open a part by the link that was sent: what stands behind its #',
        security: [],
        body: z.object({ key: z.string().min(1, 'required').max(100, 'tooLong') }),
        response: { 200: partView },
      },
      config: limits.guess,
    },
    async (request) => {
      const found = await partByLink(app.db, request.body.key)
      if (!found) throw new Problem('linkUnknown')
      const order = await requestOf(request, found)
      const { opened = [] } = request.session.get('parts') ?? {}
      request.session.set('parts', {
        opened: [...new Set([...opened, opening(found)])].slice(-MOST_OPENED),
        until: Date.now() + DAY,
      })
      return viewPart(app.db, order, found)
    },
  )

  app.get(
    '/:id',
    {
      schema: { summary: 'The request, as this signer sees it', params: partId, response: { 200: partView } },
    },
    (request) => answer(request, request.params.id),
  )

  app.get(
    '/:id/events',
    {
      sse: 'only',
      config: { rateLimit: false },
      schema: {
        summary: 'Server-sent events: `changed` whenever the request changed',
        params: partId,
        response: { 200: eventStream },
      },
    },
    async (request, reply) => {
      const { order } = await openedPart(request, request.params.id)
      await app.streamChanges(reply, order.no)
    },
  )

  app.get(
    '/:id/documents/:document',
    {
      schema: {
        summary: 'A document as it is now, with the signatures that it has',
        params: partAndDocument,
        produces: ['application/pdf'],
        response: { 200: fileAnswer('application/pdf') },
      },
    },
    async (request, reply) => {
      const { order } = await openedPart(request, request.params.id)
      return sendPdf(reply, await readSigningDocument(app, order.id, request.params.document))
    },
  )

  app.get(
    '/:id/trail',
    {
      schema: {
        summary:
          '签署记录 as a PDF, signed by the authority: hashes, signers, codes, and all that happened until now',
        params: partId,
        produces: ['application/pdf'],
        response: { 200: fileAnswer('application/pdf') },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { order } = await openedPart(request, request.params.id)
      return sendTrail(request, reply, order)
    },
  )

  app.get(
    '/:id/seal.png',
    {
      schema: {
        summary: 'The seal of the signer’s certificate',
        params: partId,
        produces: ['image/png'],
        response: { 200: fileAnswer('image/png') },
      },
    },
    async (request, reply) => {
      const { found } = await openedPart(request, request.params.id)
      const seal = await sealOfCertificate(app.db, found.signer.certificateId)
      if (!seal) throw new Problem('notFound')
      return reply.type('image/png').send(Buffer.from(seal.picture))
    },
  )

  app.get(
    '/:id/signers/:other/seal.png',
    {
      schema: {
        summary: 'The seal of another signer, who has signed',
        params: partId.extend({ other: z.uuid() }),
        produces: ['image/png'],
        response: { 200: fileAnswer('image/png') },
      },
    },
    async (request, reply) => {
      const { order } = await openedPart(request, request.params.id)
      return sendSignedSeal(reply, order, request.params.other)
    },
  )

  app.put(
    '/:id/documents/:document/seals',
    {
      schema: {
        summary: 'Where the signer’s seal stands: the middle of each; 骑缝章 across all pages if wished',
        params: partAndDocument,
        body: wantedSeals,
        response: { 200: partView },
      },
    },
    async (request) => {
      const { id, document: documentId } = request.params
      const { order, found } = await openedPart(request, id)
      mustAllow(order, 'signed')
      const [document, seal] = await Promise.all([
        readSigningDocument(app, order.id, documentId),
        sealOfCertificate(app.db, found.signer.certificateId),
      ])
      const places = placesOn(document, seal, request.body)
      await placePartSeals(app.db, order, { part: found.part, documentId, places })
      return answer(request, id)
    },
  )

  app.post(
    '/:id/codes',
    {
      schema: {
        summary: '发送验证码: to the signer, for exactly these documents',
        params: partId,
        response: { 200: partView },
      },
      config: limits.code,
    },
    async (request) => {
      const { id } = request.params
      const { order } = await openedPart(request, id)
      mustAllow(order, 'signed')
      await tellWorkflow(app.temporal, order.id, requestPartCode, { partId: id })
      return answer(request, id)
    },
  )

  app.post(
    '/:id/signature',
    {
      schema: {
        summary: 'Sign by the code: only the worker that holds the keys can read it',
        params: partId,
        body: sealedCode,
        response: { 200: partView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id } = request.params
      const { order } = await openedPart(request, id)
      mustAllow(order, 'signed')
      const typed = await acceptSealed(app.db, order.id, request)
      await tellWorkflow(app.temporal, order.id, signPart, { partId: id, ...typed })
      return answer(request, id)
    },
  )

  app.post(
    '/:id/refusal',
    {
      schema: {
        summary: '拒签: the signer signs nothing of this, and says why. The request ends for all',
        params: partId,
        body: z.object({
          reason: z
            .string()
            .overwrite(plainLine)
            .min(1, 'required')
            .max(requestRules.reason, 'tooLong')
            .describe('Shown to the sender'),
        }),
        response: { 200: partView },
      },
    },
    async (request) => {
      const { id } = request.params
      const { order } = await openedPart(request, id)
      mustAllow(order, 'declined')
      await keepReason(app.db, id, request.body.reason)
      await tellWorkflow(app.temporal, order.id, declinePart, { partId: id })
      return answer(request, id)
    },
  )

  app.post(
    '/:id/delegation',
    {
      schema: {
        summary:
          '转交: to another signer of the same certificate, who gets a link; this one opens nothing any more',
        params: partId,
        body: z.object({ signerId: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { order } = await openedPart(request, id)
      mustAllow(order, 'delegated')
      await tellWorkflow(app.temporal, order.id, delegatePart, { partId: id, ...request.body })
      return reply.code(204).send(null)
    },
  )
}
