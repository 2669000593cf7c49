import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { liveApiClient } from '../../db/api-clients.ts'
import { endpointOf, eventsOf, isEventOf, setEndpoint } from '../../db/webhooks.ts'
import { taskQueues } from '../../temporal.config.ts'
import type { webhookDelivery } from '../../workflows/webhook-delivery.ts'
import { Problem } from '../problems.ts'

const MOST_ADDRESS = 500
/** Standard Webhooks: 24 to 64 bytes. */
const SECRET_BYTES = 32

const instant = z.iso.datetime()
const webhooks = z
  .object({
    url: z.string().nullable().describe('Null where the client is told nothing'),
    events: z.array(
      z.object({
        id: z.uuid().describe('webhook-id'),
        type: z.string(),
        no: z.string(),
        at: instant,
        deliveredAt: instant.nullable(),
        givenUpAt: instant.nullable(),
        attempts: z.array(
          z.object({
            at: instant,
            status: z.number().int().nullable().describe('Of HTTP'),
            problem: z.string().nullable().describe('Why there was no answer'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Webhooks' })

const clientId = z.object({ id: z.uuid() })
const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** Where an API client is told of its requests, and what it was told. */
export const webhookRoutes: FastifyPluginAsyncZod = async (app) => {
  const view = async (id: string): Promise<z.infer<typeof webhooks>> => {
    const [endpoint, events] = await Promise.all([endpointOf(app.db, id), eventsOf(app.db, id)])
    const iso = (at: Date | null) => at?.toISOString() ?? null
    return {
      url: endpoint?.url ?? null,
      events: events.map(({ id: event, type, no, createdAt, deliveredAt, givenUpAt, attempts }) => ({
        ...{ id: event, type, no, at: createdAt.toISOString() },
        deliveredAt: iso(deliveredAt),
        givenUpAt: iso(givenUpAt),
        attempts: attempts.map(({ createdAt: at, status, problem }) => ({
          ...{ at: at.toISOString(), status, problem },
        })),
      })),
    }
  }

  app.get(
    '/api-clients/:id/webhooks',
    {
      config: { may: 'setApiClients' },
      schema: { summary: 'What a client was told lately', params: clientId, response: { 200: webhooks } },
    },
    ({ params }) => view(params.id),
  )

  app.put(
    '/api-clients/:id/webhooks',
    {
      config: { may: 'setApiClients' },
      schema: {
        summary: 'Where a client is told; the secret is told here, and never again',
        params: clientId,
        body: z.object({
          url: z.string().trim().max(MOST_ADDRESS, 'tooLong').refine(isWebAddress, 'invalid'),
        }),
        response: { 200: z.object({ secret: z.string() }) },
      },
    },
    async ({ params: { id }, body: { url }, staff }) => {
      if (!(await liveApiClient(app.db, id))) throw new Problem('notFound')
      const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
      await setEndpoint(app.db, id, { url, secret }, staff.username)
      return { secret }
    },
  )

  app.post(
    '/api-clients/:id/webhooks/:event/replay',
    {
      config: { may: 'setApiClients' },
      schema: {
        summary: 'Send a message again',
        params: clientId.extend({ event: z.uuid() }),
        response: { 200: webhooks },
      },
    },
    async ({ params: { id, event: eventId } }) => {
      if (!(await isEventOf(app.db, id, eventId))) throw new Problem('notFound')
      await app.temporal.workflow.start<typeof webhookDelivery>('webhookDelivery', {
        workflowId: `webhook/${eventId}/${randomUUID()}`,
        taskQueue: taskQueues.business,
        args: [{ eventId }],
      })
      return view(id)
    },
  )
}
