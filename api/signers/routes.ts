import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keepNaming, openRequestsOf, signerById, signersOf, takeBack } from '../../db/signers.ts'
import { typedMobile, typedName } from '../../domain/application-form.ts'
import { signerRules } from '../../domain/authorisation.ts'
import { signersChanged } from '../../workflows/signing-request.ts'
import { holderCertificates } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { beginWithHosted } from '../hosted-certificates/begin.ts'
import { bindingRoutes } from '../hosted-certificates/binding.ts'
import { orderView } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'

const signerLimits = z.object({
  until: z.iso.date().nullable().describe('Last day in Beijing on which this signer signs'),
  documentsPerDay: z.number().int().min(1).max(signerRules.documentsPerDay).nullable(),
})

const signer = z
  .object({
    id: z.uuid(),
    certificateId: z.uuid(),
    name: z.string(),
    phone: z.string().describe('Masked'),
    limits: signerLimits.describe('Null: as far as the certificate'),
    first: z.boolean().describe('Activated the certificate; is not taken back'),
  })
  .meta({ id: 'Signer' })

/** 签署人: who may sign by the hosted certificates of the holder that this browser was proved to be. */
export const signerRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'], security: [{ applicantCookie: [] }] }
  })

  const ofHolder = async (holderNumber: string) => {
    const mine = await holderCertificates(app.db, holderNumber, new Date())
    const rows = await signersOf(
      app.db,
      mine.filter(({ hosted }) => hosted).map(({ id }) => id),
    )
    const firsts = new Set(mine.map(({ id }) => rows.find((row) => row.certificateId === id)?.id))
    return rows.map(({ id, certificateId, called, phoneMasked, limits }) => ({
      ...{ id, certificateId, name: called, phone: phoneMasked, limits, first: firsts.has(id) },
    }))
  }

  app.get('', { schema: { summary: 'Who may sign', response: { 200: z.array(signer) } } }, (request) =>
    ofHolder(provenHolder(request)),
  )

  app.delete(
    '/:id',
    {
      schema: {
        summary: '收回: at once. Open requests to this signer are void',
        params: z.object({ id: z.uuid() }),
        response: { 200: z.array(signer) },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id } = request.params
      const holderNumber = provenHolder(request)
      const found = (await ofHolder(holderNumber)).find((one) => one.id === id)
      const row = found && (await signerById(app.db, id))
      if (!row) throw new Problem('notFound')
      if (found.first) throw new Problem('firstSigner')
      await takeBack(app.db, row)
      for (const orderId of await openRequestsOf(app.db, id))
        await app.temporal.workflow.getHandle(orderId).signal(signersChanged)
      return ofHolder(holderNumber)
    },
  )
}

/** 指定签署人: the first signer agrees by /api/orders/{no}/consent, then the new phone shows that it is there. */
export const signerNamingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to name a signer, or go on where it was left. By /api/holder/codes',
        body: signerLimits.extend({ certificateId: z.uuid(), name: typedName, phone: typedMobile }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { certificateId, name, phone, until, documentsPerDay } = request.body
      const known = await signersOf(app.db, [certificateId])
      if (known.length >= signerRules.most)
        throw new Problem('tooManySigners', { values: { most: String(signerRules.most) } })
      const no = await beginWithHosted(request, 'signerNaming', certificateId, undefined, (tx, order) =>
        keepNaming(tx, order.id, { name, phone, limits: { until, documentsPerDay } }),
      )
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  await app.register(bindingRoutes, { event: 'signerNamed' })
}
