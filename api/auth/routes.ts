import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { limits } from '../plugins/rate-limit.ts'
import { Problem, type ProblemCode } from '../problems.ts'
import { compareCode, comparePassword } from './sign-in.ts'

/** better-auth's own words for a refusal; what stands not here is told by its status. */
const problemOf: Record<string, ProblemCode> = {
  INVALID_USERNAME_OR_PASSWORD: 'signInWrong',
  INVALID_PASSWORD: 'passwordWrong',
  PASSWORD_TOO_SHORT: 'passwordTooShort',
  INVALID_CODE: 'totpWrong',
  INVALID_TWO_FACTOR_COOKIE: 'signInLate',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'signInLate',
  ACCOUNT_TEMPORARILY_LOCKED: 'totpLocked',
  BANNED_USER: 'accountClosed',
}
const byStatus: Record<number, ProblemCode> = { 401: 'signInNeeded', 403: 'notAllowed', 404: 'notFound' }

/** Has better-auth answer, its cookies included. @throws Problem when it refuses. */
async function ask(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { staffAuth } = request.server
  const headers = new Headers({ 'x-caller-address': request.ip, 'content-type': 'application/json' })
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value) headers.set(name, value)
  }
  const { method, body } = request
  const target = new URL(request.url, staffAuth.options.baseURL)
  const response = await staffAuth.handler(
    new Request(target, { method, headers, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) }),
  )
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const { code = '' } = (answer ?? {}) as { code?: string }
    const other = response.status >= 500 ? 'internal' : 'invalidInput'
    throw new Problem(problemOf[code] ?? byStatus[response.status] ?? other)
  }
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return answer
}

const password = z.string().min(1).max(128)
const member = z.object({ name: z.string(), username: z.string(), role: z.string() })

/**
 * Staff sign-in: the calls of better-auth that staff need (https://better-auth.com/docs/integrations/fastify). What does
 * not stand here does not exist: no sign-up, no mail, no admin.
 */
export const authRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Staff sign-in'] }
    route.bodyLimit = 8192
  })

  app.post(
    '/sign-in/username',
    {
      schema: {
        summary: 'Sign in: user name and password; `twoFactorRedirect` when the one-time code is wanted next',
        body: z.object({ username: z.string().min(1).max(64), password }),
        response: { 200: z.object({ twoFactorRedirect: z.boolean() }) },
      },
      config: limits.guess,
    },
    async (request, reply) => {
      const { twoFactorRedirect = false } = await comparePassword(
        request,
        request.body.username,
        async () => (await ask(request, reply)) as { twoFactorRedirect?: boolean },
      )
      return { twoFactorRedirect }
    },
  )

  app.post(
    '/two-factor/verify-totp',
    {
      schema: {
        summary: 'The one-time code; completes the sign-in',
        body: z.object({ code: z.string().min(1).max(16) }),
        response: { 200: z.object({ user: member }) },
      },
      config: limits.guess,
    },
    async (request, reply) =>
      compareCode(
        request,
        reply,
        request.body.code,
        async () =>
          (await ask(request, reply)) as { token: string; user: z.infer<typeof member> & { id: string } },
      ),
  )

  app.post(
    '/two-factor/enable',
    {
      schema: {
        summary: 'Set up an authenticator (an account that has none)',
        body: z.object({ password }),
        response: { 200: z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }) },
      },
      config: limits.guess,
    },
    async (request, reply) => (await ask(request, reply)) as { totpURI: string; backupCodes: string[] },
  )

  app.post(
    '/change-password',
    {
      schema: {
        summary: 'Change the own password; all other sessions may end by it',
        body: z.object({
          currentPassword: password,
          newPassword: password,
          revokeOtherSessions: z.boolean().default(true),
        }),
        response: { 200: z.object({ user: member.partial() }) },
      },
      config: limits.guess,
    },
    async (request, reply) => (await ask(request, reply)) as { user: z.infer<typeof member> },
  )

  app.post(
    '/sign-out',
    {
      schema: {
        summary: 'Sign out',
        body: z.object({}).optional(),
        response: { 200: z.object({ success: z.boolean() }) },
      },
      config: limits.guess,
    },
    async (request, reply) => (await ask(request, reply)) as { success: boolean },
  )

  app.get(
    '/get-session',
    {
      schema: {
        summary: 'Who is signed in',
        response: { 200: z.object({ user: member }).nullable() },
      },
    },
    async (request, reply) => (await ask(request, reply)) as { user: z.infer<typeof member> } | null,
  )
}
