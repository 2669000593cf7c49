import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../db/audit.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { revocations } from '../../db/schema/revocations.ts'
import type { RevocationReason } from '../../domain/certificate-states.ts'
import { mayBeRevoked, type RevocationOrigin } from '../../domain/revocation.ts'
import { taskQueues } from '../../temporal.config.ts'
import { revocation } from '../../workflows/revocation.ts'
import { latestForm } from '../holders/latest-form.ts'
import { nextOrderNumber } from '../orders/order-number.ts'
import type { Language } from '../plugins/language.ts'
import { Problem } from '../problems.ts'

export interface RevocationRequest {
  origin: RevocationOrigin
  reason: RevocationReason
  invalidityDate?: Date | undefined
  askedBy?: string
  note?: string
  legalReference?: string | undefined
}

/**
 * Begins a revocation and gives its number. A certificate is in one at a time.
 * @throws Problem certificateNotInUse or revocationOpen.
 */
export async function beginRevocation(
  { db, temporal }: FastifyInstance,
  certificateId: string,
  request: RevocationRequest,
  language: Language,
): Promise<string> {
  const no = await nextOrderNumber(db)
  const orderId = `revocation/${no}`
  const askedAt = new Date()
  // The run starts before the rows are committed: without Temporal there is no revocation either.
  await db.transaction(async (tx) => {
    const byId = eq(certificates.id, certificateId)
    const [certificate] = await tx.select().from(certificates).where(byId).for('update')
    if (!certificate) throw new Problem('certificateUnknown')
    if (!mayBeRevoked(certificate, askedAt)) throw new Problem('certificateNotInUse')
    const [open] = await tx
      .select({ no: orders.no })
      .from(orders)
      .where(
        and(eq(orders.certificateId, certificateId), eq(orders.kind, 'revocation'), isNull(orders.endedAt)),
      )
    if (open) throw new Problem('revocationOpen', { values: { no: open.no } })
    const [[made], last] = await Promise.all([
      tx.select().from(orders).where(eq(orders.id, certificate.orderId)),
      latestForm(tx, certificate.uscc),
    ])
    if (!made || !last) throw new Problem('wrongState')
    const { product } = made
    await tx.insert(orders).values({
      ...last.operator,
      id: orderId,
      no,
      kind: 'revocation',
      product,
      state: 'requested',
      revision: 1,
      uscc: certificate.uscc,
      organisationName: made.organisationName,
      priceItems: [],
      language: request.origin === 'holder' ? language : made.language,
      certificateId,
      createdAt: askedAt,
    })
    // Whom to tell: a copy, wiped when the revocation ends.
    const { typed, proofedFacts, digest } = last.form
    await tx.insert(orderForms).values({ orderId, revision: 1, typed, complete: true, proofedFacts, digest })
    const { origin, reason, invalidityDate } = request
    await tx.insert(revocations).values({ ...request, orderId, certificateId, createdAt: askedAt })
    await audit(tx, {
      actor: request.askedBy ? `staff:${request.askedBy}` : 'applicant',
      action: 'revocation.asked',
      subject: orderId,
      detail: { serial: certificate.serial, origin, reason },
    })
    await temporal.workflow.start(revocation, {
      workflowId: orderId,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [
        {
          ...{ orderId, no, product, certificateId, origin, reason },
          askedAt: askedAt.getTime(),
          ...(invalidityDate && { invalidityDate: invalidityDate.getTime() }),
        },
      ],
      staticSummary: `吊销 ${no}`,
    })
  })
  return no
}
