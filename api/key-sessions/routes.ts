import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { rotationIsDue } from '../../db/unlocks.ts'
import { sentReminders } from '../../db/key-standing.ts'
import { holderForms } from '../../db/holder-forms.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { reminderDates } from '../../domain/expiry.ts'
import { maskEmail, maskPhone } from '../../domain/identifiers.ts'
import { daysLeft, renewalWindow } from '../../domain/renewal.ts'
import { keyRefusal } from '../../domain/unlock.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { proveHolder } from '../holders/routes.ts'
import { certificateStanding } from '../orders/order-schema.ts'
import { newNonce } from '../key-agent/nonces.ts'
import { agentGreeting, checkKeyStatement, keyStatement } from '../key-agent/statements.ts'
import { issueTicket } from '../key-agent/tickets.ts'
import { cookieOrNone } from '../plugins/openapi.ts'
import { limits } from '../plugins/rate-limit.ts'
import { describeProblem } from '../problems.ts'
import { LOGIN_PURPOSE, TEST_PURPOSE } from './key-login.ts'
import { readKey, refusalOf, type KeyProcess } from './key-standing.ts'

const instant = z.iso.datetime()
const refused = z.object({ code: z.string(), title: z.string(), detail: z.string() })

const keyLogin = z
  .object({
    tokenSerial: z.string(),
    certificate: z.object({
      serial: z.string(),
      subject: z.string(),
      notBefore: instant,
      notAfter: instant,
      standing: certificateStanding,
    }),
    organisationName: z.string(),
    daysLeft: z.number().int().describe('Beijing calendar days; below 0 after the end'),
    renewable: z.object({ from: z.iso.date(), until: z.iso.date() }).describe('Beijing dates'),
    reminders: z.object({
      to: z.object({ phone: z.string(), email: z.string() }).nullable().describe('The operator, masked'),
      dates: z.array(z.object({ on: z.iso.date(), sentAt: instant.nullable() })),
    }),
    unlockDue: z.boolean().describe('An unlock was never confirmed: one more changes the SO PIN'),
    open: z.object({ no: z.string(), kind: z.string() }).nullable().describe('The process the key is in'),
    renewal: refused.nullable().describe('Why it is not renewed now; null when it may be'),
    informationChange: refused.nullable().describe('Why nothing is changed now; null when it may be'),
  })
  .meta({ id: 'KeyLogin' })

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
      const tokenSerial = standing.token.serial
      session.set('keyLogin', { tokenSerial, certificateId, at: Date.now() })
      const { serial, subject: name, uscc, notBefore, notAfter } = standing.certificate
      const now = new Date()
      // Whoever has a key in use and its PIN needs no code to report another one lost.
      const inUse = !keyRefusal({ certificate: standing.certificate.state, token: standing.token.state })
      if (inUse && notAfter > now) proveHolder(request, uscc)
      const [[holder], sent] = await Promise.all([
        holderForms(app.db, tokenSerial, uscc),
        sentReminders(app.db, certificateId),
      ])
      const { from, until } = renewalWindow(notAfter)
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
          standing: standingOf(standing.certificate, now),
        },
        organisationName: holder?.form.organisation.name ?? name,
        renewable: { from: beijingDate(from), until: beijingDate(until) },
        reminders: {
          to: holder
            ? { phone: maskPhone(holder.form.operator.phone), email: maskEmail(holder.form.operator.email) }
            : null,
          dates: reminderDates(standing.certificate).map(({ day, on }) => ({
            on,
            sentAt: sent.find((one) => one.day === day)?.sentAt?.toISOString() ?? null,
          })),
        },
        daysLeft: daysLeft(notAfter, now),
        unlockDue: await rotationIsDue(app.db, tokenSerial),
        open: standing.open ? { no: standing.open.no, kind: standing.open.kind } : null,
        renewal: refusal('renewal'),
        informationChange: refusal('informationChange'),
      }
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
