import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkApplicationForm } from '../../domain/application-form.ts'
import { classifyChange, type Change } from '../../domain/information-change.ts'
import {
  informationChange,
  proposeChange,
  proveReservedPhone,
  submit,
} from '../../workflows/information-change.ts'
import { beginWithKey } from '../key-sessions/begin.ts'
import { saveHolderData } from '../key-sessions/save-holder-data.ts'
import { chosenWay, proveInWay } from '../orders/chosen-proofing.ts'
import { orderNumber, orderView, typedCode, type TypedForm } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, currentForm, ownOrder } from '../orders/own-order.ts'
import { acceptCode } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { dataBefore, readChange } from './change.ts'

const typed = z.string().trim().max(200)

const proposal = z.object({
  organisation: z.object({ name: typed, uscc: typed }),
  legalRepresentative: z.object({ name: typed, idNumber: typed, phone: typed }),
  operator: z.object({ name: typed, idNumber: typed, phone: typed, email: typed }),
  invoiceEmail: typed,
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
      const no = await beginWithKey(app, request, {
        kind: 'informationChange',
        workflow: informationChange,
        title: '信息变更',
        price: () => [],
      })
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
      const { id, no, kind } = await ownOrder(request, request.params.no)
      const before = kind === 'informationChange' ? await dataBefore(app.db, id) : undefined
      if (!before) throw new Problem('orderNotFound')
      const { organisation, legalRepresentative, operator, invoiceEmail, nothingEncrypted } = request.body
      let change: Change | undefined
      const saved = await saveHolderData(app.db, id, 'confirmed', (known) => {
        const form: TypedForm = {
          ...known,
          organisation,
          legalRepresentative: { ...known.legalRepresentative, ...legalRepresentative },
          operator,
          invoice: { ...known.invoice, email: invoiceEmail },
        }
        const check = checkApplicationForm(form)
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

  app.post(
    '/:no/proofing-codes',
    {
      schema: {
        summary: 'The old phone is gone: check the identity in the chosen way, then send a code',
        params: orderNumber,
        body: chosenWay,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const { id, no } = await ownOrder(request, request.params.no)
      await proveInWay(app, id, request.body)
      return answerOrder(request, no)
    },
  )

  app.post(
    '/:no/submission',
    {
      schema: {
        summary:
          'Submit by the operator’s code, and by that of the old phone where it changes and the identity was not proved instead',
        params: orderNumber,
        body: typedCode.extend({ oldPhoneCode: typedCode.shape.code.optional() }),
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      const proposed = await readChange(app.db, order)
      if (order.kind !== 'informationChange' || order.state !== 'confirming' || !proposed) {
        throw new Problem('wrongState')
      }
      const { code, oldPhoneCode } = request.body
      const accept = (purpose: 'confirmOrder' | 'reservedPhone', subject: string, digits: string) =>
        acceptCode(app.db, { workflowId: order.id, purpose, subject, typed: digits, now: new Date() })
      if (oldPhoneCode) {
        const codeId = await accept('reservedPhone', proposed.digest, oldPhoneCode)
        await tellWorkflow(app.temporal, order.id, proveReservedPhone, { codeId })
      }
      const form = await currentForm(app, order)
      const codeId = await accept('confirmOrder', form?.digest ?? '', code)
      await tellWorkflow(app.temporal, order.id, submit, { codeId, revision: order.revision })
      return answerOrder(request, order.no)
    },
  )
}
