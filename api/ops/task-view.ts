import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { openTasks } from '../../db/staff-tasks.ts'
import { staffTaskKinds, staffTaskRoles, type StaffTaskKind } from '../../domain/staff-tasks.ts'

const kinds = Object.keys(staffTaskKinds) as [StaffTaskKind, ...StaffTaskKind[]]

export const staffTask = z
  .object({
    id: z.uuid(),
    kind: z.enum(kinds),
    role: z.enum(staffTaskRoles).describe('Whose it is'),
    no: z.string().nullable().describe('The order; null for what concerns none'),
    organisationName: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffTask' })

/** Open work of people, the oldest first; of one order when one is named. */
export async function viewTasks(db: Database, orderId?: string): Promise<z.infer<typeof staffTask>[]> {
  const rows = await openTasks(db, orderId)
  return rows.map(({ task: { id, kind, subject, detail, createdAt }, no, organisationName }) => ({
    id,
    kind,
    role: staffTaskKinds[kind],
    no,
    organisationName: organisationName ?? '',
    subject,
    detail,
    createdAt: createdAt.toISOString(),
  }))
}
