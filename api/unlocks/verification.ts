import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { currentForm } from '../../db/forms.ts'
import { unlockSubject } from '../../db/unlocks.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { authoriseByPhone, proveByCode, requestUnlockCode } from '../../workflows/unlock.ts'
import { chosenWay, proveInWay } from '../orders/chosen-proofing.ts'
import { orderNumber, orderView, typedCode, type TypedForm } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { answerOrder } from '../orders/own-order.ts'
import { acceptCode } from '../orders/typed-code.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { holderCopy } from './holder-copy.ts'
import { ownUnlock } from './own-unlock.ts'

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
      await proveInWay(app, id, request.body, (tx) => holderCopy(tx, id))
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
      const form = await currentForm(app.db, order)
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
