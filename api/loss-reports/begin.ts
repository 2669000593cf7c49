import type { FastifyInstance } from 'fastify'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { taskQueues } from '../../temporal.config.ts'
import { lossReport } from '../../workflows/loss-report.ts'
import { openOrderOf } from '../../db/orders.ts'
import { latestForm } from '../holders/latest-form.ts'
import { nextOrderNumber } from '../orders/order-number.ts'
import { Problem } from '../problems.ts'
import type { Language } from '../plugins/language.ts'

/** Begins the report of a loss; a certificate that is reported already has one. Gives its number. */
export async function beginLossReport(
  { db, temporal }: FastifyInstance,
  certificateId: string,
  holder: { uscc: string; organisationName: string; language: Language },
): Promise<string> {
  const known = await openOrderOf(db, certificateId, 'lossReport')
  if (known) return known.no
  const last = await latestForm(db, holder.uscc)
  if (!last) throw new Problem('wrongState')
  const no = await nextOrderNumber(db)
  const orderId = `lossReport/${no}`
  const product = 'organisationUkey'
  const reportedAt = new Date()
  // The run starts before the row is committed: without Temporal there is no report either.
  await db.transaction(async (tx) => {
    await tx.insert(orders).values({
      ...holder,
      ...last.operator,
      id: orderId,
      no,
      kind: 'lossReport',
      product,
      state: 'reported',
      revision: 1,
      priceItems: [],
      certificateId,
      createdAt: reportedAt,
    })
    // Whom to tell: a copy, wiped when the report ends.
    const { typed, proofedFacts, digest } = last.form
    await tx.insert(orderForms).values({ orderId, revision: 1, typed, complete: true, proofedFacts, digest })
    await temporal.workflow.start(lossReport, {
      workflowId: orderId,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ orderId, no, product, certificateId, reportedAt: reportedAt.getTime() }],
      staticSummary: `挂失 ${no}`,
    })
  })
  return no
}
