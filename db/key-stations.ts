import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { keyMakings, keyStations, tokens } from './schema/certificates.ts'
import { orderEvents, orders } from './schema/orders.ts'

export type MakingRow = typeof keyMakings.$inferSelect

/** A station reports every 5 seconds; after three silent turns it counts as gone. */
const SEEN_MS = 15_000

/** Whether a station that was last heard of then is there now. */
export const isOnline = (lastSeenAt: Date, now: Date) => lastSeenAt.getTime() > now.getTime() - SEEN_MS

/** Ids of the key stations that are there now. */
export async function stationsSeen(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: keyStations.id })
    .from(keyStations)
    .where(gt(keyStations.lastSeenAt, new Date(now.getTime() - SEEN_MS)))
  return rows.map(({ id }) => id)
}

/** Every key station, with what is plugged in. */
export async function listKeyStations(db: Database) {
  return db.select().from(keyStations).orderBy(asc(keyStations.id))
}

/** Which of these serial numbers are keys that we made before. */
export async function knownTokens(db: Database, serials: string[]): Promise<Set<string>> {
  if (serials.length === 0) return new Set()
  const rows = await db.select({ serial: tokens.serial }).from(tokens).where(inArray(tokens.serial, serials))
  return new Set(rows.map(({ serial }) => serial))
}

/** The orders whose key is to be made, the longest waiting first, each with its latest attempt. */
export async function ordersInMaking(db: Database) {
  const rows = await db
    .selectDistinctOn([orders.id], { order: orders, attempt: keyMakings, approvedAt: orderEvents.at })
    .from(orders)
    .innerJoin(orderEvents, and(eq(orderEvents.orderId, orders.id), eq(orderEvents.event, 'approved')))
    .leftJoin(keyMakings, eq(keyMakings.orderId, orders.id))
    .where(and(eq(orders.state, 'making'), isNull(orders.interruptedAt)))
    .orderBy(orders.id, desc(keyMakings.createdAt))
  return rows.sort((a, b) => a.approvedAt.getTime() - b.approvedAt.getTime())
}
