// Whose a piece of work is: an order in the state in which it waits for staff, or a task.
import type { Permission } from './staff.ts'

/** Higher ones come first, then what is due sooner. They are kept by their place here. */
export const priorities = ['urgent', 'normal'] as const
export type Priority = (typeof priorities)[number]
export const priorityRank = (priority: Priority): number => priorities.indexOf(priority)

interface Worker {
  username: string
  may: readonly Permission[]
}

/** How a piece of work stands. */
export interface WorkStand {
  /** What one must be allowed to do for it; undefined where it waits for nobody of staff. */
  needs: Permission | undefined
  /** User name. */
  assignee: string | null
}

/** Why `by` may not give work to `to` (null: to nobody); undefined when they may. */
export function assignmentRefusal({ needs, assignee }: WorkStand, by: Worker, to: Worker | null) {
  if (!needs) return 'wrongState'
  const leads = by.may.includes('assignWork')
  if (assignee !== null && assignee !== by.username && !leads) return 'assignedToOther'
  if (to && to.username !== by.username && !leads) return 'notAllowed'
  if (to && !to.may.includes(needs)) return to.username === by.username ? 'notAllowed' : 'assigneeCannot'
  return undefined
}

export type Assignment = 'taken' | 'takenOver' | 'assigned' | 'released'

/** What giving work to somebody is called; undefined when it is theirs already. */
export function assignmentName(
  assignee: string | null,
  by: string,
  to: string | null,
): Assignment | undefined {
  if (assignee === to) return undefined
  if (to === null) return 'released'
  if (to !== by) return 'assigned'
  return assignee === null ? 'taken' : 'takenOver'
}
