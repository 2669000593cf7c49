import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { collection } from '../world.ts'

// Another system that is told of its signing requests: it checks each message by the library of the specification.

interface Received {
  id: string
  type: string
  body: string
  at: number
}

export const receivedWebhooks = collection<Received>('webhooks')
const configured = collection<{ secret: string; answer: number }>('webhooks.receiver')
const RECEIVER = 'receiver'
const NO_CONTENT = 204
const UNAUTHORISED = 401

/** What this system was told the messages are signed by, and what it answers: a bad status, and they come again. */
export function setReceiver(settings: { secret?: string; answer?: number }): void {
  configured.put(RECEIVER, {
    ...{ secret: '', answer: NO_CONTENT },
    ...configured.get(RECEIVER),
    ...settings,
  })
}

export async function webhookReceiver(app: FastifyInstance) {
  // A signature is over the bytes as they came.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )

  app.post<{ Body: string }>('/webhooks/inbox', async ({ body, headers }, reply) => {
    const { secret = '', answer = NO_CONTENT } = configured.get(RECEIVER) ?? {}
    let told: { type: string }
    try {
      told = new Webhook(secret).verify(body, headers as Record<string, string>) as { type: string }
    } catch {
      return reply.status(UNAUTHORISED).send()
    }
    if (answer >= 300) return reply.status(answer).send()
    const id = String(headers['webhook-id'])
    // The same message again is no other one.
    if (!receivedWebhooks.get(id)) receivedWebhooks.put(id, { id, type: told.type, body, at: Date.now() })
    return reply.status(answer).send()
  })
}
