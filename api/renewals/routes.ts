import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { daysLeft } from '../../domain/renewal.ts'
import { confirmData } from '../../workflows/renewal.ts'
import { findCertificate } from '../../db/certificates.ts'
import { readChange } from '../information-changes/change.ts'
import { beginWithKey } from '../key-sessions/begin.ts'
import { saveHolderData } from '../key-sessions/save-holder-data.ts'
import { mustStand } from '../orders/must-stand.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'

const typed = z.string().trim().max(200)

/** What of the shown data a renewal lets correct, and what its holder has to know. */
const contactData = z.object({
  operatorPhone: typed,
  operatorEmail: typed,
  invoiceEmail: typed,
  nothingEncrypted: z
    .literal(true)
    .describe('No documents or bids are waiting that only the old key pair can decrypt'),
})

/** Procedure 2, 单位证书更新, with the key that this browser has logged in with. Code, payment, cancelling are an order's. */
export const renewalRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Renewal'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to renew the certificate of this key, or go on where it was left',
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const no = await beginWithKey(request, 'renewal')
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.post(
    '/:no/confirmation',
    {
      schema: {
        summary:
          '核对信息: correct the contact data and confirm; a code goes to the operator, and to the old phone where that changes',
        params: orderNumber,
        body: contactData,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      const { id, no } = order
      if (order.kind !== 'renewal') throw new Problem('orderNotFound')
      await mustStand(app.db, order)
      const { operatorPhone, operatorEmail, invoiceEmail } = request.body
      const saved = await saveHolderData(app.db, id, 'confirmed', (known) => ({
        ...known,
        operator: { ...known.operator, phone: operatorPhone, email: operatorEmail },
        invoice: { ...known.invoice, email: invoiceEmail },
      }))
      const { change } = (await readChange(app.db, { ...order, revision: saved.revision })) ?? {}
      const newPhone = change?.newPhone ?? false
      try {
        await tellWorkflow(app.temporal, id, confirmData, { ...saved, newPhone })
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'organisationChanged')) throw error
        // An information change is for a certificate that still runs.
        const { certificate } = (await findCertificate(app.db, order.certificateId!))!
        if (daysLeft(certificate.notAfter, new Date()) >= 0) throw error
        throw new Problem('organisationChangedAfterEnd', error.extras)
      }
      return answerOrder(request, no)
    },
  )
}
