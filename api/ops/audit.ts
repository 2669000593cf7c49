import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { auditPage, auditResults, latestVerification, unsealedSince, type AuditRow } from '../../db/audit.ts'
import { sealIsLate } from '../../domain/audit.ts'
import { page } from './orders.ts'

const PAGE_SIZE = 100

export const auditRow = z
  .object({
    id: z.uuid(),
    seq: z.number().int().nullable().describe('Place in the chain; null until it is sealed'),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: 'AuditRow' })

export function viewAuditRow(row: AuditRow): z.infer<typeof auditRow> {
  const { id, seq, at, actor, action, subject, detail } = row
  return { id, seq, at: at.toISOString(), actor, action, subject, detail }
}

const verification = z.object({
  at: z.iso.datetime(),
  sealed: z
    .number()
    .int()
    .nullable()
    .describe('Rows that are as they were sealed; null when the log is broken'),
  place: z.string().nullable().describe('The first that is not: place or id of a row, or a head’s file'),
})

function viewVerification({ at, action, detail: { sealed, place } }: AuditRow): z.infer<typeof verification> {
  const intact = action === auditResults.verified
  return {
    at: at.toISOString(),
    sealed: intact ? Number(sealed) : null,
    place: intact ? null : String(place),
  }
}

const auditLog = z
  .object({
    rows: z.array(auditRow),
    total: z.number().int(),
    verified: verification
      .nullable()
      .describe('The latest verification; only the CA worker, which has the HSM, can make one'),
    lateSince: z.iso.datetime().nullable().describe('Since when a row has waited too long for its seal'),
  })
  .meta({ id: 'AuditLog' })

export const auditRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/audit',
    {
      config: { may: 'readAudit' },
      schema: {
        summary: 'The audit log, the newest first, and what its latest verification found',
        querystring: z.object({ page }),
        response: { 200: auditLog },
      },
    },
    async ({ query }) => {
      const [{ rows, total }, latest, since] = await Promise.all([
        auditPage(app.db, query.page, PAGE_SIZE),
        latestVerification(app.db),
        unsealedSince(app.db),
      ])
      return {
        rows: rows.map(viewAuditRow),
        total,
        verified: latest ? viewVerification(latest) : null,
        lateSince: since && sealIsLate(since, new Date()) ? since.toISOString() : null,
      }
    },
  )
}
