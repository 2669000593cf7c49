import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { shipmentRoutes, shipments } from './schema/shipping.ts'

export type ShipmentRow = typeof shipments.$inferSelect

/** The parcel with the courier's number. */
export async function shipmentOf(db: Database, waybillNo: string): Promise<ShipmentRow | undefined> {
  const [shipment] = await db.select().from(shipments).where(eq(shipments.waybillNo, waybillNo))
  return shipment
}

/** The last parcel of an order that has a waybill. */
export async function latestShipment(db: Database, orderId: string): Promise<ShipmentRow | undefined> {
  const [shipment] = await db
    .select()
    .from(shipments)
    .where(and(eq(shipments.orderId, orderId), isNotNull(shipments.waybillNo)))
    .orderBy(desc(shipments.createdAt))
    .limit(1)
  return shipment
}

/** Whether the courier's own answer told us of this step of a parcel before. */
export async function isRouteKnown(
  db: Database,
  shipmentId: string,
  { opCode, at }: { opCode: string; at: Date },
): Promise<boolean> {
  const known = await db
    .select({ id: shipmentRoutes.id })
    .from(shipmentRoutes)
    .where(
      and(
        eq(shipmentRoutes.shipmentId, shipmentId),
        eq(shipmentRoutes.opCode, opCode),
        eq(shipmentRoutes.at, at),
      ),
    )
    .limit(1)
  return known.length > 0
}
