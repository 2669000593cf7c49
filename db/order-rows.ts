import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { isFilledIn } from '../domain/order-states.ts'
import { signingCertificateOf } from './certificates.ts'
import type { Database } from './database.ts'
import { openForm } from './sealed-forms.ts'
import type { OrderRow } from './orders.ts'
import { bankReturns } from './schema/bank.ts'
import { invoices, payments, refunds, transfers } from './schema/money.ts'
import { documents, orderEvents, orderForms } from './schema/orders.ts'
import { proofings, verificationCodes } from './schema/proofing.ts'
import { reviews } from './schema/review.ts'
import { shipmentRoutes, shipments } from './schema/shipping.ts'

export type CodeRow = typeof verificationCodes.$inferSelect
export type OrderRows = Awaited<ReturnType<typeof readOrderRows>>

/** Everything that is kept about an order of any kind: what was sent, paid, issued and done, the newest first. */
export async function readOrderRows(db: Database, order: OrderRow) {
  const { id, revision } = order
  // Whoever still fills in the form has paid nothing and got nothing; the form is saved after each pause in typing.
  const after = <Row>(query: PromiseLike<Row[]>): PromiseLike<Row[]> =>
    isFilledIn(order) ? Promise.resolve([]) : query
  const [forms, checks, deposits, codes, paid, backs, returned, bills, judged, sent, issued, files, events] =
    await Promise.all([
      db
        .select()
        .from(orderForms)
        .where(and(eq(orderForms.orderId, id), eq(orderForms.revision, revision))),
      db
        .select()
        .from(proofings)
        .where(and(eq(proofings.orderId, id), isNotNull(proofings.passedAt), isNull(proofings.voidedAt))),
      db.select().from(transfers).where(eq(transfers.orderId, id)).orderBy(desc(transfers.createdAt)),
      db
        .select()
        .from(verificationCodes)
        .where(and(eq(verificationCodes.workflowId, id), isNotNull(verificationCodes.sentAt)))
        .orderBy(desc(verificationCodes.createdAt)),
      after(db.select().from(payments).where(eq(payments.orderId, id)).orderBy(desc(payments.createdAt))),
      after(db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(desc(refunds.createdAt))),
      db.select().from(bankReturns).where(eq(bankReturns.orderId, id)).orderBy(desc(bankReturns.createdAt)),
      after(db.select().from(invoices).where(eq(invoices.orderId, id)).orderBy(asc(invoices.createdAt))),
      after(db.select().from(reviews).where(eq(reviews.orderId, id))),
      after(
        db
          .select({ shipment: shipments, route: shipmentRoutes })
          .from(shipments)
          .leftJoin(shipmentRoutes, eq(shipmentRoutes.shipmentId, shipments.id))
          .where(and(eq(shipments.orderId, id), isNotNull(shipments.waybillNo)))
          .orderBy(desc(shipments.createdAt), asc(shipmentRoutes.at)),
      ),
      isFilledIn(order) ? undefined : signingCertificateOf(db, id),
      db
        .select()
        .from(documents)
        .where(and(eq(documents.orderId, id), isNull(documents.replacedAt))),
      db.select().from(orderEvents).where(eq(orderEvents.orderId, id)).orderBy(asc(orderEvents.seq)),
    ])
  return {
    form: forms[0] && openForm(forms[0]),
    checks,
    deposits,
    codes,
    payments: paid,
    refunds: backs,
    bankReturns: returned,
    invoices: bills,
    review: judged[0],
    sent,
    certificate: issued,
    files,
    events,
  }
}
