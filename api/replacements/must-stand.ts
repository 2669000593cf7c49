import { isRevokedByUs } from '../../db/revocations.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { findCertificate } from '../holders/certificates.ts'
import type { OrderRow } from '../orders/order-view.ts'
import { Problem } from '../problems.ts'

/**
 * Looks once more whether a replacement may go on: weeks pass while papers and money are on their way. Other orders
 * pass. @throws Problem certificateNotInUse when the certificate has ended, or when we revoke or have revoked it.
 */
export async function mustStand(db: Database | Transaction, order: OrderRow): Promise<void> {
  if (order.kind !== 'replacement') return
  const { certificate } = (await findCertificate(db, order.certificateId!))!
  if (certificate.notAfter <= new Date() || (await isRevokedByUs(db, certificate.id)))
    throw new Problem('certificateNotInUse')
}
