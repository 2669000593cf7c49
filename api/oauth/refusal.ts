import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { problemOf } from '../plugins/problems.ts'
import { describeProblem, problemStatus, type ProblemCode } from '../problems.ts'

/** A refusal as RFC 6749, 5.2 and the CSC API 2.0, 10.2 have it. */
export class OAuthRefusal extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, code: string, description: string) {
    super(description)
    this.code = code
    this.status = status
  }
}

/** What is wrong with the parameters. */
export const invalidRequest = (description: string) => new OAuthRefusal(400, 'invalid_request', description)

/** Our own refusals that have a name there. */
const named: Partial<Record<ProblemCode, [status: number, code: string]>> = {
  tokenInvalid: [401, 'invalid_token'],
  scopeMissing: [403, 'insufficient_scope'],
  temporarilyUnavailable: [503, 'temporarily_unavailable'],
  providerUnavailable: [503, 'temporarily_unavailable'],
}
const codeProblems: readonly ProblemCode[] = [
  'codeWrong',
  'codeExpired',
  'codeUsed',
  'codeTriesOut',
  'codeNotSent',
]

/**
 * How a plugin answers errors to programs of others: two fields, in English. `wrongCode`: what a code is called that does
 * not count.
 */
export const refuseAsOAuth =
  (wrongCode = 'invalid_grant') =>
  (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    const refuse = (status: number, code: string, description: string) =>
      reply
        .code(status)
        .type('application/json; charset=utf-8')
        .serializer(JSON.stringify)
        .send({ error: code, error_description: description })

    if (error instanceof OAuthRefusal) return refuse(error.status, error.code, error.message)
    if (hasZodFastifySchemaValidationErrors(error)) {
      const field = error.validation[0]?.instancePath.slice(1).replaceAll('/', '.') ?? ''
      return refuse(400, 'invalid_request', `Missing (or invalid type) parameter ${field}`)
    }
    const problem = problemOf(error)
    const status = problemStatus[problem.code]
    if (status >= 500) request.log.error({ err: error }, 'request failed')
    const { retryAfterSeconds, values } = problem.extras
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
    problem.extras.values = { requestId: request.id, ...values }
    const { detail } = describeProblem(problem, 'en')
    const [as, code] = named[problem.code] ?? [status, status >= 500 ? 'server_error' : 'invalid_request']
    return refuse(
      codeProblems.includes(problem.code) ? 400 : as,
      codeProblems.includes(problem.code) ? wrongCode : code,
      detail,
    )
  }
