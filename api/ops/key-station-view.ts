import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { keyMakings, keyStations, tokens } from '../../db/schema/certificates.ts'
import { orderEvents, orders } from '../../db/schema/orders.ts'
import { making, viewMaking } from './ops-order.ts'

/** A station reports every 5 seconds; after three silent turns it counts as gone. */
export const STATION_SEEN_MS = 15_000

export const keyStation = z
  .object({
    id: z.string(),
    online: z.boolean(),
    plugged: z.array(
      z.object({ serial: z.string(), model: z.string(), state: z.enum(['blank', 'inUse', 'made']) }),
    ),
    queue: z.array(
      z.object({ no: z.string(), organisationName: z.string(), approvedAt: z.iso.datetime(), making }),
    ),
  })
  .meta({ id: 'KeyStation' })

/** The orders whose key is to be made, the longest waiting first. */
async function readQueue(db: Database) {
  const rows = await db
    .selectDistinctOn([orders.id], { order: orders, attempt: keyMakings, approvedAt: orderEvents.at })
    .from(orders)
    .innerJoin(orderEvents, and(eq(orderEvents.orderId, orders.id), eq(orderEvents.event, 'approved')))
    .leftJoin(keyMakings, eq(keyMakings.orderId, orders.id))
    .where(eq(orders.state, 'making'))
    .orderBy(orders.id, desc(keyMakings.createdAt))
  return rows
    .sort((a, b) => a.approvedAt.getTime() - b.approvedAt.getTime())
    .map(({ order, attempt, approvedAt }) => ({
      no: order.no,
      organisationName: order.organisationName ?? '',
      approvedAt: approvedAt.toISOString(),
      making: viewMaking(order, attempt),
    }))
}

/** Every key station with what is plugged in; the queue is the same for all, any station may take an order. */
export async function viewKeyStations(db: Database): Promise<z.infer<typeof keyStation>[]> {
  const [stations, queue] = await Promise.all([
    db.select().from(keyStations).orderBy(asc(keyStations.id)),
    readQueue(db),
  ])
  const serials = stations.flatMap((station) => station.plugged.map((token) => token.serial))
  const known =
    serials.length > 0 ? await db.select().from(tokens).where(inArray(tokens.serial, serials)) : []
  const busy = new Set(
    queue.flatMap((row) => (row.making?.state === 'working' ? [row.making.tokenSerial] : [])),
  )
  const stateOf = (serial: string) => {
    if (busy.has(serial)) return 'inUse' as const
    return known.some((token) => token.serial === serial) ? ('made' as const) : ('blank' as const)
  }
  const seen = Date.now() - STATION_SEEN_MS
  return stations.map(({ id, lastSeenAt, plugged }) => ({
    id,
    online: lastSeenAt.getTime() > seen,
    plugged: plugged.map(({ serial, model }) => ({ serial, model, state: stateOf(serial) })),
    queue,
  }))
}
