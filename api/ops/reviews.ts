import { WorkflowNotFoundError } from '@temporalio/client'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { shownMaterials } from '../../db/documents.ts'
import type { OrderRow } from '../../db/orders.ts'
import { isProofed } from '../../db/proofings.ts'
import { changeReview, openReviews } from '../../db/reviews.ts'
import { provesIdentity } from '../../domain/order-states.ts'
import { claimMinutes, rejectionReasons, reviewChecks } from '../../domain/review.ts'
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
import { orderNumber, returnedItem } from '../orders/order-schema.ts'
import { problemOfUpdate } from '../orders/order-workflow.ts'
import { lookAfter } from '../orders/stray-run.ts'
import { findOrder } from '../orders/own-order.ts'
import { mustStand } from '../orders/must-stand.ts'
import { Problem } from '../problems.ts'
import { opsOrder, viewOpsOrder } from './ops-order.ts'

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
    '/reviews/next',
    {
      config,
      schema: {
        summary: 'The most urgent review that this reviewer may decide and nobody else has',
        response: { 200: z.object({ no: z.string().nullable() }) },
      },
    },
    async ({ staff }) => {
      const now = new Date()
      for await (const { order, review } of openReviews(app.db, staff, now)) {
        if (!claimRefusal(review, staff.id, now)) return { no: order.no }
      }
      return { no: null }
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
      if (order.assignee !== null && order.assignee !== staff.username) throw new Problem('assignedToOther')
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
          if (provesIdentity(order) && !(await isProofed(tx, order.id))) throw new Problem('proofVoid')
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
