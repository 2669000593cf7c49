import fastifyPlugin from 'fastify-plugin'
import type { Connection, Database } from '../../db/database.ts'
import { openDocumentStore, type DocumentStore } from '../../db/document-store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    db: Database
    documents: DocumentStore
  }
}

export const database = fastifyPlugin<{ connection: Connection; documentDir: string }>(
  async (app, { connection, documentDir }) => {
    app.decorate('db', connection.db)
    app.decorate('documents', openDocumentStore(connection.db, documentDir))
  },
)
