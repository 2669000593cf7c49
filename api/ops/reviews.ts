import { WorkflowNotFoundError } from '@temporalio/client'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { shownMaterials } from '../../db/documents.ts'
import type { OrderRow } from '../../db/orders.ts'
import { isProofed } from '../../db/proofings.ts'
import { changeReview, openReviews } from '../../db/reviews.ts'
import { kinds } from '../../domain/kinds/kinds.ts'
import { isOnKey } from '../../domain/order-states.ts'
import { claimMinutes, mayApproveSecond, rejectionReasons, reviewChecks } from '../../domain/review.ts'
import {
  afterClaim,
  afterVerdict,
  claimRefusal,
  isRepeat,
  released,
  verdictRefusal,
} from '../../domain/review-decision.ts'
import { reviewDecided } from '../../workflows/new-application.ts'
import { materialKinds } from '../../domain/materials.ts'
import { orderNumber, product, returnedItem } from '../orders/order-schema.ts'
import { orderDoubts } from '../orders/order-view.ts'
import { problemOfUpdate } from '../orders/order-workflow.ts'
import { lookAfter } from '../orders/stray-run.ts'
import { findOrder } from '../orders/own-order.ts'
import { mustStand } from '../orders/must-stand.ts'
import { Problem } from '../problems.ts'
import { opsOrder, viewOpsOrder } from './ops-order.ts'

const waitingReview = z
  .object({
    no: z.string(),
    holderName: z.string(),
    product,
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

export const reviewRoutes: FastifyPluginAsyncZod = async (app) => {
  const config = { may: 'review' } as const

  /** @throws Problem wrongState where there is no review, interrupted where nobody would take it. */
  async function change(order: OrderRow, made: Parameters<typeof changeReview>[2]): Promise<string> {
    if (order.interruptedAt) throw new Problem('interrupted')
    const reviewId = await changeReview(app.db, order, made)
    if (!reviewId) throw new Problem('wrongState')
    return reviewId
  }

  const answer = async ({ staff, language }: FastifyRequest, no: string) =>
    viewOpsOrder(app.db, no, staff, language)

  app.get(
    '/reviews',
    {
      config,
      schema: { summary: 'Open reviews, the most urgent first', response: { 200: z.array(waitingReview) } },
    },
    async (request) => {
      const now = new Date()
      const rows = await openReviews(app.db)
      return rows.map(({ review, order, claimedBy }) => {
        const until = review.claimedUntil && review.claimedUntil > now ? review.claimedUntil : null
        return {
          no: order.no,
          holderName: order.holderName ?? '',
          product: order.product,
          dueAt: review.dueAt.toISOString(),
          provisional: review.provisional,
          overdue: review.dueAt < now,
          openedAt: review.createdAt.toISOString(),
          claimedBy: until && claimedBy,
          claimedUntil: until && until.toISOString(),
          doubts: orderDoubts(order.holderNumber, 'zh').length + review.fourEyes.length,
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
      await change(order, async (review) => {
        const now = new Date()
        const refusal = claimRefusal(review, staff.id, now)
        if (refusal) throw new Problem(refusal)
        return { set: afterClaim(review, staff.id, now) }
      })
      return answer(request, order.no)
    },
  )

  app.delete(
    '/reviews/:no/claim',
    { config, schema: { summary: 'Give a claim back', params: orderNumber, response: { 200: opsOrder } } },
    async (request) => {
      const order = await findOrder(app, request.params.no)
      await change(order, async (review) => {
        if (review.claimedBy !== request.staff.id) throw new Problem('notClaimed')
        return { set: released }
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
      const reviewId = await change(order, async (review, tx) => {
        if (isRepeat(review, body, staff.id)) return undefined
        const now = new Date()
        const shown = await shownMaterials(tx, order.id)
        const refusal = verdictRefusal(review, body, { reviewerId: staff.id, shown, now })
        if (refusal) throw new Problem(refusal)
        if (body.decision === 'approved') {
          if (!isOnKey(order) && !kinds[order.kind].followsHosted && !(await isProofed(tx, order.id)))
            throw new Problem('proofVoid')
          await mustStand(tx, order)
        }
        return {
          set: afterVerdict(review, body, staff.id, now),
          record: {
            actor: `staff:${staff.username}`,
            action: `review.${body.decision}`,
            subject: order.id,
            ...('reason' in body && { detail: { reason: body.reason } }),
          },
        }
      })
      // Kept by the server when no worker is up. Where it cannot be sent now, the same decision once more sends it.
      try {
        await app.temporal.workflow.getHandle(order.id).signal(reviewDecided, { reviewId })
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) await lookAfter(app.temporal, order.id)
        throw problemOfUpdate(error) ?? error
      }
      return answer(request, order.no)
    },
  )
}
