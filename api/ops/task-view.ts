import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { openTasks, type TaskRow } from '../../db/staff-tasks.ts'
import { staffTaskKinds, staffTaskRoles, type StaffTaskKind } from '../../domain/staff-tasks.ts'

const kinds = Object.keys(staffTaskKinds) as [StaffTaskKind, ...StaffTaskKind[]]

export const staffTask = z
  .object({
    id: z.uuid(),
    kind: z.enum(kinds),
    role: z.enum(staffTaskRoles).describe('Whose it is'),
    no: z.string().nullable().describe('The order; null for what concerns none'),
    holderName: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffTask' })

/** One task, and the order that it concerns. */
export function viewTask(
  { id, kind, subject, detail, createdAt }: TaskRow,
  { no, holderName }: { no: string | null; holderName: string | null },
): z.infer<typeof staffTask> {
  return {
    id,
    kind,
    role: staffTaskKinds[kind],
    no,
    holderName: holderName ?? '',
    subject,
    detail,
    createdAt: createdAt.toISOString(),
  }
}

/** Open work of people, the oldest first. */
export async function viewTasks(db: Database): Promise<z.infer<typeof staffTask>[]> {
  return (await openTasks(db)).map(({ task, ...order }) => viewTask(task, order))
}
