import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { standingOf } from '../../domain/certificate-states.ts'
import { keyRefusal } from '../../domain/unlock.ts'
import { proveHolder } from '../holders/routes.ts'
import { newNonce } from '../key-agent/nonces.ts'
import { agentGreeting, checkKeyStatement, keyStatement } from '../key-agent/statements.ts'
import { issueTicket } from '../key-agent/tickets.ts'
import { certificateStanding } from '../orders/order-schema.ts'
import { cookieOrNone } from '../plugins/openapi.ts'
import { limits } from '../plugins/rate-limit.ts'
import { loggedIn, LOGIN_PURPOSE, TEST_PURPOSE } from './key-login.ts'
import { keyLogin, viewKeyLogin } from './key-login-view.ts'
import { readKey } from './key-standing.ts'

const instant = z.iso.datetime()

const testedSignature = z
  .object({
    serial: z.string(),
    algorithm: z.string(),
    verifiedAt: instant,
    standing: certificateStanding,
  })
  .meta({ id: 'TestedSignature' })

/** 介质登录: whoever has a key of ours and knows its PIN is its holder. The PIN goes to the agent only. */
export const keySessionRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { tags: ['Key agent'], security: [{ applicantCookie: [] }], ...route.schema }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'A ticket to read what is plugged in and to let it sign, and what it has to sign',
        security: cookieOrNone,
        body: agentGreeting.extend({
          operations: z
            .array(z.enum(['read', 'prove', 'changePin']))
            .min(1)
            .max(3),
        }),
        response: { 200: z.object({ nonce: z.string(), ticket: z.string() }) },
      },
      config: limits.ticket,
    },
    async ({ session, body: { agentNonce, operations } }) => ({
      nonce: newNonce(session),
      ticket: issueTicket({ agentNonce, operations, tokenSerial: null, orderNo: null }),
    }),
  )

  app.post(
    '/login',
    {
      schema: {
        summary: 'Log in with a key: what it signed for the purpose keyLogin',
        body: keyStatement,
        response: { 200: keyLogin },
      },
      config: limits.guess,
    },
    async (request) => {
      const { session, language, body } = request
      const subject = { purpose: LOGIN_PURPOSE, orderNo: null }
      const { id: certificateId } = await checkKeyStatement(app, request, subject, body, {
        evenRevoked: true,
      })
      const standing = await readKey(app.db, certificateId)
      const { certificate, token } = standing
      session.set('keyLogin', { tokenSerial: token.serial, certificateId, at: Date.now() })
      // Whoever has a key in use and its PIN needs no code to report another one lost.
      const inUse = !keyRefusal({ certificate: certificate.state, token: token.state })
      if (inUse && certificate.notAfter > new Date()) proveHolder(request, certificate.holderNumber)
      return viewKeyLogin(app.db, standing, language)
    },
  )

  app.get(
    '/login',
    {
      schema: {
        summary: 'The key that this browser has logged in with',
        response: { 200: keyLogin },
      },
    },
    async (request) => {
      const standing = await readKey(app.db, loggedIn(request).certificateId)
      return viewKeyLogin(app.db, standing, request.language)
    },
  )

  app.post(
    '/test-signature',
    {
      schema: {
        summary: 'Verify what the key signed for the purpose testSignature',
        body: keyStatement,
        response: { 200: testedSignature },
      },
      config: limits.guess,
    },
    async (request) => {
      const subject = { purpose: TEST_PURPOSE, orderNo: null }
      const signer = await checkKeyStatement(app, request, subject, request.body, { evenRevoked: true })
      const now = new Date()
      const { serial, algorithm } = signer
      return { serial, algorithm, verifiedAt: now.toISOString(), standing: standingOf(signer, now) }
    },
  )
}
