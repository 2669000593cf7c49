import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answers } from '../../db/database.ts'
import { stationsSeen } from '../../db/key-stations.ts'
import { taskQueues } from '../../temporal.config.ts'
import { knownVersions } from '../../temporal.versions.ts'

// temporal.api.enums.v1.TaskQueueType
const WORKFLOW_TASKS = 1
const ACTIVITY_TASKS = 2

/** A worker polls at least once a minute; the server forgets one after five. */
const POLLED_MS = 90_000
const ANSWER_MS = 5_000

/** Whether a worker of late takes what comes in there; `buildId`: of this version of the workflows. */
async function isPolled(
  { temporal: client }: FastifyInstance,
  name: string,
  taskQueueType: number,
  buildId?: string,
) {
  const { workflowService } = client.connection
  const { pollers } = await workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name },
    taskQueueType,
  })
  const recent = Date.now() - POLLED_MS
  return (pollers ?? []).some(
    ({ lastAccessTime, deploymentOptions }) =>
      Number(lastAccessTime?.seconds ?? 0) * 1000 > recent &&
      (buildId === undefined || deploymentOptions?.buildId === buildId),
  )
}

/** New orders begin with the current version: a worker that only ends older ones is not enough. */
async function isBusinessPolled(app: FastifyInstance) {
  const { connection, options } = app.temporal
  const { current } = await knownVersions({
    service: connection.workflowService,
    namespace: options.namespace,
  })
  if (!current) return false
  const types = [WORKFLOW_TASKS, ACTIVITY_TASKS]
  return (await Promise.all(types.map((type) => isPolled(app, taskQueues.business, type, current)))).every(
    Boolean,
  )
}

async function isStationPolled(app: FastifyInstance) {
  const online = await stationsSeen(app.db, new Date())
  const polled = online.map((id) => isPolled(app, taskQueues.keyStation(id), ACTIVITY_TASKS))
  return (await Promise.all(polled)).some(Boolean)
}

/** What an order needs from end to end, each with the question whether it is there. */
const needs: Record<string, (app: FastifyInstance) => Promise<boolean>> = {
  postgres: ({ db }) => answers(db),
  temporal: async ({ temporal: client }) => {
    await client.connection.workflowService.getSystemInfo({})
    return true
  },
  businessWorker: isBusinessPolled,
  caWorker: (app) => isPolled(app, taskQueues.ca, ACTIVITY_TASKS),
  keyStation: isStationPolled,
}

const readiness = z.object({ ready: z.boolean(), missing: z.array(z.string()) }).meta({ id: 'Readiness' })

export const healthRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/healthz',
    {
      schema: {
        tags: ['Health'],
        summary: 'This process is alive',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        tags: ['Health'],
        summary: 'Everything that an order needs is there; names what is missing',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (request, reply) => {
      const asked = Object.entries(needs).map(async ([name, ask]) => {
        const timeout = new Promise<boolean>((_, reject) => setTimeout(reject, ANSWER_MS).unref())
        const there = await Promise.race([ask(app), timeout]).catch((error: unknown) => {
          request.log.warn({ err: error, need: name }, 'not ready')
          return false
        })
        return there ? [] : [name]
      })
      const missing = (await Promise.all(asked)).flat()
      return reply.code(missing.length === 0 ? 200 : 503).send({ ready: missing.length === 0, missing })
    },
  )
}
