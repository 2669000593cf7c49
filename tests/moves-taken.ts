// Which moves of the table of states the scenarios of a file have made.
import { eq } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { orderEvents } from '../db/schema/orders.ts'
import type { OrderKind } from '../domain/kinds/kinds.ts'
import { moves } from '../domain/order-states.ts'

export function movesTaken(kind: OrderKind) {
  const taken = new Set<string>()
  return {
    /** Notes what happened to an order. */
    async note(db: Database, orderId: string): Promise<void> {
      const events = await db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId))
      for (const { event, state } of events) taken.add(`${event}>${state}`).add(`${event}>`)
    },
    /** Moves of the table that nobody has made. */
    missing: (): string[] =>
      moves[kind]
        .map(({ event, from, to }) => `${event}>${to ?? (from.length === 1 ? from[0] : '')}`)
        .filter((move) => !taken.has(move)),
  }
}
