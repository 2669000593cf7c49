import { z } from 'zod'
import type { OrderRow } from '../../db/orders.ts'
import type { WorkRow } from '../../db/work-list.ts'
import { priorities } from '../../domain/assignment.ts'
import { neededFor, permissions } from '../../domain/staff.ts'
import { isClaimed, mayApproveSecond } from '../../domain/review.ts'
import { orderSummary } from '../orders/order-schema.ts'
import { orderDoubts, viewSummary } from '../orders/order-view.ts'
import type { StaffMember } from './signed-in.ts'

const instant = z.iso.datetime()

export const priority = z.enum(priorities).meta({ id: 'Priority' })

/** Whose a piece of work is. */
export const workParts = {
  priority,
  assignee: z.string().nullable().describe('User name of whoever it is given to'),
  needs: z
    .enum(permissions)
    .nullable()
    .describe('What whoever does it must be allowed to do; null: nobody’s of staff'),
}

/** Whose the step is that an order waits for. */
export const viewWork = ({ priority: rank, assignee, state, endedAt }: OrderRow) => ({
  priority: priorities[rank] ?? 'normal',
  assignee,
  needs: (!endedAt && neededFor(state)) || null,
})

export const orderLine = orderSummary
  .extend({
    holderNumber: z.string(),
    ...workParts,
    claimedBy: z.string().nullable().describe('User name of the reviewer who has it in hands'),
    claimedUntil: instant.nullable(),
    endedAt: instant.nullable(),
    review: z
      .object({
        openedAt: instant,
        provisional: z.boolean().describe('Due by a calendar that is not announced yet'),
        doubts: z.number().int(),
        dueSoon: z.boolean(),
        escalated: z.boolean(),
        needsSecond: z.boolean().describe('One reviewer has approved, another has to'),
        mine: z.boolean().describe('False where this reviewer may not be the second pair of eyes'),
        cancellationAsked: z.boolean(),
      })
      .nullable()
      .describe('Where one is open'),
  })
  .meta({ id: 'OrderLine' })

/** One order in a list of staff. */
export function viewLine(
  { order, review: open }: WorkRow,
  staff: Pick<StaffMember, 'id'>,
  now: Date,
): z.infer<typeof orderLine> {
  const claimed = open && isClaimed(open.review, now)
  return {
    ...viewSummary(order),
    holderNumber: order.holderNumber ?? '',
    ...viewWork(order),
    claimedBy: claimed ? open.claimedBy : null,
    claimedUntil: claimed ? (open.review.claimedUntil?.toISOString() ?? null) : null,
    endedAt: order.endedAt?.toISOString() ?? null,
    review: open
      ? {
          openedAt: open.review.createdAt.toISOString(),
          provisional: open.review.provisional,
          doubts: orderDoubts(order.holderNumber, 'zh').length + open.review.fourEyes.length,
          dueSoon: open.review.remindedAt !== null,
          escalated: open.review.escalatedAt !== null,
          needsSecond: open.review.firstApprovedAt !== null,
          mine: open.review.firstApprovedAt === null || mayApproveSecond(open.review, staff.id),
          cancellationAsked: open.review.cancellationAskedAt !== null,
        }
      : null,
  }
}
