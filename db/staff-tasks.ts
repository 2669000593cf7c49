import { and, asc, count, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { priorityRank, type Priority } from '../domain/assignment.ts'
import { staffTaskKinds, type StaffTaskKind, type StaffTaskRole } from '../domain/staff-tasks.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { notifyOrderChanged, orderNo } from './order-changed.ts'
import { staffTasks } from './schema/money.ts'
import { orders } from './schema/orders.ts'

export type TaskRow = typeof staffTasks.$inferSelect

/** Which tasks; what is undefined does not matter. */
export interface TaskFilter {
  roles: readonly StaffTaskRole[]
  kind?: StaffTaskKind | undefined
  priority?: Priority | undefined
  /** A user name; null: nobody's. */
  assignee?: string | null | undefined
  due?: 'overdue' | 'today' | undefined
  /** Of these orders alone, by their numbers; `tasks`: of no order. */
  only?: readonly string[] | undefined
}

/** The last task of a page: what the next begins after. */
export interface TaskKey {
  priority: Priority
  at: Date
  id: string
}

/** `dayEnds`: of today in Beijing. */
interface Clock {
  now: Date
  dayEnds: Date
}

const isDue = (when: 'overdue' | 'today', { now, dayEnds }: Clock) =>
  when === 'overdue'
    ? lt(staffTasks.dueAt, now)
    : and(gte(staffTasks.dueAt, now), lt(staffTasks.dueAt, dayEnds))

const kindsOf = (roles: readonly StaffTaskRole[]) =>
  (Object.keys(staffTaskKinds) as StaffTaskKind[]).filter((kind) => roles.includes(staffTaskKinds[kind]))

function matching({ roles, kind, priority, assignee, due, only }: TaskFilter, clock: Clock) {
  return and(
    isNull(staffTasks.doneAt),
    inArray(staffTasks.kind, kindsOf(roles)),
    kind && eq(staffTasks.kind, kind),
    priority && eq(staffTasks.priority, priorityRank(priority)),
    assignee === null
      ? isNull(staffTasks.assignee)
      : assignee === undefined
        ? undefined
        : eq(staffTasks.assignee, assignee),
    due && isDue(due, clock),
    only &&
      or(inArray(orders.no, [...only]), only.includes('tasks') ? isNull(staffTasks.orderId) : undefined),
  )
}

/** A page of open work of people, the urgent first, then what is due soonest, each with its order. */
export async function taskPage(
  db: Database,
  wanted: TaskFilter,
  clock: Clock,
  { size, from }: { size: number; from?: TaskKey | undefined },
) {
  const after =
    from &&
    sql`(${staffTasks.priority}, ${staffTasks.dueAt}, ${staffTasks.id}) > (${priorityRank(from.priority)}, ${from.at.toISOString()}::timestamptz, ${from.id}::uuid)`
  return db
    .select({ task: staffTasks, no: orders.no, holderName: orders.holderName })
    .from(staffTasks)
    .leftJoin(orders, eq(orders.id, staffTasks.orderId))
    .where(and(matching(wanted, clock), after))
    .orderBy(asc(staffTasks.priority), asc(staffTasks.dueAt), asc(staffTasks.id))
    .limit(size)
}

const counted = (clock: Clock) => ({
  all: count(),
  overdue: sql<number>`count(*) filter (where ${isDue('overdue', clock)})`.mapWith(Number),
  today: sql<number>`count(*) filter (where ${isDue('today', clock)})`.mapWith(Number),
})

/** How many open tasks there are of these, whenever they are due, and how many that is. */
export async function countTasks(db: Database, wanted: TaskFilter, clock: Clock) {
  const [counts] = await db
    .select(counted(clock))
    .from(staffTasks)
    .where(matching({ ...wanted, due: undefined, only: undefined }, clock))
  return counts!
}

/** How many tasks each of these roles has open, and how many of them are this one's and nobody's. */
export async function taskCounts(
  db: Database,
  roles: readonly StaffTaskRole[],
  username: string,
  clock: Clock,
) {
  return Promise.all(
    roles.map(async (role) => {
      const [counts] = await db
        .select({
          ...counted(clock),
          mine: sql<number>`count(*) filter (where ${staffTasks.assignee} = ${username})`.mapWith(Number),
          free: sql<number>`count(*) filter (where ${staffTasks.assignee} is null)`.mapWith(Number),
        })
        .from(staffTasks)
        .where(matching({ roles: [role] }, clock))
      return { role, ...counts! }
    }),
  )
}

export async function findTask(db: Database, id: string): Promise<TaskRow | undefined> {
  const [task] = await db.select().from(staffTasks).where(eq(staffTasks.id, id))
  return task
}

/**
 * Keeps who did what a task asked for, and their words: the first one counts. The task stays on the list until
 * `closeTask` says that whoever waits for it knows.
 */
export async function answerTask(db: Database, task: TaskRow, by: string, note: string): Promise<void> {
  await db.transaction(async (tx) => {
    const answered = await tx
      .update(staffTasks)
      .set({ doneBy: by, note })
      .where(and(eq(staffTasks.id, task.id), isNull(staffTasks.doneBy)))
      .returning({ id: staffTasks.id })
    if (answered.length === 0) return
    await audit(tx, {
      actor: `staff:${by}`,
      action: `task.${task.kind}.done`,
      subject: task.orderId ?? task.subject,
      detail: { subject: task.subject },
    })
  })
}

/** Takes an answered task off the list. */
export async function closeTask(db: Database, { id, orderId }: TaskRow): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(staffTasks)
      .set({ doneAt: new Date() })
      .where(and(eq(staffTasks.id, id), isNull(staffTasks.doneAt)))
    await notifyOrderChanged(tx, orderNo(orderId ?? 'tasks'))
  })
}
