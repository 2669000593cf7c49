import { isGrpcDeadlineError } from '@temporalio/client'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readConfirmation } from '../../db/confirmation.ts'
import { confirmPurpose } from '../../domain/confirmation.ts'
import { taskQueues } from '../../temporal.config.ts'
import { remittanceStatement } from '../../workflows/remittance-statement.ts'
import { holderCertificates } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { newNonce } from '../key-agent/nonces.ts'
import { agentGreeting, keyNonce, keyStatement } from '../key-agent/statements.ts'
import { proofTicket } from '../key-agent/tickets.ts'
import { orderNumber, orderView } from '../orders/order-schema.ts'
import { answerOrder, ownOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { beginReplacement } from './begin.ts'
import { submitSigned } from './sign.ts'

/** Longest that somebody looks at the button while the bank is asked for its statement. */
const STATEMENT_MS = 15_000

/** 补办: another key for a certificate whose key was lost or damaged. Form, materials and the rest are an order's. */
export const replacementRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Loss and replacement'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: '补办: begin; a lost key’s certificate goes on hold by it',
        body: z.object({ certificateId: z.uuid(), fate: z.enum(['lost', 'damaged']) }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const holderNumber = provenHolder(request)
      const mine = await holderCertificates(app.db, holderNumber, new Date())
      const no = await beginReplacement(request, holderNumber, mine, request.body)
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  app.post(
    '/:no/tickets',
    {
      schema: {
        summary: 'A ticket by which another key of the holder can sign the confirmation',
        params: orderNumber,
        body: agentGreeting,
        response: { 200: z.object({ ticket: z.string() }) },
      },
      config: limits.ticket,
    },
    async (request) => {
      const { no } = await ownOrder(request, request.params.no)
      return proofTicket(request.body.agentNonce, no)
    },
  )

  app.post(
    '/:no/nonce',
    {
      schema: { summary: 'What that key signs', params: orderNumber, response: { 200: keyNonce } },
      config: limits.ticket,
    },
    async (request) => {
      const { id, no } = await ownOrder(request, request.params.no)
      const confirmation = await readConfirmation(app.db, id)
      if (!confirmation) throw new Problem('formIncomplete')
      return { nonce: newNonce(request.session), purpose: confirmPurpose(confirmation.digest), orderNo: no }
    },
  )

  app.post(
    '/:no/signature',
    {
      schema: {
        summary: '签名验证: submit, confirmed by another key of the holder',
        params: orderNumber,
        body: keyStatement,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await submitSigned(request, order, request.body)
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/statement-readings',
    {
      schema: {
        summary: 'The transfer is made: look at the bank statement now and not in some minutes',
        params: orderNumber,
        // `read`: the bank has answered, and the order shows what has come.
        response: { 200: z.object({ read: z.boolean() }) },
      },
      config: limits.code,
    },
    async (request) => {
      await ownOrder(request, request.params.no)
      const reading = await app.temporal.workflow.start(remittanceStatement, {
        workflowId: 'remittanceStatement',
        taskQueue: taskQueues.business,
        workflowIdConflictPolicy: 'USE_EXISTING',
      })
      const waiting = app.temporal.connection.withDeadline(Date.now() + STATEMENT_MS, () => reading.result())
      return waiting.then(
        () => ({ read: true }),
        (error: unknown) => {
          // It goes on reading without anybody who waits.
          if (isGrpcDeadlineError(error)) return { read: false }
          throw error
        },
      )
    },
  )
}
