import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { createOrder, orderByNo, productOf, type OrderRow } from '../../db/orders.ts'
import { signerByPhone } from '../../db/signers.ts'
import {
  beginForClient,
  partsOfRequest,
  readSigningRequest,
  type RequestPart,
} from '../../db/signing-requests.ts'
import { readSigningDocument, signingDocumentsOf } from '../../db/signings.ts'
import { requestRules } from '../../domain/signing-request.ts'
import { plainCode, plainSerial } from '../../domain/typed-text.ts'
import { withdrawRequest } from '../../workflows/signing-request.ts'
import { countDocuments, requireScope } from '../oauth/require-scope.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { orderNumber, orderState, requestSigner } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { mustAllow } from '../orders/own-order.ts'
import { startOrder } from '../orders/start-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { uploads } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'
import { addUploaded, sendPdf } from '../signings/documents.ts'
import { sendTrail } from '../signings/trail.ts'
import { viewSigners } from './request-view.ts'
import { namedSigner, remindSigner, sending, sendToSigners } from './routes.ts'

const newRequest = sending
  .omit({ signers: true })
  .extend({ signers: z.array(namedSigner).min(1, 'required').max(requestRules.signers) })

const clientRequest = z
  .object({
    no: z.string(),
    state: orderState,
    inOrder: z.boolean(),
    until: z.iso.datetime().nullable(),
    signers: z.array(requestSigner).describe('In the order in which they were named'),
    documents: z.array(
      z.object({ id: z.uuid(), name: z.string(), pages: z.number().int(), signed: z.boolean() }),
    ),
  })
  .meta({ id: 'ClientSigningRequest' })

/** A request that this client has made. @throws Problem orderNotFound; interrupted. */
async function ofClient(request: FastifyRequest, no: string): Promise<OrderRow> {
  const { db } = request.server
  const order = await orderByNo(db, no)
  if (order?.kind !== 'signingRequest') throw new Problem('orderNotFound')
  const { clientId } = await readSigningRequest(db, order.id)
  if (clientId !== request.apiClient.id) throw new Problem('orderNotFound')
  if (request.method !== 'GET' && order.interruptedAt) throw new Problem('interrupted')
  if (!order.startedAt && !order.endedAt) await startOrder(request.server, order)
  return order
}

/** 签署请求 of other systems, by an access token for `signing-requests`: docs/signing-api.md walks through it. */
export const clientRequestRoutes: FastifyPluginAsyncZod = async (app) => {
  requireScope(app, 'signing-requests')
  await app.register(uploads)
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Signing for other systems'] }
  })

  const view = async (no: string): Promise<z.infer<typeof clientRequest>> => {
    const order = (await orderByNo(app.db, no))!
    const [request, parts, documents] = await Promise.all([
      readSigningRequest(app.db, order.id),
      partsOfRequest(app.db, order.id),
      signingDocumentsOf(app.db, order.id),
    ])
    return {
      ...{ no, state: order.state, inOrder: request.inOrder },
      until: order.waitsUntil?.toISOString() ?? null,
      signers: viewSigners(order, request, parts),
      documents: documents.map(({ id, name, pages, signedId }) => ({
        ...{ id, name, pages, signed: signedId !== null },
      })),
    }
  }

  app.post(
    '',
    {
      schema: {
        summary: 'Begin a request: who signs, in what order, and for how many days they are waited for',
        body: newRequest,
        response: { 201: clientRequest },
      },
      config: limits.guess,
    },
    async (request, reply) => {
      const { signers: named, inOrder, openDays } = request.body
      const now = new Date()
      const found = await Promise.all(
        named.map(({ holder, phone }) =>
          signerByPhone(app.db, { holderNumber: plainCode(holder), serial: plainSerial(holder), phone }, now),
        ),
      )
      const ids = found.flatMap((signer) => signer?.id ?? [])
      const wrong = found.flatMap((signer, index) => {
        if (!signer) return [{ field: `signers.${index}.phone`, problem: 'noSigner' }]
        return ids.indexOf(signer.id) < index
          ? [{ field: `signers.${index}.phone`, problem: 'signerTwice' }]
          : []
      })
      if (wrong.length > 0) throw new Problem('invalidInput', { errors: wrong })
      const client = request.apiClient
      const order = await createOrder(
        app.db,
        {
          ...{ kind: 'signingRequest', language: request.language, holderName: client.name },
          product: await productOf(app.db, found[0]!.certificateId),
        },
        undefined,
        (tx, { id }) => beginForClient(tx, id, { clientId: client.id, inOrder, openDays, signerIds: ids }),
      )
      await startOrder(app, order!)
      return reply.code(201).send(await view(order!.no))
    },
  )

  app.get(
    '/:no',
    { schema: { summary: 'How it stands', params: orderNumber, response: { 200: clientRequest } } },
    async (request) => view((await ofClient(request, request.params.no)).no),
  )

  app.post(
    '/:no/documents',
    {
      schema: {
        summary: 'Add a PDF (multipart field `file`); one that cannot be signed is refused with the reason',
        params: orderNumber,
        consumes: ['multipart/form-data'],
        response: { 200: clientRequest },
      },
      config: limits.upload,
    },
    async (request) => {
      const order = await ofClient(request, request.params.no)
      mustAllow(order, 'requestSent')
      await countDocuments(request, 1)
      await addUploaded(request, order)
      return view(order.no)
    },
  )

  app.post(
    '/:no/sending',
    {
      schema: {
        summary: 'Send it: each signer whose turn it is gets a link by SMS',
        params: orderNumber,
        response: { 200: clientRequest },
      },
    },
    async (request) => {
      const order = await ofClient(request, request.params.no)
      mustAllow(order, 'requestSent')
      const [{ inOrder, openDays }, parts] = await Promise.all([
        readSigningRequest(app.db, order.id),
        partsOfRequest(app.db, order.id),
      ])
      const signers = parts.map(({ part }: RequestPart) => part.id)
      await sendToSigners(request, order, { inOrder, openDays, signers })
      return view(order.no)
    },
  )

  app.post(
    '/:no/signers/:id/reminders',
    {
      schema: {
        summary: 'Remind a signer who is asked and has not answered, once an hour and three times a day',
        params: orderNumber.extend({ id: z.uuid() }),
        response: { 200: clientRequest },
      },
    },
    async (request) => {
      const order = await ofClient(request, request.params.no)
      await remindSigner(request, order, request.params.id)
      return view(order.no)
    },
  )

  app.get(
    '/:no/documents/:id',
    {
      schema: {
        summary: 'A document as it is now, with the signatures that it has',
        params: orderNumber.extend({ id: z.uuid() }),
        produces: ['application/pdf'],
        response: { 200: fileAnswer('application/pdf') },
      },
    },
    async (request, reply) => {
      const order = await ofClient(request, request.params.no)
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
    async (request, reply) => sendTrail(request, reply, await ofClient(request, request.params.no)),
  )

  app.delete(
    '/:no',
    {
      schema: {
        summary: 'Withdraw it: nobody can sign it any more, and its documents are deleted',
        params: orderNumber,
        response: { 200: clientRequest },
      },
    },
    async (request) => {
      const order = await ofClient(request, request.params.no)
      mustAllow(order, 'signingWithdrawn')
      await tellWorkflow(app.temporal, order.id, withdrawRequest)
      return view(order.no)
    },
  )
}
