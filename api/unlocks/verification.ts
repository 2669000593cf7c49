import { and, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { unlockSubject } from '../../db/unlocks.ts'
import { checkApplicationForm, proofedFacts } from '../../domain/application-form.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { proofingMethods } from '../../domain/proofing.ts'
import type { SavedForm } from '../../workflows/steps/proofing.ts'
import {
  authoriseByPhone,
  chooseProofing,
  proveByCode,
  requestProofingCode,
  requestUnlockCode,
} from '../../workflows/unlock.ts'
import { orderNumber, orderView, typedCode, type TypedForm } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder, currentForm } from '../orders/own-order.ts'
import { acceptCode } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { holderCopy } from './holder-copy.ts'
import { ownUnlock } from './own-unlock.ts'

const typed = z.string().trim().max(60).optional()
const chosenWay = z.object({
  method: z.enum(proofingMethods),
  phone: typed.describe('Of the legal representative, where it is not the one we know'),
  bankCard: typed,
  bank: typed,
  account: typed,
})

/** 4.2, the code to the reserved phone; 4.1, 其他验证方式: identity proofing as for a new application. */
export const verificationRoutes: FastifyPluginAsyncZod = async (app) => {
  const authorise = (request: FastifyRequest, no: string, codeId: string) => {
    request.session.set('unlock', { no, codeId })
    return answerOrder(request, no)
  }

  app.post(
    '/:no/codes',
    {
      schema: {
        summary: '发送验证码: to the reserved phone',
        params: orderNumber,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const { id, no } = await ownUnlock(request, request.params.no)
      await tellWorkflow(app.temporal, id, requestUnlockCode)
      return answerOrder(request, no)
    },
  )

  app.post(
    '/:no/authorisation',
    {
      schema: {
        summary: 'Authorise a new PIN by the code on the reserved phone',
        params: orderNumber,
        body: typedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const { id, no, tokenSerial, state } = await ownUnlock(request, request.params.no)
      if (stateAfter('unlock', state, 'phoneCodeRight') === undefined) throw new Problem('wrongState')
      const codeId = await acceptCode(app.db, {
        workflowId: id,
        purpose: 'unlock',
        subject: unlockSubject(id, tokenSerial),
        typed: request.body.code,
        now: new Date(),
      })
      await tellWorkflow(app.temporal, id, authoriseByPhone, { codeId })
      return authorise(request, no, codeId)
    },
  )

  app.post(
    '/:no/proofing-codes',
    {
      schema: {
        summary: 'Check the identity in the chosen way, then send the unlock authorisation code',
        params: orderNumber,
        body: chosenWay,
        response: { 200: orderView },
      },
      config: limits.code,
    },
    async (request) => {
      const { id, no } = await ownUnlock(request, request.params.no)
      await tellWorkflow(app.temporal, id, chooseProofing, await saveWay(app.db, id, request.body))
      await tellWorkflow(app.temporal, id, requestProofingCode)
      return answerOrder(request, no)
    },
  )

  app.post(
    '/:no/proofing',
    {
      schema: {
        summary: 'Authorise a new PIN by the unlock authorisation code',
        params: orderNumber,
        body: typedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownUnlock(request, request.params.no)
      if (stateAfter('unlock', order.state, 'proofed') === undefined) throw new Problem('wrongState')
      const form = await currentForm(app, order)
      const method = (form?.typed as TypedForm | undefined)?.proofing?.method
      const codeId = await acceptCode(app.db, {
        workflowId: order.id,
        purpose: method === 'microDeposit' ? 'deposit' : 'proofing',
        subject: form?.proofedFacts ?? '',
        typed: request.body.code,
        now: new Date(),
      })
      await tellWorkflow(app.temporal, order.id, proveByCode, { codeId })
      return authorise(request, order.no, codeId)
    },
  )
}

/**
 * Keeps the chosen way with what is known of the holder; the same way again makes no new revision.
 * @throws Problem formIncomplete that names the fields.
 */
async function saveWay(db: Database, orderId: string, way: z.infer<typeof chosenWay>): Promise<SavedForm> {
  return db.transaction(async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update')
    if (!order || stateAfter('unlock', order.state, 'proofingChosen') === undefined) {
      throw new Problem('wrongState')
    }
    const [last] = await tx
      .select({ digest: orderForms.digest })
      .from(orderForms)
      .where(and(eq(orderForms.orderId, orderId), eq(orderForms.revision, order.revision)))
    const known = (await holderCopy(tx, orderId)) ?? {}
    const { phone, ...proofing } = way
    const form: TypedForm = {
      ...known,
      legalRepresentative: {
        ...known.legalRepresentative,
        phone: phone || known.legalRepresentative?.phone,
      },
      proofing,
    }
    const check = checkApplicationForm(form)
    if (!check.complete) throw new Problem('formIncomplete', { errors: check.problems })
    const facts = fingerprint('proofedFacts', proofedFacts(check.form))
    const digest = fingerprint('form', JSON.stringify(form))
    const same = last?.digest === digest
    const revision = order.revision + (same ? 0 : 1)
    if (!same) {
      const row = { orderId, revision, typed: form, complete: true, proofedFacts: facts, digest }
      await tx.insert(orderForms).values(row)
      await tx.update(orders).set({ revision }).where(eq(orders.id, orderId))
    }
    return { revision, complete: true, proofedFacts: facts }
  })
}
