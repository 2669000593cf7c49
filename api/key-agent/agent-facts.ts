import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AGENT_MINIMUM_VERSION } from '../../pki/agent-protocol.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { agentPackage, agentPackages } from './agent-packages.ts'

const tags = ['Key agent']

interface Options {
  ports: number[]
  /** Folder of packed agents, where there is one. */
  packages?: string
}

/** Where a page finds the key agent of its PC, how new that has to be, and where a person gets one. */
export const agentFacts: FastifyPluginAsyncZod<Options> = async (app, { ports, packages }) => {
  app.get(
    '/key-agent',
    {
      schema: {
        tags,
        summary: 'Ports on loopback, in this order, and the oldest version that still works',
        response: { 200: z.object({ ports: z.array(z.number().int()), minimumVersion: z.string() }) },
      },
      // Every page's policy is made of it, from the site's own address.
      config: { rateLimit: false },
    },
    async () => ({ ports, minimumVersion: AGENT_MINIMUM_VERSION }),
  )

  app.get(
    '/key-agent/packages',
    {
      schema: {
        tags,
        summary: 'What can be downloaded, newest first',
        response: { 200: z.array(agentPackage) },
      },
    },
    async () => agentPackages(packages),
  )

  app.get(
    '/key-agent/packages/:file',
    {
      schema: {
        tags,
        summary: 'One of them',
        params: z.object({ file: z.string().max(64) }),
        response: { 200: fileAnswer('application/octet-stream') },
      },
      config: limits.upload,
    },
    async (request, reply) => {
      const known = (await agentPackages(packages)).find(({ file }) => file === request.params.file)
      if (!known) throw new Problem('notFound')
      return reply
        .type('application/octet-stream')
        .header('content-length', known.bytes)
        .header('content-disposition', `attachment; filename="${known.file}"`)
        .send(createReadStream(join(packages!, known.file)))
    },
  )
}
