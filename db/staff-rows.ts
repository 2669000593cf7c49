import { asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { preparedOnce } from './order-rows.ts'
import { keyMakings } from './schema/certificates.ts'
import { staffTasks } from './schema/money.ts'
import { confirmations, orders } from './schema/orders.ts'
import { proofings } from './schema/proofing.ts'

const username = { columns: { username: true } } as const

const statement = preparedOnce((db) =>
  db.query.orders
    .findFirst({
      where: eq(orders.id, sql.placeholder('id')),
      columns: {},
      with: {
        checks: { orderBy: asc(proofings.createdAt) },
        review: { columns: {}, with: { claimant: username, firstApprover: username } },
        makings: { orderBy: desc(keyMakings.createdAt), limit: 1 },
        confirmations: { columns: { way: true }, orderBy: desc(confirmations.createdAt), limit: 1 },
        tasks: { where: isNull(staffTasks.doneAt), orderBy: asc(staffTasks.createdAt) },
      },
    })
    .prepare('staff_rows'),
)

/**
 * What is kept about an order that only staff see, in one statement: every identity check and all open work of people, the
 * oldest first; the user names of who holds the claim of its review and who approved first; the latest attempt to make
 * its key; how its operator last confirmed it.
 */
export async function readStaffRows(db: Database, orderId: string) {
  const found = await statement(db).execute({ id: orderId })
  return {
    checks: found?.checks ?? [],
    claimedBy: found?.review?.claimant?.username ?? null,
    firstApprovedBy: found?.review?.firstApprover?.username ?? null,
    making: found?.makings[0],
    confirmedBy: found?.confirmations[0]?.way ?? null,
    tasks: found?.tasks ?? [],
  }
}
