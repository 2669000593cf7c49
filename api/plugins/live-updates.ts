import { EventEmitter } from 'node:events'
import { fastifySSE } from '@fastify/sse'
import type { FastifyReply } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { isDatabaseAway, type Connection } from '../../db/database.ts'
import { ORDER_CHANGED } from '../../db/order-changed.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Streams `changed` to the caller whenever an order changes, or only when the given one does. */
    streamChanges(reply: FastifyReply, no?: string): Promise<void>
  }
}

const HEARTBEAT_MS = 15_000

/** Server-sent events (https://github.com/fastify/sse), fed by one LISTEN of this process. */
export const liveUpdates = fastifyPlugin<{ connection: Connection }>(async (app, { connection }) => {
  // Data as it stands: by itself the plugin makes JSON of it, and a number in quotes is no order's.
  await app.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS, serializer: String })
  const changes = new EventEmitter<{ changed: [no?: string] }>().setMaxListeners(0)
  let listening: ReturnType<Connection['sql']['listen']> | undefined

  // Starts with the first reader. After a lost connection anything may have changed, so everybody reads again.
  function listen() {
    listening ??= connection.sql.listen(
      ORDER_CHANGED,
      (no) => changes.emit('changed', no),
      () => changes.emit('changed'),
    )
    listening.catch(() => (listening = undefined))
    return listening
  }

  app.decorate('streamChanges', async (reply, no) => {
    await listen()
    const tell = (changed?: string) => {
      if ((no && changed && changed !== no) || !reply.sse.isConnected) return
      reply.sse
        .send({ event: 'changed', data: changed ?? no ?? '' })
        .catch((error: unknown) => app.log.info({ err: error }, 'a reader of live updates has left'))
    }
    reply.sse.keepAlive()
    changes.on('changed', tell)
    reply.sse.onClose(() => changes.off('changed', tell))
    // What changed between the reader's last look and now is not missed.
    tell(no)
  })

  app.addHook('onClose', async () => {
    await listening
      ?.then(({ unlisten }) => unlisten())
      .catch((error: unknown) => {
        // A connection that is gone listens no more.
        if (!isDatabaseAway(error)) app.log.warn({ err: error }, 'live updates are not ended')
      })
  })
})
