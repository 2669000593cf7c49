import fastifyPlugin from 'fastify-plugin'
import type { Database } from '../../db/database.ts'
import { staffAuth, type StaffAuth } from '../../db/staff-auth.ts'

declare module 'fastify' {
  interface FastifyInstance {
    staffAuth: StaffAuth
  }
}

/** better-auth for staff, configured in db/staff-auth.ts. */
export const staff = fastifyPlugin<{ db: Database; siteUrl: string; secret: string }>(
  async (app, options) => {
    app.decorate('staffAuth', staffAuth(options.db, options))
  },
)
