import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AGENT_MINIMUM_VERSION } from '../../pki/agent-protocol.ts'

/** Where a page finds the key agent of its PC, and how new that has to be. */
export const agentFacts: FastifyPluginAsyncZod<{ ports: number[] }> = async (app, { ports }) => {
  app.get(
    '/key-agent',
    {
      schema: {
        tags: ['Key agent'],
        summary: 'Ports on loopback, in this order, and the oldest version that still works',
        response: { 200: z.object({ ports: z.array(z.number().int()), minimumVersion: z.string() }) },
      },
      // Every page's policy is made of it, from the site's own address.
      config: { rateLimit: false },
    },
    async () => ({ ports, minimumVersion: AGENT_MINIMUM_VERSION }),
  )
}
