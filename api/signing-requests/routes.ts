import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { OrderRow } from '../../db/orders.ts'
import { signerByPhone, signersOf } from '../../db/signers.ts'
import { addPart, partsOfRequest, removePart, setRequest } from '../../db/signing-requests.ts'
import { createSigning, signingDocumentsOf } from '../../db/signings.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { isMobile } from '../../domain/identifiers.ts'
import { requestRules } from '../../domain/signing-request.ts'
import { plainCode, plainMobile, plainSerial } from '../../domain/typed-text.ts'
import { sendRequest, urgeSigner, withdrawRequest } from '../../workflows/signing-request.ts'
import { goOnWith } from '../orders/begin-order.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, mustAllow, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { mustHold } from '../signings/documents.ts'
import { sendSignedSeal } from './signed-seal.ts'

/** Whom a request is to be signed by. */
export const namedSigner = z.object({
  holder: z
    .string()
    .trim()
    .min(1, 'required')
    .max(60, 'tooLong')
    .describe('统一社会信用代码 of the holder of a hosted certificate, or the serial number of one'),
  phone: z.string().overwrite(plainMobile).refine(isMobile, 'mobile').describe('Of the signer'),
})

/** How a request goes. */
export const sending = z.object({
  inOrder: z.boolean().describe('One signer after the other, in the order of `signers`'),
  openDays: z
    .number()
    .int()
    .min(1)
    .max(deadlines.mostRequestDays)
    .describe('For how many days it waits for its signers'),
  signers: z
    .array(z.uuid())
    .max(requestRules.signers)
    .describe('All signers in their order, by the `id` of each'),
})

/** Finds a signer by holder and phone, and names them. @throws Problem at the field that is wrong. */
export async function nameSigner(
  { server }: FastifyRequest,
  order: OrderRow,
  { holder, phone }: z.infer<typeof namedSigner>,
): Promise<void> {
  const by = { holderNumber: plainCode(holder), serial: plainSerial(holder), phone }
  const found = await signerByPhone(server.db, by, new Date())
  if (!found) throw atPhone('noSigner')
  await addSigner(server, order, found.id)
}

const atPhone = (problem: string) => new Problem('invalidInput', { errors: [{ field: 'phone', problem }] })

async function addSigner({ db }: FastifyRequest['server'], order: OrderRow, signerId: string): Promise<void> {
  const inTheWay = await addPart(db, order, signerId)
  if (inTheWay === 'twice') throw atPhone('signerTwice')
  if (inTheWay) throw new Problem('tooManySigners', { values: { most: String(requestRules.signers) } })
}

/** Sends a request to its signers. @throws Problem when it lacks documents or signers. */
export async function sendToSigners(
  { server }: FastifyRequest,
  order: OrderRow,
  { inOrder, openDays, signers }: z.infer<typeof sending>,
): Promise<void> {
  const [documents, parts] = await Promise.all([
    signingDocumentsOf(server.db, order.id),
    partsOfRequest(server.db, order.id),
  ])
  if (documents.length === 0) throw new Problem('documentsMissing')
  if (parts.length === 0) throw new Problem('signersMissing')
  // Another window has changed them meanwhile.
  if (parts.length !== signers.length || !parts.every(({ part }) => signers.includes(part.id)))
    throw new Problem('formChanged')
  await setRequest(server.db, order, { inOrder, openDays, partIds: signers })
  await tellWorkflow(server.temporal, order.id, sendRequest)
}

/** Reminds a signer by hand. @throws Problem wrongState, where that one is not asked; urgedLately. */
export async function remindSigner(
  { server }: FastifyRequest,
  order: OrderRow,
  partId: string,
): Promise<void> {
  mustAllow(order, 'signerUrged')
  await tellWorkflow(server.temporal, order.id, urgeSigner, { partId })
}

/** A request that this browser has begun, or may open. @throws Problem orderNotFound. */
async function ownRequest(request: FastifyRequest, no: string): Promise<OrderRow> {
  const order = await ownOrder(request, no)
  if (order.kind !== 'signingRequest') throw new Problem('orderNotFound')
  return order
}

/** 签署请求: the sender's side. Documents are added and taken out as those of /api/signings. */
export const signingRequestRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Signing'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary:
          'Begin a request to several signers, in the name of the holder of a hosted certificate. The holder was proved by /api/holder/codes',
        body: z.object({ certificateId: z.uuid() }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { certificateId } = request.body
      await mustHold(request, certificateId)
      const order = await createSigning(app.db, 'signingRequest', certificateId, request.language)
      if (!order) throw new Problem('certificateNotInUse')
      return reply.code(201).send(await answerOrder(request, await goOnWith(request, order)))
    },
  )

  app.post(
    '/:no/signers',
    {
      schema: {
        summary: 'Name another signer: by holder and phone, or one of the sender’s own by `id`',
        params: orderNumber,
        body: z.union([namedSigner, z.object({ id: z.uuid() })]),
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownRequest(request, request.params.no)
      mustAllow(order, 'requestSent')
      const { body } = request
      if ('phone' in body) await nameSigner(request, order, body)
      else {
        const own = await signersOf(app.db, [order.certificateId!])
        if (!own.some(({ id }) => id === body.id)) throw new Problem('notFound')
        await addSigner(app, order, body.id)
      }
      return answerOrder(request, order.no)
    },
  )

  app.delete(
    '/:no/signers/:id',
    {
      schema: {
        summary: 'Take a signer out',
        params: orderNumber.extend({ id: z.uuid() }),
        response: { 200: orderView },
      },
    },
    async (request) => {
      const order = await ownRequest(request, request.params.no)
      mustAllow(order, 'requestSent')
      await removePart(app.db, order, request.params.id)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/sending',
    {
      schema: {
        summary: '发起签署: each signer whose turn it is gets a link by SMS',
        params: orderNumber,
        body: sending,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownRequest(request, request.params.no)
      mustAllow(order, 'requestSent')
      await sendToSigners(request, order, request.body)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/signers/:id/reminders',
    {
      schema: {
        summary:
          '催签: remind a signer who is asked and has not answered, once an hour and three times a day',
        params: orderNumber.extend({ id: z.uuid() }),
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownRequest(request, request.params.no)
      await remindSigner(request, order, request.params.id)
      return answerOrder(request, order.no)
    },
  )

  app.get(
    '/:no/signers/:id/seal.png',
    {
      schema: {
        summary: 'The seal of a signer who has signed',
        params: orderNumber.extend({ id: z.uuid() }),
        produces: ['image/png'],
        response: { 200: fileAnswer('image/png') },
      },
    },
    async (request, reply) => {
      const order = await ownRequest(request, request.params.no)
      return sendSignedSeal(reply, order, request.params.id)
    },
  )

  app.post(
    '/:no/withdrawal',
    { schema: { summary: 'Withdraw the request', params: orderNumber, response: { 200: orderView } } },
    async (request) => {
      const order = await ownRequest(request, request.params.no)
      mustAllow(order, 'signingWithdrawn')
      await tellWorkflow(app.temporal, order.id, withdrawRequest)
      return answerOrder(request, order.no)
    },
  )
}
