import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keepSignedProof } from '../../db/proofings.ts'
import type { OrderRow } from '../../db/orders.ts'
import { certificateProblem, proofPurpose } from '../../domain/proofing.ts'
import { personSubject } from '../../pki/name.ts'
import { proveByCertificate } from '../../workflows/new-application.ts'
import { newNonce } from '../key-agent/nonces.ts'
import { agentGreeting, checkKeyStatement, keyNonce, keyStatement } from '../key-agent/statements.ts'
import { proofTicket } from '../key-agent/tickets.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'
import { completeForm } from './form-check.ts'
import { orderNumber, orderView } from './order-schema.ts'
import { certificateMismatch, tellWorkflow } from './order-workflow.ts'
import { answerOrder, mustAllow, ownOrder } from './own-order.ts'

/** A person proves themselves by a certificate of ours: its key signs, in their hand or by a code to their phone. */
export const ownCertificateRoutes: FastifyPluginAsyncZod = async (app) => {
  /** What is to be proved. @throws Problem wrongState, where it is not by a certificate; formIncomplete. */
  async function toProve(order: OrderRow) {
    mustAllow(order, 'proofed')
    const { form, proofedFacts } = await completeForm(app.db, order)
    if (form.proofing.method !== 'ownCertificate') throw new Problem('wrongState')
    return { form, facts: proofedFacts }
  }

  app.post(
    '/:no/key-proof/tickets',
    {
      schema: {
        summary: 'A ticket by which a key of the person can sign',
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
    '/:no/key-proof/nonce',
    {
      schema: { summary: 'What that key signs', params: orderNumber, response: { 200: keyNonce } },
      config: limits.ticket,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      const { facts } = await toProve(order)
      return { nonce: newNonce(request.session), purpose: proofPurpose(facts), orderNo: order.no }
    },
  )

  app.post(
    '/:no/key-proof',
    {
      schema: {
        summary: 'Prove the identity by what the key has signed',
        params: orderNumber,
        body: keyStatement,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      const { form, facts } = await toProve(order)
      const subject = { purpose: proofPurpose(facts), orderNo: order.no }
      // One that ended is kept as evidence as well, and named as what it is.
      const signer = await checkKeyStatement(app, request, subject, request.body, { evenRevoked: true })
      const { id: certificateId, serial, algorithm, publicKey, statement } = signer
      const holderNumber = order.holderNumber!
      const person = { holderNumber, subject: personSubject({ name: form.operator.name, holderNumber }) }
      const problem =
        certificateId === order.certificateId
          ? 'proofing.method'
          : certificateProblem(signer, person, new Date())
      const inconsistent = problem ? [problem] : []
      const signed = { serial, algorithm, publicKey, statement, signature: request.body.signature }
      await keepSignedProof(app.db, { orderId: order.id, facts, certificateId, signed, inconsistent })
      if (problem) throw certificateMismatch(inconsistent)
      await tellWorkflow(app.temporal, order.id, proveByCertificate, {})
      return answerOrder(request, order.no)
    },
  )

  app.post(
    '/:no/hosted-proof',
    {
      schema: {
        summary: 'Prove the identity by the code to the phone of the hosted certificate',
        params: orderNumber,
        body: sealedCode,
        response: { 200: orderView },
      },
      config: limits.guess,
    },
    async (request) => {
      const order = await ownOrder(request, request.params.no)
      await toProve(order)
      const typed = await acceptSealed(app.db, order.id, request)
      await tellWorkflow(app.temporal, order.id, proveByCertificate, typed)
      return answerOrder(request, order.no)
    },
  )
}
