import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { auditPage, firstBrokenAuditRow, type AuditRow } from '../../db/audit.ts'
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

export function viewAuditRow({
  seq,
  at,
  actor,
  action,
  subject,
  detail,
}: AuditRow): z.infer<typeof auditRow> {
  return { seq, at: at.toISOString(), actor, action, subject, detail }
}

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
    async ({ query }) => {
      const [{ rows, total }, broken] = await Promise.all([
        auditPage(app.db, query.page, PAGE_SIZE),
        firstBrokenAuditRow(app.db),
      ])
      return { rows: rows.map(viewAuditRow), total, intact: broken === undefined }
    },
  )
}
