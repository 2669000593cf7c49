import { isGrpcServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client'
import fastifyPlugin from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    temporal: Client
  }
}

export const temporalClient = fastifyPlugin<{ temporal: Client }>(async (app, { temporal }) => {
  app.decorate('temporal', temporal)
})

/** DEADLINE_EXCEEDED and UNAVAILABLE, https://grpc.io/docs/guides/status-codes/ */
const AWAY = [4, 14]

/** Whether something failed only because Temporal is away for the moment. */
export function isTemporalAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (isGrpcServiceError(error) && AWAY.includes(error.code)) || isTemporalAway(error.cause)
}

/** Waits for a signal to a process; one that has ended meanwhile needs to know nothing. */
export async function signalIfOpen(signalled: Promise<void>): Promise<void> {
  try {
    await signalled
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
}
