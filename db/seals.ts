import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { inHands, standingOf } from '../domain/certificate-states.ts'
import { termsOf } from '../domain/products.ts'
import { findCertificate, signingCertificateOf, type CertificateRow } from './certificates.ts'
import type { Database, Transaction } from './database.ts'
import type { OrderRow } from './orders.ts'
import { seals } from './schema/seals.ts'

/** What is handed out of a seal of an order: picture (PNG) and signed data (SESeal, DER). Undefined until it is made. */
export async function madeSeal(
  db: Database,
  { id, orderId }: { id: string; orderId: string },
): Promise<{ picture: Uint8Array; der: Uint8Array } | undefined> {
  const [row] = await db
    .select({ picture: seals.picture, der: seals.der })
    .from(seals)
    .where(and(eq(seals.id, id), eq(seals.orderId, orderId), isNotNull(seals.der)))
  return row?.der ? { picture: row.picture, der: row.der } : undefined
}

/** The seal of a certificate, the newest; undefined until it is made. */
export async function sealOfCertificate(db: Database, certificateId: string) {
  const [seal] = await db
    .select()
    .from(seals)
    .where(and(eq(seals.certificateId, certificateId), isNotNull(seals.der), isNull(seals.replacedAt)))
  return seal
}

/**
 * The certificate that the seal of an order is for: the one that it made, or what has the place by now of the one that it is
 * about. Undefined where that is revoked or expired.
 */
export async function certificateToSeal(
  db: Database | Transaction,
  order: OrderRow,
  now: Date,
): Promise<CertificateRow | undefined> {
  const certificate = termsOf(order).validity
    ? (await signingCertificateOf(db, order.id))?.certificate
    : await inPlaceOf(db, order.certificateId!)
  const standing = certificate && standingOf(certificate, now)
  return inHands.some((good) => good === standing) ? certificate : undefined
}

async function inPlaceOf(db: Database | Transaction, id: string): Promise<CertificateRow> {
  const { certificate } = (await findCertificate(db, id))!
  return certificate.supersededBy ? inPlaceOf(db, certificate.supersededBy) : certificate
}
