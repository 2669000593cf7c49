import { randomUUID } from 'node:crypto'
import { WorkflowFailedError } from '@temporalio/client'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OrderRow } from '../../db/orders.ts'
import { takeTrail } from '../../db/trails.ts'
import { taskQueues } from '../../temporal.config.ts'
import { signingTrail } from '../../workflows/signing-trail.ts'
import { Problem } from '../problems.ts'
import { sendPdf } from './documents.ts'

/** The trail of an order whose documents are signed, in the language of the caller. @throws Problem temporarilyUnavailable. */
export async function sendTrail(
  { server, language }: FastifyRequest,
  reply: FastifyReply,
  { id: orderId, no }: OrderRow,
): Promise<FastifyReply> {
  const trailId = randomUUID()
  try {
    await server.temporal.workflow.execute(signingTrail, {
      workflowId: `signingTrail/${trailId}`,
      taskQueue: taskQueues.business,
      args: [{ trailId, orderId, language }],
      workflowExecutionTimeout: '50 seconds',
    })
  } catch (error) {
    throw error instanceof WorkflowFailedError ? new Problem('temporarilyUnavailable') : error
  }
  const body = await takeTrail(server.db, trailId)
  return sendPdf(reply, body && { name: `${no}-trail.pdf`, body })
}
