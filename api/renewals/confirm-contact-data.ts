import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findCertificate } from '../../db/certificates.ts'
import type { OrderRow } from '../../db/orders.ts'
import { daysLeft } from '../../domain/renewal.ts'
import { confirmData } from '../../workflows/renewal.ts'
import { readChange } from '../information-changes/change.ts'
import { saveHolderData, withContact } from '../key-sessions/save-holder-data.ts'
import { mustStand } from '../orders/must-stand.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { Problem } from '../problems.ts'

const typed = z.string().trim().max(200)

/** What of the shown data a renewal lets correct, and what its holder has to know. */
export const contactData = z.object({
  operatorPhone: typed,
  operatorEmail: typed,
  invoiceEmail: typed,
  nothingEncrypted: z
    .literal(true)
    .describe('No documents or bids are waiting that only the old key pair can decrypt'),
})

/** Keeps the corrected contact data of a renewal and tells its process of it. @throws Problem saying why it is not. */
export async function confirmContactData(
  { db, temporal }: FastifyInstance,
  order: OrderRow,
  { operatorPhone, operatorEmail, invoiceEmail }: z.infer<typeof contactData>,
): Promise<void> {
  if (order.kind !== 'renewal') throw new Problem('orderNotFound')
  await mustStand(db, order)
  const saved = await saveHolderData(db, order.id, 'confirmed', (known) => ({
    ...withContact(known, { phone: operatorPhone, email: operatorEmail }),
    invoice: { ...known.invoice, email: invoiceEmail },
  }))
  const { change } = (await readChange(db, { ...order, revision: saved.revision })) ?? {}
  try {
    await tellWorkflow(temporal, order.id, confirmData, { ...saved, newPhone: change?.newPhone ?? false })
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'organisationChanged')) throw error
    // An information change is for a certificate that still runs.
    const { certificate } = (await findCertificate(db, order.certificateId!))!
    if (daysLeft(certificate.notAfter, new Date()) >= 0) throw error
    throw new Problem('organisationChangedAfterEnd', error.extras)
  }
}
