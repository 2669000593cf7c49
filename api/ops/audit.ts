import { count, desc } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { firstBrokenAuditRow } from '../../db/audit.ts'
import { auditLog } from '../../db/schema/audit.ts'
import { page } from './orders.ts'

const PAGE_SIZE = 100

export const auditRow = z
  .object({
    seq: z.number().int(),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: 'AuditRow' })

export const auditRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/audit',
    {
      config: { may: 'readAudit' },
      schema: {
        summary: 'The audit log, the newest first, and whether its chain is whole',
        querystring: z.object({ page }),
        response: {
          200: z.object({ rows: z.array(auditRow), total: z.number().int(), intact: z.boolean() }),
        },
      },
    },
    async (request) => {
      const [rows, [counted], broken] = await Promise.all([
        app.db
          .select()
          .from(auditLog)
          .orderBy(desc(auditLog.seq))
          .limit(PAGE_SIZE)
          .offset((request.query.page - 1) * PAGE_SIZE),
        app.db.select({ total: count() }).from(auditLog),
        firstBrokenAuditRow(app.db),
      ])
      return {
        rows: rows.map(({ seq, at, actor, action, subject, detail }) => ({
          seq,
          at: at.toISOString(),
          actor,
          action,
          subject,
          detail,
        })),
        total: counted?.total ?? 0,
        intact: broken === undefined,
      }
    },
  )
}
