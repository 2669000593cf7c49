import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'

/** One line a request, once it is answered: https://fastify.dev/docs/latest/Reference/Logging/ */
export class RequestLog extends fastify.LogController {
  override incomingRequest() {
    // It is told of with its answer.
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply) {
    const answered = { req: request, res: reply, responseTime: reply.elapsedTime }
    if (error) reply.log.error({ ...answered, err: error }, 'request errored')
    else reply.log.info(answered, 'request completed')
  }
}
