import { and, asc, eq, isNull, ne, or } from 'drizzle-orm'
import type { RevocationReason } from '../domain/certificate-states.ts'
import { mayBeRevoked, type RevocationOrigin } from '../domain/revocation.ts'
import { audit } from './audit.ts'
import { lockCertificate } from './certificates.ts'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { createOrder, openOrderOf, orderById, type OrderRow } from './orders.ts'
import { latestForm } from './queried-orders.ts'
import { certificates } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { revocationDecisions, revocations } from './schema/revocations.ts'

/** What the operator's code confirms: this revocation. */
export function revocationSubject(orderId: string): string {
  return fingerprint('revocation', orderId)
}

/** What was asked for and what people made of it so far, in order. */
export async function readRevocation(db: Database | Transaction, orderId: string) {
  const [request] = await db.select().from(revocations).where(eq(revocations.orderId, orderId))
  if (!request) return undefined
  const decisions = await db
    .select()
    .from(revocationDecisions)
    .where(eq(revocationDecisions.orderId, orderId))
    .orderBy(asc(revocationDecisions.createdAt))
  return { ...request, decisions }
}

/** Whether we, not the holder, have revoked a certificate or are deciding on it: it gets no successor. */
export async function isRevokedByUs(db: Database | Transaction, certificateId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: orders.id })
    .from(revocations)
    .innerJoin(orders, eq(orders.id, revocations.orderId))
    .where(
      and(
        eq(revocations.certificateId, certificateId),
        ne(revocations.origin, 'holder'),
        or(isNull(orders.endedAt), eq(orders.state, 'revoked')),
      ),
    )
    .limit(1)
  return row !== undefined
}

export interface RevocationRequest {
  origin: RevocationOrigin
  reason: RevocationReason
  invalidityDate?: Date | undefined
  /** User name of the member of staff; nobody where the holder asks. */
  askedBy?: string
  note?: string
  legalReference?: string | undefined
}

type RevocationOutcome =
  | { begun: OrderRow }
  /** A certificate is in one at a time. */
  | { open: OrderRow; origin: RevocationOrigin | undefined }
  | { refused: 'unknown' | 'notInUse' | 'holderUnknown' }

/**
 * Writes a revocation that begins, with a copy of the holder's form and its row in the audit log; the certificate is
 * locked for it. `language`: of a holder who asks; staff write to holders in the language of the certificate's order.
 */
export async function createRevocation(
  db: Database,
  certificateId: string,
  request: RevocationRequest,
  language: OrderRow['language'],
): Promise<RevocationOutcome> {
  const askedAt = new Date()
  return db.transaction(async (tx): Promise<RevocationOutcome> => {
    const certificate = await lockCertificate(tx, certificateId)
    if (!certificate) return { refused: 'unknown' }
    if (!mayBeRevoked(certificate, askedAt)) return { refused: 'notInUse' }
    const open = await openOrderOf(tx, certificateId, 'revocation')
    if (open) return { open, origin: (await readRevocation(tx, open.id))?.origin }
    const [made, last] = await Promise.all([
      orderById(tx, certificate.orderId),
      latestForm(tx, certificate.holderNumber),
    ])
    if (!made || !last) return { refused: 'holderUnknown' }
    const { origin, reason, askedBy } = request
    const begun = await createOrder(
      tx,
      {
        ...last.operator,
        kind: 'revocation',
        product: made.product,
        holderNumber: certificate.holderNumber,
        holderName: made.holderName,
        language: origin === 'holder' ? language : made.language,
        certificateId,
        createdAt: askedAt,
      },
      // Whom to tell: a copy, wiped when the revocation ends.
      last.form,
      async (inner, { id: orderId }) => {
        await inner.insert(revocations).values({ ...request, orderId, certificateId, createdAt: askedAt })
        await audit(inner, {
          actor: askedBy ? `staff:${askedBy}` : 'applicant',
          action: 'revocation.asked',
          subject: orderId,
          detail: { serial: certificate.serial, origin, reason },
        })
      },
    )
    return { begun: begun! }
  })
}

/** The open revocation of this number, with what was asked for and the certificate's serial number. */
export async function openRevocation(db: Database, no: string) {
  const [row] = await db
    .select({ order: orders, serial: certificates.serial })
    .from(orders)
    .innerJoin(certificates, eq(certificates.id, orders.certificateId))
    .where(and(eq(orders.no, no), eq(orders.kind, 'revocation'), isNull(orders.endedAt)))
  const request = row && (await readRevocation(db, row.order.id))
  return request && { ...row, request }
}

/** Keeps what a member of staff (user name) decided on a revocation: each decides once. */
export async function decideOnRevocation(
  db: Database,
  { orderId, serial }: { orderId: string; serial: string },
  made: { approved: boolean; note: string },
  by: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const written = await tx
      .insert(revocationDecisions)
      .values({ orderId, by, ...made })
      .onConflictDoNothing()
      .returning({ id: revocationDecisions.id })
    if (written.length === 0) return
    await audit(tx, {
      actor: `staff:${by}`,
      action: made.approved ? 'revocation.approved' : 'revocation.refused',
      subject: orderId,
      detail: { serial },
    })
  })
}
