import { and, asc, count, desc, eq, exists, inArray, isNull, not, or, sql, type SQL } from 'drizzle-orm'
import { priorities, priorityRank, type Priority } from '../domain/assignment.ts'
import type { Role } from '../domain/kinds/description.ts'
import type { OrderKind, OrderState } from '../domain/kinds/kinds.ts'
import { orderStates, waitsFor } from '../domain/order-states.ts'
import type { ProductId } from '../domain/products.ts'
import type { Database } from './database.ts'
import type { OrderRow } from './orders.ts'
import { isListed, orders, orderDue } from './schema/orders.ts'
import { reviews } from './schema/review.ts'
import { user } from './schema/staff.ts'

// Lists of orders as staff work through them. Pages go on after a row, never by counting: the thousandth costs as much as
// the first.

/** Which orders; what is undefined does not matter. */
export interface OrderFilter {
  standing: 'open' | 'ended'
  kind?: OrderKind | undefined
  product?: ProductId | undefined
  state?: OrderState | undefined
  /** Whose move they wait for. */
  who?: Role | undefined
  priority?: Priority | undefined
  /** A user name; null: nobody's, and in nobody's hands. */
  assignee?: string | null | undefined
  due?: 'overdue' | 'today' | undefined
  /** Of these numbers alone. */
  only?: string[] | undefined
}

/** The last row of a page: what the next begins after. `at`: its due time, or when it ended; null without. */
export interface OrderKey {
  priority: Priority
  at: Date | null
  no: string
}

export type OpenReview = Awaited<ReturnType<typeof reviewsOf>>[number]
export interface WorkRow {
  order: OrderRow
  /** Where one is open. */
  review: OpenReview | undefined
}

const timestamp = (at: Date | null) => sql`${at?.toISOString() ?? 'infinity'}::timestamptz`

/** Who has the review of an order in hands now. */
const claim = (db: Database, now: Date, of?: SQL) =>
  exists(
    db
      .select({ id: reviews.id })
      .from(reviews)
      .leftJoin(user, eq(user.id, reviews.claimedBy))
      .where(
        and(
          eq(reviews.orderId, orders.id),
          isNull(reviews.decision),
          sql`${reviews.claimedUntil} > ${timestamp(now)}`,
          of,
        ),
      ),
  )

const isOverdue = (now: Date) => sql`${orders.waitsUntil} < ${timestamp(now)}`
const isDueToday = (now: Date, dayEnds: Date) =>
  sql`${orders.waitsUntil} >= ${timestamp(now)} and ${orders.waitsUntil} < ${timestamp(dayEnds)}`

function isAssigned(db: Database, assignee: string | null, now: Date): SQL {
  if (assignee === null) return and(isNull(orders.assignee), not(claim(db, now)))!
  return or(eq(orders.assignee, assignee), claim(db, now, eq(user.username, assignee)))!
}

/** `dayEnds`: of today in Beijing. */
interface Clock {
  now: Date
  dayEnds: Date
}

function matching(db: Database, wanted: OrderFilter, { now, dayEnds }: Clock): SQL {
  const { standing, kind, product, state, who, priority, assignee, due, only } = wanted
  return and(
    standing === 'open' ? isListed(orders) : sql`${orders.endedAt} is not null`,
    kind && eq(orders.kind, kind),
    product && eq(orders.product, product),
    state && eq(orders.state, state),
    who &&
      inArray(
        orders.state,
        orderStates.filter((each) => waitsFor[each] === who),
      ),
    priority && eq(orders.priority, priorityRank(priority)),
    assignee === undefined ? undefined : isAssigned(db, assignee, now),
    due === 'overdue' ? isOverdue(now) : due === 'today' ? isDueToday(now, dayEnds) : undefined,
    only && inArray(orders.no, only),
  )!
}

function after(standing: OrderFilter['standing'], { priority, at, no }: OrderKey): SQL {
  return standing === 'open'
    ? sql`(${orders.priority}, ${orderDue(orders)}, ${orders.no}) > (${priorityRank(priority)}, ${timestamp(at)}, ${no})`
    : sql`(${orders.endedAt}, ${orders.no}) < (${timestamp(at)}, ${no})`
}

async function reviewsOf(db: Database, orderIds: string[]) {
  if (orderIds.length === 0) return []
  return db
    .select({ review: reviews, claimedBy: user.username })
    .from(reviews)
    .leftJoin(user, eq(user.id, reviews.claimedBy))
    .where(and(inArray(reviews.orderId, orderIds), isNull(reviews.decision)))
}

/** Each order with its open review, in the order given. */
export async function withReviews(db: Database, rows: OrderRow[]): Promise<WorkRow[]> {
  const open = new Map(
    (
      await reviewsOf(
        db,
        rows.map(({ id }) => id),
      )
    ).map((found) => [found.review.orderId, found]),
  )
  return rows.map((order) => ({ order, review: open.get(order.id) }))
}

/**
 * A page of orders. Open ones: the urgent first, then what is due soonest; applications that nobody has typed anything
 * into are not listed. Ended ones: the latest first.
 */
export async function orderPage(
  db: Database,
  wanted: OrderFilter,
  clock: Clock,
  { size, from }: { size: number; from?: OrderKey | undefined },
): Promise<WorkRow[]> {
  const inOrder =
    wanted.standing === 'open'
      ? [asc(orders.priority), asc(orderDue(orders)), asc(orders.no)]
      : [desc(orders.endedAt), desc(orders.no)]
  const rows = await db
    .select()
    .from(orders)
    .where(and(matching(db, wanted, clock), from && after(wanted.standing, from)))
    .orderBy(...inOrder)
    .limit(size)
  return withReviews(db, rows)
}

/** What the next page of a list begins after. */
export const keyOf = ({ priority, waitsUntil, endedAt, no }: OrderRow): OrderKey => ({
  priority: priorities[priority] ?? 'normal',
  at: endedAt ?? waitsUntil,
  no,
})

const counted = ({ now, dayEnds }: Clock) => ({
  all: count(),
  overdue: sql<number>`count(*) filter (where ${isOverdue(now)})`.mapWith(Number),
  today: sql<number>`count(*) filter (where ${isDueToday(now, dayEnds)})`.mapWith(Number),
})

/** How many open orders there are of these, whenever they are due, and how many that is. */
export async function countOrders(db: Database, wanted: OrderFilter, clock: Clock) {
  const [counts] = await db
    .select(counted(clock))
    .from(orders)
    .where(matching(db, { ...wanted, due: undefined, only: undefined }, clock))
  return counts!
}

/** How many orders are open in each state of each kind, and how many of them are this one's and nobody's. */
export async function orderCounts(db: Database, username: string, clock: Clock) {
  return db
    .select({
      kind: orders.kind,
      state: orders.state,
      ...counted(clock),
      mine: sql<number>`count(*) filter (where ${isAssigned(db, username, clock.now)})`.mapWith(Number),
      free: sql<number>`count(*) filter (where ${isAssigned(db, null, clock.now)})`.mapWith(Number),
    })
    .from(orders)
    .where(isListed(orders))
    .groupBy(orders.kind, orders.state)
}
