import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Database } from '../../db/database.ts'
import { currentDocument, takeBack } from '../../db/documents.ts'
import { currentForm } from '../../db/forms.ts'
import { notifyOrderChanged } from '../../db/order-changed.ts'
import type { OrderRow } from '../../db/orders.ts'
import { returnedItems } from '../../db/reviews.ts'
import { isOrganisation } from '../../domain/application-form.ts'
import { isOptional, type MaterialKind } from '../../domain/materials.ts'
import { kinds } from '../../domain/kinds/kinds.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { materialsOf } from '../../domain/products.ts'
import { completeMaterials, resendMaterials } from '../../workflows/new-application.ts'
import { limits } from '../plugins/rate-limit.ts'
import { uploadedFile, uploads } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'
import { authorisationLetter } from './authorisation-letter.ts'
import { checkForm } from './form-check.ts'
import { fileAnswer } from './file-answer.ts'
import { materialKind, orderNumber, orderView } from './order-schema.ts'
import { tellWorkflow } from './order-workflow.ts'
import { answerOrder, ownOrder } from './own-order.ts'
import { cleanPicture } from './picture.ts'
import { mustHoldSeal } from './seal-sample.ts'

const MEGABYTE = 1024 * 1024
const orderAndKind = orderNumber.extend({ kind: materialKind })

export const materialRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(uploads)

  app.get(
    '/:no/authorisation.pdf',
    {
      schema: {
        summary: '法人授权书, filled from the form, to be stamped',
        params: orderNumber,
        produces: ['application/pdf'],
        response: { 200: fileAnswer('application/pdf') },
      },
    },
    async (request, reply) => {
      const order = await ownOrder(request, request.params.no)
      // The form of these is a copy of the holder's, which whoever found the key must not read.
      if (kinds[order.kind].copiesForm) throw new Problem('orderNotFound')
      const check = checkForm((await currentForm(app.db, order))?.typed ?? {}, order.product)
      if (!check.complete) throw new Problem('formIncomplete', { errors: check.problems })
      if (!isOrganisation(check.form)) throw new Problem('notFound')
      reply.header('content-disposition', `inline; filename="authorisation-${order.no}.pdf"`)
      return reply.type('application/pdf').send(authorisationLetter(order.no, check.form))
    },
  )

  app.put(
    '/:no/materials/:kind',
    {
      schema: {
        summary: 'Upload a document (multipart field `file`)',
        params: orderAndKind,
        consumes: ['multipart/form-data'],
        response: { 200: orderView },
      },
      config: limits.upload,
    },
    async (request) => {
      const { no, kind } = request.params
      const mustBeWanted = async () => {
        const order = await ownOrder(request, no)
        if (!(await mayUpload(app.db, order, kind))) throw new Problem('wrongState')
        return order
      }
      const { product } = await mustBeWanted()
      const upload = await uploadedFile(request, 10 * MEGABYTE)
      if (!upload) throw new Problem('notAnImage')
      const body = await cleanPicture(upload)
      if (kind === 'sealSample') await mustHoldSeal(body, product)
      // A slow upload may end when the order is signed.
      const order = await mustBeWanted()
      await app.documents.save({ orderId: order.id, kind, contentType: 'image/jpeg', body })
      await notifyOrderChanged(app.db, order.no)
      return answerOrder(request, order.no)
    },
  )

  app.delete(
    '/:no/materials/:kind',
    {
      schema: {
        summary: 'Take a document back that the order does not need: the seal is generated then',
        params: orderAndKind,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const { no, kind } = request.params
      const order = await ownOrder(request, no)
      if (!isOptional(kind) || !(await mayUpload(app.db, order, kind))) throw new Problem('wrongState')
      await takeBack(app.db, order.id, kind)
      await notifyOrderChanged(app.db, order.no)
      return answerOrder(request, order.no)
    },
  )

  app.get(
    '/:no/materials/:kind',
    {
      schema: {
        summary: 'An uploaded document',
        params: orderAndKind,
        response: { 200: fileAnswer('image/jpeg') },
      },
    },
    async (request, reply) => {
      const order = await ownOrder(request, request.params.no)
      const row = await currentMaterial(app, order.id, request.params.kind)
      return reply.type(row.contentType).send(await app.documents.read(row))
    },
  )

  app.post(
    '/:no/materials',
    {
      schema: {
        summary: '确认申请: all documents are there; sends the operator a code',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await tellWorkflow(app.temporal, order.id, completeMaterials)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/materials/resent',
    {
      schema: {
        summary: 'The documents that were asked for again are there',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await tellWorkflow(app.temporal, order.id, resendMaterials)
      return answerOrder(request, order.no)
    },
  )
}

/** Documents are sent before the order is, and again when a reviewer asks for exactly these. */
async function mayUpload(db: Database, order: OrderRow, kind: MaterialKind): Promise<boolean> {
  if (!materialsOf(order).includes(kind)) return false
  if (stateAfter(order.kind, order.state, 'materialsUploaded') !== undefined) return true
  if (stateAfter(order.kind, order.state, 'materialsResent') === undefined) return false
  return (await returnedItems(db, order.id)).some(({ item }) => item === kind)
}

/** The row of an order's current upload of a kind. @throws Problem notFound. */
export async function currentMaterial({ db }: { db: Database }, orderId: string, kind: MaterialKind) {
  const row = await currentDocument(db, orderId, kind)
  if (!row) throw new Problem('notFound')
  return row
}
