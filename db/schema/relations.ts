import { relations } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { bankReturns } from './bank.ts'
import { certificates, keyMakings, subjectKeys } from './certificates.ts'
import { invoices, payments, refunds, staffTasks, transfers } from './money.ts'
import { confirmations, documents, orderEvents, orderForms, orders } from './orders.ts'
import { proofings, sentNotices, verificationCodes } from './proofing.ts'
import { reviews } from './review.ts'
import { seals } from './seals.ts'
import { shipmentRoutes, shipments } from './shipping.ts'
import { user } from './staff.ts'

// What belongs to an order, so that it can be read with all of it in one statement (db/order-rows.ts, db/staff-rows.ts).

export const ofOrder = relations(orders, ({ one, many }) => ({
  /** The last saved revision. */
  form: one(orderForms, {
    fields: [orders.id, orders.revision],
    references: [orderForms.orderId, orderForms.revision],
  }),
  checks: many(proofings),
  deposits: many(transfers),
  codes: many(verificationCodes),
  payments: many(payments),
  refunds: many(refunds),
  bankReturns: many(bankReturns),
  invoices: many(invoices),
  review: one(reviews, { fields: [orders.id], references: [reviews.orderId] }),
  shipments: many(shipments),
  certificates: many(certificates),
  seals: many(seals),
  files: many(documents),
  events: many(orderEvents),
  notices: many(sentNotices),
  makings: many(keyMakings),
  confirmations: many(confirmations),
  tasks: many(staffTasks),
}))

/** The other side: whose a row is. */
const belonging = (rows: PgTable, order: PgColumn) =>
  relations(rows, ({ one }) => ({ order: one(orders, { fields: [order], references: [orders.id] }) }))

export const proofingsOf = belonging(proofings, proofings.orderId)
export const transfersOf = belonging(transfers, transfers.orderId)
export const codesOf = belonging(verificationCodes, verificationCodes.workflowId)
export const paymentsOf = belonging(payments, payments.orderId)
export const refundsOf = belonging(refunds, refunds.orderId)
export const bankReturnsOf = belonging(bankReturns, bankReturns.orderId)
export const invoicesOf = belonging(invoices, invoices.orderId)
export const makingsOf = belonging(keyMakings, keyMakings.orderId)
export const confirmationsOf = belonging(confirmations, confirmations.orderId)
export const tasksOf = belonging(staffTasks, staffTasks.orderId)
export const reviewsOf = relations(reviews, ({ one }) => ({
  claimant: one(user, { fields: [reviews.claimedBy], references: [user.id], relationName: 'claimant' }),
  firstApprover: one(user, {
    fields: [reviews.firstApprovedBy],
    references: [user.id],
    relationName: 'firstApprover',
  }),
}))
export const shipmentsOf = relations(shipments, ({ one, many }) => ({
  order: one(orders, { fields: [shipments.orderId], references: [orders.id] }),
  routes: many(shipmentRoutes),
}))
export const routesOf = relations(shipmentRoutes, ({ one }) => ({
  shipment: one(shipments, { fields: [shipmentRoutes.shipmentId], references: [shipments.id] }),
}))
export const certificatesOf = relations(certificates, ({ one }) => ({
  order: one(orders, { fields: [certificates.orderId], references: [orders.id] }),
  key: one(subjectKeys, { fields: [certificates.keyId], references: [subjectKeys.id] }),
}))
export const sealsOf = relations(seals, ({ one }) => ({
  order: one(orders, { fields: [seals.orderId], references: [orders.id] }),
  certificate: one(certificates, { fields: [seals.certificateId], references: [certificates.id] }),
}))
export const documentsOf = belonging(documents, documents.orderId)
export const eventsOf = belonging(orderEvents, orderEvents.orderId)
export const noticesOf = belonging(sentNotices, sentNotices.orderId)
