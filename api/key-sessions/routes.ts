import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { rotationIsDue } from '../../db/unlocks.ts'
import { daysLeft } from '../../domain/renewal.ts'
import { newNonce } from '../key-agent/nonces.ts'
import { agentGreeting, checkKeyStatement, keyStatement } from '../key-agent/statements.ts'
import { issueTicket } from '../key-agent/tickets.ts'
import { cookieOrNone } from '../plugins/openapi.ts'
import { limits } from '../plugins/rate-limit.ts'
import { describeProblem } from '../problems.ts'
import { LOGIN_PURPOSE } from './key-login.ts'
import { readKey, refusalOf, type KeyProcess } from './key-standing.ts'

const instant = z.iso.datetime()
const refused = z.object({ code: z.string(), title: z.string(), detail: z.string() })

const keyLogin = z
  .object({
    tokenSerial: z.string(),
    certificate: z.object({ serial: z.string(), subject: z.string(), notBefore: instant, notAfter: instant }),
    daysLeft: z.number().int().describe('Beijing calendar days; below 0 after the end'),
    unlockDue: z.boolean().describe('An unlock was never confirmed: one more changes the SO PIN'),
    open: z.object({ no: z.string(), kind: z.string() }).nullable().describe('The process the key is in'),
    renewal: refused.nullable().describe('Why it is not renewed now; null when it may be'),
    informationChange: refused.nullable().describe('Why nothing is changed now; null when it may be'),
  })
  .meta({ id: 'KeyLogin' })

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
            .array(z.enum(['read', 'prove']))
            .min(1)
            .max(2),
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
      const tokenSerial = standing.token.serial
      session.set('keyLogin', { tokenSerial, certificateId, at: Date.now() })
      const { serial, subject: name, notBefore, notAfter } = standing.certificate
      const now = new Date()
      const refusal = (process: KeyProcess) => {
        const problem = refusalOf(standing, process, now)
        if (!problem) return null
        const { code, title, detail } = describeProblem(problem, language)
        return { code, title, detail }
      }
      return {
        tokenSerial,
        certificate: {
          serial,
          subject: name,
          notBefore: notBefore.toISOString(),
          notAfter: notAfter.toISOString(),
        },
        daysLeft: daysLeft(notAfter, now),
        unlockDue: await rotationIsDue(app.db, tokenSerial),
        open: standing.open ? { no: standing.open.no, kind: standing.open.kind } : null,
        renewal: refusal('renewal'),
        informationChange: refusal('informationChange'),
      }
    },
  )
}
