import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audit } from '../../db/audit.ts'
import type { Transaction } from '../../db/database.ts'
import { notifyOrderChanged } from '../../db/order-changed.ts'
import type { OrderRow } from '../../db/orders.ts'
import { orders } from '../../db/schema/orders.ts'
import { proofings } from '../../db/schema/proofing.ts'
import { reviews } from '../../db/schema/review.ts'
import { user } from '../../db/schema/staff.ts'
import { isOnKey } from '../../domain/order-states.ts'
import {
  claimMinutes,
  decisionStands,
  mayApproveSecond,
  mayClaim,
  rejectionReasons,
  reviewChecks,
  type ReviewDecision,
} from '../../domain/review.ts'
import { reviewDecided } from '../../workflows/new-application.ts'
import { materialKinds } from '../../domain/materials.ts'
import { orderNumber, returnedItem } from '../orders/order-schema.ts'
import { orderDoubts } from '../orders/order-view.ts'
import { problemOfUpdate } from '../orders/order-workflow.ts'
import { findOrder } from '../orders/own-order.ts'
import { mustStand } from '../orders/must-stand.ts'
import { Problem, type ProblemCode } from '../problems.ts'
import { opsOrder, viewOpsOrder } from './ops-order.ts'

const MINUTE = 60_000

const waitingReview = z
  .object({
    no: z.string(),
    organisationName: z.string(),
    product: z.literal('organisationUkey'),
    dueAt: z.iso.datetime(),
    provisional: z.boolean().describe('Due by a calendar that is not announced yet'),
    overdue: z.boolean(),
    openedAt: z.iso.datetime(),
    claimedBy: z.string().nullable(),
    claimedUntil: z.iso.datetime().nullable(),
    doubts: z.number().int(),
    dueSoon: z.boolean(),
    escalated: z.boolean(),
    needsSecond: z.boolean().describe('One reviewer has approved, another has to'),
    mine: z.boolean().describe('False where this reviewer may not be the second pair of eyes'),
    cancellationAsked: z.boolean(),
  })
  .meta({ id: 'WaitingReview' })

const decision = z
  .discriminatedUnion('decision', [
    z.object({ decision: z.literal('approved'), checks: z.array(z.enum(reviewChecks)) }),
    z.object({
      decision: z.literal('rejected'),
      reason: z.enum(rejectionReasons),
      words: z.string().trim().max(500),
    }),
    z.object({ decision: z.literal('cancelled') }),
    z.object({
      decision: z.literal('returned'),
      items: z.array(returnedItem.omit({ sent: true })).max(materialKinds.length),
    }),
  ])
  .meta({ id: 'ReviewDecision' })

type ReviewRow = typeof reviews.$inferSelect

/** The same decision again, after an answer that was lost. */
function isRepeat(review: ReviewRow, reviewerId: string, made: ReviewDecision): boolean {
  if (review.decidedBy !== reviewerId || review.decision !== made.decision) return false
  return made.decision !== 'rejected' || (review.reason === made.reason && review.words === made.words)
}

const lacks = {
  approved: 'checksMissing',
  rejected: 'wordsMissing',
  returned: 'itemsMissing',
  cancelled: 'wrongState',
} as const satisfies Record<ReviewDecision['decision'], ProblemCode>

/** What a decision changes: an approval where two people have to look is the first half of one. */
function changeOf(row: ReviewRow, made: ReviewDecision, reviewerId: string, now: Date): Partial<ReviewRow> {
  const released = { claimedBy: null, claimedUntil: null }
  if (made.decision === 'returned') {
    // What the first of two people approved is no longer what there is.
    const anew = { firstApprovedBy: null, firstApprovedAt: null, claimants: [] }
    return { ...released, ...anew, returned: made.items, returnedAt: now }
  }
  if (made.decision === 'approved' && row.fourEyes.length > 0 && !row.firstApprovedAt) {
    return { ...released, firstApprovedBy: reviewerId, firstApprovedAt: now }
  }
  return { ...made, decidedBy: reviewerId, decidedAt: now }
}

/** Whether an identity check of the order still stands: a bank may have sent its transfer back. */
async function isProofed(tx: Transaction, orderId: string): Promise<boolean> {
  const passed = await tx
    .select({ id: proofings.id })
    .from(proofings)
    .where(and(eq(proofings.orderId, orderId), isNotNull(proofings.passedAt), isNull(proofings.voidedAt)))
    .limit(1)
  return passed.length > 0
}

export const reviewRoutes: FastifyPluginAsyncZod = async (app) => {
  const config = { may: 'review' } as const

  /** Runs a change of a review with its row locked, and lets everybody see it. */
  async function changeReview(
    order: OrderRow,
    change: (tx: Transaction, review: ReviewRow) => Promise<void>,
  ): Promise<ReviewRow> {
    return app.db.transaction(async (tx) => {
      const [review] = await tx.select().from(reviews).where(eq(reviews.orderId, order.id)).for('update')
      if (!review) throw new Problem('wrongState')
      await change(tx, review)
      await notifyOrderChanged(tx, order.no)
      return review
    })
  }

  const answer = async ({ staff, language }: FastifyRequest, no: string) =>
    viewOpsOrder(app.db, await findOrder(app, no), staff, language)

  app.get(
    '/reviews',
    {
      config,
      schema: { summary: 'Open reviews, the most urgent first', response: { 200: z.array(waitingReview) } },
    },
    async (request) => {
      const now = new Date()
      const rows = await app.db
        .select({ review: reviews, order: orders, claimedBy: user.username })
        .from(reviews)
        .innerJoin(orders, eq(orders.id, reviews.orderId))
        .leftJoin(user, eq(user.id, reviews.claimedBy))
        .where(and(isNull(reviews.decision), eq(orders.state, 'inReview')))
        .orderBy(sql`${reviews.escalatedAt} is null`, asc(reviews.dueAt))
      return rows.map(({ review, order, claimedBy }) => {
        const until = review.claimedUntil && review.claimedUntil > now ? review.claimedUntil : null
        return {
          no: order.no,
          organisationName: order.organisationName ?? '',
          product: order.product,
          dueAt: review.dueAt.toISOString(),
          provisional: review.provisional,
          overdue: review.dueAt < now,
          openedAt: review.createdAt.toISOString(),
          claimedBy: until && claimedBy,
          claimedUntil: until && until.toISOString(),
          doubts: orderDoubts(order.uscc, 'zh').length + review.fourEyes.length,
          dueSoon: review.remindedAt !== null,
          escalated: review.escalatedAt !== null,
          needsSecond: review.firstApprovedAt !== null,
          mine: review.firstApprovedAt === null || mayApproveSecond(review, request.staff.id),
          cancellationAsked: review.cancellationAskedAt !== null,
        }
      })
    },
  )

  app.post(
    '/reviews/:no/claim',
    {
      config,
      schema: {
        summary: `Claim an order for ${claimMinutes} minutes, or claim it on`,
        params: orderNumber,
        response: { 200: opsOrder },
      },
    },
    async (request) => {
      const { staff } = request
      const order = await findOrder(app, request.params.no)
      await changeReview(order, async (tx, review) => {
        if (review.decision) throw new Problem('alreadyDecided')
        const now = new Date()
        if (review.returned) throw new Problem('wrongState')
        if (!mayClaim(review, staff.id, now)) throw new Problem('claimedByOther')
        if (review.firstApprovedAt && !mayApproveSecond(review, staff.id)) throw new Problem('sameReviewer')
        const claimants = review.firstApprovedAt
          ? review.claimants
          : [...new Set([...review.claimants, staff.id])]
        await tx
          .update(reviews)
          .set({
            claimedBy: staff.id,
            claimedUntil: new Date(now.getTime() + claimMinutes * MINUTE),
            claimants,
          })
          .where(eq(reviews.id, review.id))
      })
      return answer(request, order.no)
    },
  )

  app.delete(
    '/reviews/:no/claim',
    { config, schema: { summary: 'Give a claim back', params: orderNumber, response: { 200: opsOrder } } },
    async (request) => {
      const order = await findOrder(app, request.params.no)
      await changeReview(order, async (tx, review) => {
        if (review.claimedBy !== request.staff.id) throw new Problem('notClaimed')
        await tx.update(reviews).set({ claimedBy: null, claimedUntil: null }).where(eq(reviews.id, review.id))
      })
      return answer(request, order.no)
    },
  )

  app.post(
    '/reviews/:no/decision',
    {
      config,
      schema: {
        summary: 'Approve, reject, ask for documents again, or agree to a cancellation',
        params: orderNumber,
        body: decision,
        response: { 200: opsOrder },
      },
    },
    async (request) => {
      const { staff, body } = request
      const order = await findOrder(app, request.params.no)
      const review = await changeReview(order, async (tx, row) => {
        if (row.decision) {
          if (isRepeat(row, staff.id, body)) return
          throw new Problem('alreadyDecided')
        }
        const now = new Date()
        if (row.claimedBy !== staff.id || !row.claimedUntil || row.claimedUntil <= now) {
          throw new Problem('notClaimed')
        }
        if (!decisionStands(body)) throw new Problem(lacks[body.decision])
        if (body.decision === 'cancelled' && !row.cancellationAskedAt) throw new Problem('wrongState')
        const proved = isOnKey(order) || (await isProofed(tx, order.id))
        if (body.decision === 'approved' && !proved) throw new Problem('proofVoid')
        if (body.decision === 'approved') await mustStand(tx, order)
        await tx
          .update(reviews)
          .set(changeOf(row, body, staff.id, now))
          .where(eq(reviews.id, row.id))
        await audit(tx, {
          actor: `staff:${staff.username}`,
          action: `review.${body.decision}`,
          subject: order.id,
          detail: 'reason' in body ? { reason: body.reason } : {},
        })
      })
      try {
        await app.temporal.workflow.getHandle(order.id).signal(reviewDecided, { reviewId: review.id })
      } catch (error) {
        throw problemOfUpdate(error) ?? error
      }
      return answer(request, order.no)
    },
  )
}
