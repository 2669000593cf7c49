import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { confirmHostedData } from '../../workflows/hosted-renewal.ts'
import { beginWithHosted } from '../hosted-certificates/begin.ts'
import { saveHolderData, withContact } from '../key-sessions/save-holder-data.ts'
import { mustStand } from '../orders/must-stand.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'

const typed = z.string().trim().max(200)

/** 托管证书更新. The signer agrees by /api/orders/{no}/consent; payment and cancelling are an order's. */
export const hostedRenewalRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to renew a hosted certificate, or go on where it was left. By /api/holder/codes',
        body: z.object({ certificateId: z.uuid() }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const no = await beginWithHosted(request, 'hostedRenewal', request.body.certificateId)
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.post(
    '/:no/confirmation',
    {
      schema: {
        summary: '核对信息: correct the mail addresses and confirm; a code goes to the signer',
        params: orderNumber,
        body: z.object({ operatorEmail: typed, invoiceEmail: typed }),
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      if (order.kind !== 'hostedRenewal') throw new Problem('orderNotFound')
      await mustStand(app.db, order)
      const { operatorEmail, invoiceEmail } = request.body
      const saved = await saveHolderData(app.db, order.id, 'confirmed', (known) => ({
        ...withContact(known, { email: operatorEmail }),
        invoice: { ...known.invoice, email: invoiceEmail },
      }))
      // The register still has to know the holder as the certificate says.
      const change = { class: 'contact', registered: true } as const
      await tellWorkflow(app.temporal, order.id, confirmHostedData, { ...saved, change })
      return answerOrder(request, order.no)
    },
  )
}
