import { relations } from 'drizzle-orm'
import { bankReturns } from './bank.ts'
import { certificates, subjectKeys } from './certificates.ts'
import { invoices, payments, refunds, transfers } from './money.ts'
import { documents, orderEvents, orderForms, orders } from './orders.ts'
import { proofings, sentNotices, verificationCodes } from './proofing.ts'
import { reviews } from './review.ts'
import { shipmentRoutes, shipments } from './shipping.ts'

// What belongs to an order, so that it can be read with all of it in one statement (db/order-rows.ts).

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
  files: many(documents),
  events: many(orderEvents),
  notices: many(sentNotices),
}))

export const proofingsOf = relations(proofings, ({ one }) => ({
  order: one(orders, { fields: [proofings.orderId], references: [orders.id] }),
}))
export const transfersOf = relations(transfers, ({ one }) => ({
  order: one(orders, { fields: [transfers.orderId], references: [orders.id] }),
}))
export const codesOf = relations(verificationCodes, ({ one }) => ({
  order: one(orders, { fields: [verificationCodes.workflowId], references: [orders.id] }),
}))
export const paymentsOf = relations(payments, ({ one }) => ({
  order: one(orders, { fields: [payments.orderId], references: [orders.id] }),
}))
export const refundsOf = relations(refunds, ({ one }) => ({
  order: one(orders, { fields: [refunds.orderId], references: [orders.id] }),
}))
export const bankReturnsOf = relations(bankReturns, ({ one }) => ({
  order: one(orders, { fields: [bankReturns.orderId], references: [orders.id] }),
}))
export const invoicesOf = relations(invoices, ({ one }) => ({
  order: one(orders, { fields: [invoices.orderId], references: [orders.id] }),
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
export const documentsOf = relations(documents, ({ one }) => ({
  order: one(orders, { fields: [documents.orderId], references: [orders.id] }),
}))
export const eventsOf = relations(orderEvents, ({ one }) => ({
  order: one(orders, { fields: [orderEvents.orderId], references: [orders.id] }),
}))
export const noticesOf = relations(sentNotices, ({ one }) => ({
  order: one(orders, { fields: [sentNotices.orderId], references: [orders.id] }),
}))
