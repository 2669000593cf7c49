import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../columns.ts'
import { orders } from './orders.ts'

export const shipments = pgTable(
  'shipments',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** Our number of the shipment at the courier: asking twice makes one waybill. */
    providerOrderId: text('provider_order_id').notNull().unique(),
    waybillNo: text('waybill_no').unique(),
    tokenSerial: text('token_serial').notNull(),
    state: text('state').$type<'ready' | 'inTransit' | 'returned' | 'lost' | 'delivered'>().notNull(),
    deliveredAt: instant('delivered_at'),
    createdAt: createdAt(),
  },
  (table) => [index('shipments_order').on(table.orderId)],
)

/** Route of a waybill as the courier reported it. */
export const shipmentRoutes = pgTable(
  'shipment_routes',
  {
    id: id(),
    shipmentId: uuid('shipment_id')
      .notNull()
      .references(() => shipments.id),
    /** The courier's code of the operation, e.g. 50 picked up, 80 delivered. */
    opCode: text('op_code').notNull(),
    at: instant('at').notNull(),
    place: text('place').notNull(),
    remark: text('remark').notNull(),
  },
  (table) => [uniqueIndex('shipment_routes_once').on(table.shipmentId, table.opCode, table.at)],
)
