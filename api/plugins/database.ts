import fastifyPlugin from 'fastify-plugin'
import { openCounter, type Counter } from '../../db/counter.ts'
import type { Connection, Database } from '../../db/database.ts'
import { openDocumentStore, type DocumentStore } from '../../db/document-store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    db: Database
    counter: Counter
    documents: DocumentStore
  }
}

export const database = fastifyPlugin<{ connection: Connection; documentDir: string }>(
  async (app, { connection, documentDir }) => {
    app.decorate('db', connection.db)
    app.decorate('counter', openCounter(connection.db))
    app.decorate('documents', openDocumentStore(connection.db, documentDir))
  },
)
