import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, lt, not, notInArray, or } from 'drizzle-orm'
import { deadlines } from '../domain/deadlines.ts'
import { isFinal, orderStates } from '../domain/order-states.ts'
import type { Database } from './database.ts'
import { certificates } from './schema/certificates.ts'
import { legalHolds } from './schema/evidence.ts'
import { documents, orderForms, orders } from './schema/orders.ts'
import { signingParts } from './schema/signing.ts'

const DAY = 86_400_000

/** Books and tax keep these, whatever becomes of the order. */
export const accountingPapers: (typeof documents.$inferSelect)['kind'][] = [
  'invoicePdf',
  'invoiceXml',
  'invoiceOfd',
]

/**
 * Orders of any kind whose personal data are kept no longer (PIPL art. 19), the oldest first: that ended without a
 * certificate, whose holder's last certificate is long over, or that never began, because nobody could start them and
 * their applicant never came back.
 */
export async function ordersToForget(db: Database, now: Date, most: number): Promise<string[]> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const recordsUntil = new Date(now)
  recordsUntil.setUTCFullYear(now.getUTCFullYear() - deadlines.certificateRecordYears)
  const holdsData = or(
    exists(
      db
        .select({ id: orderForms.orderId })
        .from(orderForms)
        .where(and(eq(orderForms.orderId, orders.id), isNotNull(orderForms.typed))),
    ),
    exists(
      db
        .select({ id: documents.id })
        .from(documents)
        .where(and(eq(documents.orderId, orders.id), notInArray(documents.kind, accountingPapers))),
    ),
    // Who was to sign, and why somebody did not want to, is kept longer than what they did not sign.
    exists(db.select({ id: signingParts.id }).from(signingParts).where(eq(signingParts.orderId, orders.id))),
  )
  const certificate = db.select({ id: certificates.id }).from(certificates)
  const issued = or(
    eq(orders.state, 'completed'),
    exists(certificate.where(eq(certificates.orderId, orders.id))),
  )!
  const ofHolder = db.select({ id: certificates.id }).from(certificates)
  const inRecords = exists(
    ofHolder.where(
      and(eq(certificates.holderNumber, orders.holderNumber), gt(certificates.notAfter, recordsUntil)),
    ),
  )
  // A court or an authority may want them: nothing about such a certificate is removed (E-Sign Law art. 24 is the least).
  const isHeld = exists(
    db
      .select({ id: legalHolds.id })
      .from(legalHolds)
      .innerJoin(certificates, eq(certificates.id, legalHolds.certificateId))
      .where(
        and(
          isNull(legalHolds.liftedAt),
          or(eq(certificates.orderId, orders.id), eq(certificates.id, orders.certificateId)),
        ),
      ),
  )
  const hasEnded = inArray(orders.state, orderStates.filter(isFinal))
  // What was taken over from an earlier system had no end of its own.
  const endedBefore = (at: Date) =>
    or(lt(orders.endedAt, at), and(isNull(orders.endedAt), lt(orders.createdAt, at)))
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        holdsData,
        not(isHeld),
        or(
          and(hasEnded, not(issued), endedBefore(ago(deadlines.unissuedDays))),
          and(hasEnded, issued, endedBefore(recordsUntil), not(inRecords)),
          and(not(hasEnded), isNull(orders.startedAt), lt(orders.createdAt, ago(deadlines.draftIdleDays))),
        ),
      ),
    )
    .orderBy(asc(orders.createdAt))
    .limit(most)
  return rows.map(({ id }) => id)
}
