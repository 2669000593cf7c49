import type { FastifyRequest } from 'fastify'
import { openOrderOf, productOf } from '../../db/orders.ts'
import { latestForm } from '../../db/queried-orders.ts'
import { beginOrder, goOnWith } from '../orders/begin-order.ts'
import { Problem } from '../problems.ts'

/** Begins the report of a loss; a certificate that is reported already has one. Gives its number. */
export async function beginLossReport(
  request: FastifyRequest,
  certificateId: string,
  holder: { holderNumber: string; holderName: string },
): Promise<string> {
  const { db } = request.server
  const known = await openOrderOf(db, certificateId, 'lossReport')
  if (known) return goOnWith(request, known)
  const last = await latestForm(db, holder.holderNumber)
  if (!last) throw new Problem('wrongState')
  const no = await beginOrder(
    request,
    {
      ...holder,
      ...last.operator,
      kind: 'lossReport',
      product: await productOf(db, certificateId),
      certificateId,
      createdAt: new Date(),
    },
    // Whom to tell: a copy, wiped when the report ends.
    last.form,
  )
  // Another browser was faster.
  return no ?? beginLossReport(request, certificateId, holder)
}
