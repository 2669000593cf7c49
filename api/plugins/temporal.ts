import type { Client } from '@temporalio/client'
import fastifyPlugin from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    temporal: Client
  }
}

export const temporalClient = fastifyPlugin<{ temporal: Client }>(async (app, { temporal }) => {
  app.decorate('temporal', temporal)
})
