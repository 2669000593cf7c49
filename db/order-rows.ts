import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { inHands } from '../domain/certificate-states.ts'
import type { Database } from './database.ts'
import { bankReturns } from './schema/bank.ts'
import { certificates } from './schema/certificates.ts'
import { invoices, payments, refunds, transfers } from './schema/money.ts'
import { documents, orderEvents, orders } from './schema/orders.ts'
import { seals } from './schema/seals.ts'
import { proofings, sentNotices, verificationCodes } from './schema/proofing.ts'
import { shipmentRoutes, shipments } from './schema/shipping.ts'
import type { OrderRow } from './orders.ts'
import { openForm } from './sealed-forms.ts'

export type CodeRow = OrderRows['codes'][number]
export type OrderRows = NonNullable<Awaited<ReturnType<typeof readOrder>>>['rows']

/** A statement of each pool of connections: to make it takes longer than to answer it. */
export function preparedOnce<Statement>(prepare: (db: Database) => Statement): (db: Database) => Statement {
  const statements = new WeakMap<Database, Statement>()
  return (db) => {
    const statement = statements.get(db) ?? prepare(db)
    statements.set(db, statement)
    return statement
  }
}

const orderRows = preparedOnce((db) =>
  db.query.orders
    .findFirst({
      where: eq(orders.no, sql.placeholder('no')),
      with: {
        form: true,
        checks: {
          columns: { facts: true },
          where: and(isNotNull(proofings.passedAt), isNull(proofings.voidedAt)),
        },
        deposits: {
          columns: {
            ...{ purpose: true, facts: true, state: true, accountMasked: true, reason: true },
            ...{ passwordId: true, settledAt: true },
          },
          orderBy: desc(transfers.createdAt),
        },
        codes: {
          columns: {
            ...{ purpose: true, subject: true, phoneMasked: true, tries: true, expiresAt: true },
            ...{ sentAt: true, consumedAt: true, voidedAt: true, createdAt: true },
          },
          where: isNotNull(verificationCodes.sentAt),
          orderBy: desc(verificationCodes.createdAt),
        },
        payments: { orderBy: desc(payments.createdAt) },
        refunds: { orderBy: desc(refunds.createdAt) },
        bankReturns: {
          columns: { part: true, state: true, amountFen: true, doneAt: true },
          orderBy: desc(bankReturns.createdAt),
        },
        invoices: { orderBy: asc(invoices.createdAt) },
        review: true,
        shipments: {
          columns: { state: true, waybillNo: true },
          where: isNotNull(shipments.waybillNo),
          orderBy: desc(shipments.createdAt),
          limit: 1,
          with: {
            routes: { columns: { at: true, place: true, remark: true }, orderBy: asc(shipmentRoutes.at) },
          },
        },
        // Of the set that an order yields the one which its holder signs with; none once it is revoked.
        certificates: {
          columns: { serial: true, notBefore: true, notAfter: true },
          where: and(eq(certificates.purpose, 'signing'), inArray(certificates.state, inHands)),
          orderBy: asc(certificates.createdAt),
          limit: 1,
          with: { key: { columns: { tokenSerial: true } } },
        },
        // A key that was lost on its way took its seal with it.
        seals: {
          columns: {
            id: true,
            kind: true,
            name: true,
            width: true,
            height: true,
            madeAt: true,
            replacedAt: true,
          },
          orderBy: desc(seals.createdAt),
          limit: 1,
          with: { certificate: { columns: { state: true, notBefore: true, notAfter: true } } },
        },
        files: { columns: { kind: true, createdAt: true }, where: isNull(documents.replacedAt) },
        events: {
          columns: { event: true, state: true, by: true, at: true },
          orderBy: asc(orderEvents.seq),
        },
        notices: {
          columns: { recipientMasked: true, sentAt: true },
          where: eq(sentNotices.notice, 'certificatePassword'),
          orderBy: desc(sentNotices.createdAt),
          limit: 1,
        },
      },
    })
    .prepare('order_rows'),
)

/**
 * An order and what is kept about it that people see: what was sent, paid, issued and done, the newest first. One
 * statement, so that all is of the same moment. Undefined where no order has this number.
 */
export async function readOrder(db: Database, no: string) {
  const found = await orderRows(db).execute({ no })
  if (!found) return undefined
  const { form, shipments: sent, certificates: issued, seals: made, notices, ...more } = found
  const rows = {
    ...more,
    form: form && openForm(form),
    shipment: sent[0],
    certificate: issued[0],
    seal: made[0],
    passwordNotice: notices[0],
  }
  const order: OrderRow = found
  return { order, rows }
}
