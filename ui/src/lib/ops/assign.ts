import { answer, api } from '#lib/api/client.ts'
import type { Permission, StaffMember } from './types.ts'

/** A piece of work: the step that an order waits for, or a task. */
export interface Work {
  needs: Permission | null
  assignee: string | null
  priority: 'urgent' | 'normal'
}

/** Which work it is: an order by its number, a task by its id. */
export type WorkName = { no: string } | { id: string }

/** Whether somebody may take work as it stands; over another’s head only who assigns work. */
export function mayTake({ needs, assignee }: Work, { username, may }: StaffMember): boolean {
  if (!needs || !may.includes(needs) || assignee === username) return false
  return assignee === null || may.includes('assignWork')
}

export const mayRelease = ({ needs, assignee }: Work, { username, may }: StaffMember): boolean =>
  needs !== null && assignee !== null && (assignee === username || may.includes('assignWork'))

/** Gives work to somebody (user name), or back. @throws Refusal */
export const giveTo = (work: WorkName, assignee: string | null) =>
  'no' in work
    ? answer(
        api.PUT('/api/ops/orders/{no}/assignee', { params: { path: { no: work.no } }, body: { assignee } }),
      )
    : answer(
        api.PUT('/api/ops/tasks/{id}/assignee', { params: { path: { id: work.id } }, body: { assignee } }),
      )

/** @throws Refusal */
export const setPriority = (work: WorkName, priority: Work['priority']) =>
  'no' in work
    ? answer(
        api.PUT('/api/ops/orders/{no}/priority', { params: { path: { no: work.no } }, body: { priority } }),
      )
    : answer(
        api.PUT('/api/ops/tasks/{id}/priority', { params: { path: { id: work.id } }, body: { priority } }),
      )
