import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { limits } from '../plugins/rate-limit.ts'

/** The calls of better-auth that staff need. What is not listed does not exist here: no sign-up, no mail, no admin. */
const calls = [
  ['POST', '/sign-in/username', 'Sign in: user name and password; answers `twoFactorRedirect: true`'],
  ['POST', '/two-factor/verify-totp', 'The one-time code; completes the sign-in'],
  ['POST', '/two-factor/enable', 'Set up an authenticator (an account that has none)'],
  ['POST', '/change-password', 'Change the own password'],
  ['POST', '/sign-out', 'Sign out'],
  ['GET', '/get-session', 'Who is signed in'],
] as const

/** Staff sign-in, answered by better-auth: https://better-auth.com/docs/integrations/fastify */
export const authRoutes: FastifyPluginAsyncZod = async (app) => {
  for (const [method, url, summary] of calls) {
    app.route({
      method,
      url,
      bodyLimit: 8192,
      schema: {
        tags: ['Staff sign-in'],
        summary,
        response: { 200: z.unknown().describe('As better-auth says it') },
      },
      ...(method === 'POST' && { config: limits.guess }),
      handler: async (request, reply) => {
        const headers = new Headers({ 'x-caller-address': request.ip })
        for (const name of ['cookie', 'origin', 'content-type', 'user-agent'] as const) {
          const value = request.headers[name]
          if (value) headers.set(name, value)
        }
        const target = new URL(request.url, app.staffAuth.options.baseURL)
        const body = request.body === undefined ? undefined : JSON.stringify(request.body)
        const response = await app.staffAuth.handler(new Request(target, { method, headers, body }))
        reply.code(response.status as 200)
        response.headers.forEach((value, name) => {
          if (name !== 'set-cookie') reply.header(name, value)
        })
        for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
        return reply.send(await response.text())
      },
    })
  }
}
