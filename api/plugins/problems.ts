import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { isDatabaseAway } from '../../db/database.ts'
import { isFieldProblem } from '../field-messages.ts'
import { describeProblem, Problem, problemStatus, type ProblemCode } from '../problems.ts'
import { isTemporalAway } from './temporal.ts'

/** Fastify's and its plugins' own refusals, by status. */
const byStatus: Record<number, ProblemCode> = {
  400: 'invalidInput',
  404: 'notFound',
  406: 'notAcceptable',
  413: 'tooLarge',
  415: 'unsupportedMediaType',
}

/** What an error is called here; `internal` where it is our own fault. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message = '' }) => ({
      field: instancePath.slice(1).replaceAll('/', '.'),
      problem: isFieldProblem(message) ? message : 'invalid',
    }))
    return new Problem('invalidInput', { errors })
  }
  if (isDatabaseAway(error) || isTemporalAway(error)) return new Problem('temporarilyUnavailable')
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return new Problem(byStatus[status] ?? (status < 500 ? 'invalidInput' : 'internal'))
}

function answer(reply: FastifyReply, request: FastifyRequest, problem: Problem) {
  const values = { requestId: request.id, ...problem.extras.values }
  const described = new Problem(problem.code, { ...problem.extras, values })
  const { retryAfterSeconds } = problem.extras
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  return reply
    .code(problemStatus[problem.code])
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(describeProblem(described, request.language))
}

/** Answers every error as RFC 9457. What is our own fault is logged with the request's id and told by id only. */
export const problemAnswers = fastifyPlugin(async (app) => {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problemStatus[problem.code] >= 500) request.log.error({ err: error }, 'request failed')
    return answer(reply, request, problem)
  })
  app.setNotFoundHandler((request, reply) => answer(reply, request, new Problem('notFound')))
})
