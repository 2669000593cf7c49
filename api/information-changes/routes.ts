import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkApplicationForm } from '../../domain/application-form.ts'
import { classifyChange, type Change } from '../../domain/information-change.ts'
import { offeredMethods } from '../../domain/products.ts'
import { idTypes } from '../../domain/proofing.ts'
import { proposeChange } from '../../workflows/information-change.ts'
import { beginWithKey } from '../key-sessions/begin.ts'
import { saveHolderData } from '../key-sessions/save-holder-data.ts'
import { mustStand } from '../orders/must-stand.ts'
import { orderNumber, orderView, type TypedForm } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { dataBefore } from './change.ts'

const typed = z.string().trim().max(200)

const proposal = z.object({
  organisation: z.object({ name: typed, uscc: typed }),
  legalRepresentative: z.object({ name: typed, idType: z.enum(idTypes), idNumber: typed, phone: typed }),
  operator: z.object({ name: typed, idNumber: typed, phone: typed, email: typed }),
  invoiceEmail: typed,
  account: z
    .object({ bank: typed, account: typed })
    .optional()
    .describe('Of the organisation, where nothing but a transfer can prove its new legal representative'),
  nothingEncrypted: z
    .boolean()
    .describe('Of a certificate that is replaced: nothing waits that only its old key pair can decrypt'),
})

/** Procedure 7, 单位证书信息变更, with the key that this browser has logged in with. Papers, cancelling are an order's. */
export const informationChangeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Information change'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to change the information of this key’s certificate, or go on where it was left',
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const no = await beginWithKey(request, 'informationChange')
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.post(
    '/:no/proposal',
    {
      schema: {
        summary: 'What is to be changed; codes go out, or papers are asked for',
        params: orderNumber,
        body: proposal,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      const { id, no, kind, product } = order
      await mustStand(app.db, order)
      const before = kind === 'informationChange' ? await dataBefore(app.db, order) : undefined
      if (!before) throw new Problem('orderNotFound')
      const { organisation, legalRepresentative, operator, invoiceEmail, account, nothingEncrypted } =
        request.body
      const offered: readonly string[] = offeredMethods(product, legalRepresentative.idType)
      let change: Change | undefined
      const saved = await saveHolderData(app.db, id, 'confirmed', (known) => {
        const form: TypedForm = {
          ...known,
          organisation,
          legalRepresentative: { ...known.legalRepresentative, ...legalRepresentative },
          operator,
          invoice: { ...known.invoice, email: invoiceEmail },
          // The way of before may be none for whoever represents the organisation now.
          ...((account || !offered.includes(known.proofing?.method ?? '')) && {
            proofing: { method: 'microDeposit', ...account },
          }),
        }
        const check = checkApplicationForm(form, product)
        if (!check.complete) throw new Problem('formIncomplete', { errors: check.problems })
        const found = classifyChange(before, check.form)
        if (found === 'none') throw new Problem('nothingChanged')
        if (found === 'otherOrganisation') throw new Problem('otherOrganisation')
        if (found.class === 'certificate' && !nothingEncrypted) throw new Problem('encryptedTickMissing')
        change = found
        return form
      })
      await tellWorkflow(app.temporal, id, proposeChange, { ...saved, change: change! })
      return answerOrder(request, no)
    },
  )
}
