import { z } from 'zod'
import type { TaskRow } from '../../db/staff-tasks.ts'
import { priorities } from '../../domain/assignment.ts'
import { taskNeeds } from '../../domain/staff.ts'
import { workParts } from './order-line.ts'
import { staffTaskKinds, staffTaskRoles, type StaffTaskKind } from '../../domain/staff-tasks.ts'

export const taskKind = z.enum(Object.keys(staffTaskKinds) as [StaffTaskKind, ...StaffTaskKind[]])

export const staffTask = z
  .object({
    id: z.uuid(),
    kind: taskKind,
    role: z.enum(staffTaskRoles).describe('Whose it is'),
    no: z.string().nullable().describe('The order; null for what concerns none'),
    holderName: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
    createdAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
    ...workParts,
  })
  .meta({ id: 'StaffTask' })

/** One task, and the order that it concerns. */
export function viewTask(
  { id, kind, subject, detail, createdAt, dueAt, priority: rank, assignee }: TaskRow,
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
    dueAt: dueAt.toISOString(),
    priority: priorities[rank] ?? 'normal',
    assignee,
    needs: taskNeeds[staffTaskKinds[kind]],
  }
}
